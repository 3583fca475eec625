import { Button, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiFault, FaultPanel, formatMoment, Mark, Panel } from '#platform/ui';
import { meQuery } from '../api.ts';
import { makePasskey, passkeysPossible } from '../passkey.ts';
import { useIdentityText } from '../text.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { addPasskey, beginTotp, newRecovery, ownQuery, proveTotp, removeFactor } from './api.ts';
import type { Own } from './api.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { useAccountText } from './text.ts';
import { TotpForm } from './TotpForm.tsx';

/** Second factors: the app, passkeys, recovery codes. */
export function Factors({ own }: { own: Own }) {
  const say = useAccountText();
  const words = useIdentityText();
  const client = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<{ secret: string; svg: string } | null>(null);
  const changed = () => { void client.invalidateQueries({ queryKey: ownQuery.queryKey }); void client.invalidateQueries({ queryKey: meQuery.queryKey }); };
  const shown = ({ recovery }: { recovery: string[] }) => { if (recovery.length > 0) setCodes(recovery); changed(); };
  const begin = useConfirmed(beginTotp, setSecret);
  const prove = useConfirmed(proveTotp, (result) => { setSecret(null); shown(result); });
  const key = useConfirmed(async (title: string) => addPasskey({ ...await makePasskey(), name: title }), (result) => { setName(''); shown(result); });
  const remove = useConfirmed(removeFactor, changed);
  const fresh = useConfirmed(newRecovery, shown);
  const none = !own.totp && own.passkeys.length === 0;
  const error = begin.error ?? remove.error ?? fresh.error;
  return (
    <section className="ye-card ye-stack">
      <h2>{say('factors')}</h2>
      {none ? <p className="ye-quiet">{say('factors.none')}</p> : null}
      <ul className="ye-todo">
        <li>
          <div className="ye-strong">{say('totp')}</div>
          {own.totp ? <><Mark tone="good" icon={<IconCheck size={16} aria-hidden />}>{say('totp.on')}</Mark><Button size="compact-md" variant="default" onClick={() => remove.run('totp')} aria-label={say('remove.what', { what: say('totp') })}>{say('remove')}</Button></>
            : <Button size="compact-md" disabled={begin.pending} onClick={() => begin.run(undefined)}>{say('totp.add')}</Button>}
        </li>
        {own.passkeys.map((one) => (
          <li key={one.id}>
            <div><span className="ye-strong">{one.name}</span><div className="ye-small ye-quiet">{say('passkeys')}, {one.usedAt === null ? say('passkeys.never') : say('passkeys.used', { at: formatMoment(one.usedAt) })}</div></div>
            <Button size="compact-md" variant="default" onClick={() => remove.run(one.id)} aria-label={say('remove.what', { what: one.name })}>{say('remove')}</Button>
          </li>
        ))}
        {none ? null : <li><div><span className="ye-strong">{say('recovery')}</span><div className="ye-small ye-quiet">{say('recovery.left', { count: own.recoveryLeft })}</div></div><Button size="compact-md" variant="default" onClick={() => fresh.run(undefined)}>{say('recovery.new')}</Button></li>}
      </ul>
      {error ? <FaultPanel error={error} /> : null}
      {secret ? <TotpForm of={secret} pending={prove.pending} error={prove.error} onProve={prove.run} /> : null}
      {codes.length > 0 ? <RecoveryCodes codes={codes} onKept={() => setCodes([])} /> : null}
      {passkeysPossible() ? (
        <div className="ye-row" style={{ alignItems: 'flex-end' }}>
          <TextInput label={say('passkeys.name')} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
          <Button variant="default" disabled={key.pending || name.trim() === ''} onClick={() => key.run(name.trim())}>{say('passkeys.add')}</Button>
        </div>
      ) : null}
      {key.error ? (key.error instanceof ApiFault ? <FaultPanel error={key.error} /> : <Panel kind="warning">{words('passkey.stopped')}</Panel>) : null}
      <p className="ye-small ye-quiet">{say('passkeys.where')}</p>
      {begin.dialog}{prove.dialog}{key.dialog}{remove.dialog}{fresh.dialog}
    </section>
  );
}
