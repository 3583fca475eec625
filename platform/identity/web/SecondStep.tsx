import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, Page, Panel } from '#platform/ui';
import { ApiFault } from '#platform/ui';
import { finishByPasskey, finishSignIn } from './api.ts';
import type { Me, Second } from './api.ts';
import { askPasskey, passkeysPossible } from './passkey.ts';
import { useIdentityText } from './text.ts';

/** The second half of a sign-in: code, recovery code or passkey. */
export function SecondStep({ second, onDone, onBack }: { second: Second; onDone: (me: Me) => void; onBack: () => void }) {
  const say = useIdentityText();
  const first = second.ways.includes('totp') ? 'code' : second.ways.includes('passkey') ? 'passkey' : 'recovery';
  const [way, setWay] = useState<'code' | 'recovery' | 'passkey'>(first);
  const [value, setValue] = useState('');
  const byCode = useMutation({ mutationFn: () => finishSignIn(way === 'recovery' ? { ticket: second.ticket, recovery: value } : { ticket: second.ticket, code: value.replace(/\s/g, '') }), onSuccess: onDone });
  const byKey = useMutation({ mutationFn: async () => finishByPasskey(await askPasskey('/session/passkey/options', { ticket: second.ticket })), onSuccess: onDone });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (value.trim() !== '') byCode.mutate();
  };
  const turn = (to: 'code' | 'recovery') => { setWay(to); setValue(''); };
  return (
    <Page title={say('second.title')}>
      <p>{say('second.text')}</p>
      <form className="ye-stack" onSubmit={submit} noValidate>
        {way === 'passkey' ? null : (
          <>
            <TextInput label={say(way === 'code' ? 'second.code' : 'second.recovery')} value={value} autoFocus autoComplete="one-time-code" inputMode={way === 'code' ? 'numeric' : 'text'} maxLength={way === 'code' ? 7 : 40} onChange={(event) => setValue(event.currentTarget.value)} />
            <Button type="submit" disabled={byCode.isPending || value.trim() === ''}>{say('second.submit')}</Button>
          </>
        )}
        {byCode.error ? <FaultPanel error={byCode.error} /> : null}
        {second.ways.includes('passkey') ? <Button variant={way === 'passkey' ? 'filled' : 'default'} disabled={byKey.isPending || !passkeysPossible()} onClick={() => byKey.mutate()}>{say('second.passkey')}</Button> : null}
        {second.ways.includes('passkey') && !passkeysPossible() ? <p className="ye-small ye-quiet">{say('passkey.where')}</p> : null}
        {byKey.error ? (byKey.error instanceof ApiFault ? <FaultPanel error={byKey.error} /> : <Panel kind="warning">{say('passkey.stopped')}</Panel>) : null}
        {second.ways.includes('recovery') && way !== 'recovery' ? <Button variant="subtle" onClick={() => turn('recovery')}>{say('second.useRecovery')}</Button> : null}
        {second.ways.includes('totp') && way === 'recovery' ? <Button variant="subtle" onClick={() => turn('code')}>{say('second.useCode')}</Button> : null}
        <Button variant="subtle" onClick={onBack}>{say('second.back')}</Button>
      </form>
    </Page>
  );
}
