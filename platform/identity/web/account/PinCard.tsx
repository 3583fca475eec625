import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, Mark, Panel } from '#platform/ui';
import type { Me } from '../api.ts';
import { stationQuery } from '../api.ts';
import { useIdentityText } from '../text.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { ownQuery, removePin, setPin } from './api.ts';
import type { Own } from './api.ts';
import { useAccountText } from './text.ts';

/** Six figures for shared computers. */
export function PinCard({ own, me }: { own: Own; me: Me }) {
  const say = useAccountText();
  const words = useIdentityText();
  const client = useQueryClient();
  const [pin, setTyped] = useState('');
  const [current, setCurrent] = useState('');
  const [done, setDone] = useState(false);
  const changed = () => { setTyped(''); setCurrent(''); for (const queryKey of [ownQuery.queryKey, stationQuery.queryKey]) void client.invalidateQueries({ queryKey }); };
  const work = useConfirmed(() => setPin(pin, current), () => { changed(); setDone(true); });
  const remove = useMutation({ mutationFn: removePin, onSuccess: () => { setDone(false); changed(); } });
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); setDone(false); work.run(undefined); };
  const eye = { 'aria-label': words('showPassword') };
  return (
    <section className="ye-card ye-stack">
      <div className="ye-row"><h2>{say('pin')}</h2><Mark tone={own.pin ? 'good' : 'neutral'}>{say(own.pin ? 'pin.on' : 'pin.off')}</Mark></div>
      <p className="ye-small ye-quiet">{say('pin.text')}</p>
      <form className="ye-stack" onSubmit={submit} noValidate>
        {me.hasSecond ? null : <PasswordInput label={say('password.current')} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} visibilityToggleButtonProps={eye} />}
        <PasswordInput label={say('pin.new')} inputMode="numeric" autoComplete="off" maw={240} value={pin} onChange={(event) => setTyped(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))} visibilityToggleButtonProps={eye} />
        {work.error ? <FaultPanel error={work.error} /> : null}
        {done ? <Panel kind="info">{say('pin.done')}</Panel> : null}
        <div className="ye-row"><Button type="submit" variant="default" disabled={work.pending || pin.length !== 6}>{say('pin.set')}</Button>{own.pin ? <Button variant="subtle" onClick={() => remove.mutate()}>{say('pin.remove')}</Button> : null}</div>
      </form>
      {work.dialog}
    </section>
  );
}
