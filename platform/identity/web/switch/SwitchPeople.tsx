import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel } from '#platform/ui';
import { switchByPin } from '../api.ts';
import type { Me, Station } from '../api.ts';
import { useIdentityText } from '../text.ts';

/** Who worked on this computer: a name, a PIN, and one is at work. */
export function SwitchPeople({ station, onDone }: { station: Station; onDone: (me: Me) => void }) {
  const say = useIdentityText();
  const [chosen, setChosen] = useState<Station['people'][number] | null>(null);
  const [pin, setPin] = useState('');
  const work = useMutation({ mutationFn: (typed: string) => switchByPin(chosen?.id ?? '', typed), onSuccess: onDone, onError: () => setPin('') });
  const type = (value: string) => {
    const figures = value.replace(/\D/g, '').slice(0, 6);
    setPin(figures);
    // The sixth figure is enough: no button to find.
    if (figures.length === 6 && !work.isPending) work.mutate(figures);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); };
  if (!chosen) {
    return (
      <>
        <p className="ye-small ye-quiet">{say('switch.text', { name: station.station?.name ?? '' })}</p>
        <ul className="ye-demo">
          {station.people.map((one) => (
            <li key={one.id}><button type="button" disabled={!one.pin} onClick={() => { setChosen(one); work.reset(); }}><span className="ye-strong">{one.displayName}</span>{one.pin ? null : <span className="ye-quiet ye-small">{say('switch.noPin')}</span>}</button></li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <form className="ye-stack" onSubmit={submit} noValidate>
      <PasswordInput label={say('switch.pin', { name: chosen.displayName })} value={pin} inputMode="numeric" autoComplete="off" autoFocus disabled={work.isPending} onChange={(event) => type(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': say('showPassword') }} />
      {work.error ? <FaultPanel error={work.error} /> : null}
      <Button variant="subtle" onClick={() => { setChosen(null); setPin(''); }}>{say('switch.back')}</Button>
    </form>
  );
}
