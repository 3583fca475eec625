import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel } from '#platform/ui';
import { useAccountText } from './text.ts';

interface Props { readonly of: { readonly secret: string; readonly svg: string }; readonly pending: boolean; readonly error: Error | null; readonly onProve: (code: string) => void }

/** The secret as a picture and as text, and the first code that proves it. */
export function TotpForm({ of, pending, error, onProve }: Props) {
  const say = useAccountText();
  const [code, setCode] = useState('');
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); onProve(code); };
  return (
    <form className="ye-totp" onSubmit={submit} noValidate>
      <img alt={say('totp.qr')} width={200} height={200} src={`data:image/svg+xml,${encodeURIComponent(of.svg)}`} />
      <div className="ye-stack">
        <p>{say('totp.scan')}</p>
        <p className="ye-small ye-quiet">{say('totp.key')} <span className="ye-code">{of.secret.match(/.{1,4}/g)?.join(' ')}</span></p>
        <TextInput label={say('totp.code')} value={code} inputMode="numeric" autoComplete="one-time-code" maxLength={7} maw={240} onChange={(event) => setCode(event.currentTarget.value)} />
        {error ? <FaultPanel error={error} /> : null}
        <div><Button type="submit" disabled={pending || code.replace(/\s/g, '').length !== 6}>{say('totp.prove')}</Button></div>
      </div>
    </form>
  );
}
