import { Button, PasswordInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, formatMoment, Panel } from '#platform/ui';
import type { Me } from '../api.ts';
import { NewPassword } from '../NewPassword.tsx';
import { useIdentityText } from '../text.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { changePassword, ownQuery } from './api.ts';
import type { Own } from './api.ts';
import { useAccountText } from './text.ts';

/** A new password: by the old one, or, with a second factor, by a confirmation. */
export function PasswordCard({ own, me }: { own: Own; me: Me }) {
  const say = useAccountText();
  const words = useIdentityText();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [done, setDone] = useState(false);
  const work = useConfirmed(() => changePassword(password, current), () => {
    for (const set of [setCurrent, setPassword, setAgain]) set('');
    setDone(true);
    void client.invalidateQueries({ queryKey: ownQuery.queryKey });
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); setDone(false); work.run(undefined); };
  return (
    <section className="ye-card ye-stack">
      <div className="ye-row"><h2>{say('password')}</h2><span className="ye-small ye-quiet">{own.passwordAt === null ? say('password.never') : say('password.at', { at: formatMoment(own.passwordAt) })}</span></div>
      <form className="ye-stack" onSubmit={submit} noValidate>
        {me.hasSecond ? null : <PasswordInput label={say('password.current')} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': words('showPassword') }} />}
        <NewPassword min={own.passwordMin} value={password} again={again} onChange={setPassword} onAgain={setAgain} />
        {work.error ? <FaultPanel error={work.error} /> : null}
        {done ? <Panel kind="info">{say('password.done')}</Panel> : null}
        <div><Button type="submit" variant="default" disabled={work.pending || password === '' || password !== again}>{say('password.change')}</Button></div>
      </form>
      {work.dialog}
    </section>
  );
}
