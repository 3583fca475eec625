import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck, IconHandStop, IconZzz } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultPanel, formatMoment, Mark, useUiText } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { placesQuery, turnPlace } from './api.ts';
import type { Place } from './api.ts';
import { useExchangeText } from './text.ts';
import { useDestinationWord } from './words.ts';

/** The receivers: who is sent to, who rests, who is stopped; the administrator stops and starts. */
export function Places() {
  const say = useExchangeText();
  const places = useQuery(placesQuery);
  const me = useQuery(meQuery);
  if (places.data === undefined || places.data.items.length === 0) return null;
  return (
    <section className="ye-places" aria-label={say('places')}>
      {places.data.items.map((place) => <PlaceCard key={place.name} place={place} mayTurn={may(me.data, 'exchange-place.stop')} />)}
    </section>
  );
}

function PlaceCard({ place, mayTurn }: { place: Place; mayTurn: boolean }) {
  const say = useExchangeText();
  const word = useDestinationWord();
  return (
    <div className="ye-card ye-place">
      <div className="ye-row"><strong>{word(place.name)}</strong><Standing place={place} /></div>
      <div className="ye-small ye-quiet">{say(`ability.${place.ability}`)}</div>
      {place.stopped === null ? place.why === null ? null : <div className="ye-small">{place.why}</div> : <div className="ye-small">{place.stopped.reason}</div>}
      {place.windows.map((window) => <div key={window.id} className="ye-small">{say('place.window', { from: formatMoment(window.from), to: formatMoment(window.to) })}: {window.reason}</div>)}
      {mayTurn ? <Turn place={place} /> : null}
    </div>
  );
}

function Standing({ place }: { place: Place }) {
  const say = useExchangeText();
  if (place.stopped !== null) return <Mark tone="warning" icon={<IconHandStop size={16} aria-hidden />}>{say('place.stopped')}</Mark>;
  if (place.restingUntil !== null) return <Mark tone="warning" icon={<IconZzz size={16} aria-hidden />}>{say('place.resting', { until: formatMoment(place.restingUntil) })}</Mark>;
  return <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('place.ok')}</Mark>;
}

function Turn({ place }: { place: Place }) {
  const say = useExchangeText();
  const ui = useUiText();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const work = useMutation({
    mutationFn: (turn: 'stop' | 'start') => turnPlace(place.name, turn, reason),
    onSuccess: () => { setAsking(false); setReason(''); return client.invalidateQueries({ queryKey: ['exchange'] }); },
  });
  if (place.stopped !== null || place.restingUntil !== null) return <><Button size="compact-sm" variant="default" disabled={work.isPending} onClick={() => work.mutate('start')}>{say(work.isPending ? 'place.working' : 'place.start')}</Button>{work.error ? <FaultPanel error={work.error} /> : null}</>;
  if (!asking) return <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>{say('place.stop')}</Button>;
  return (
    <form className="ye-stack" onSubmit={(event) => { event.preventDefault(); work.mutate('stop'); }}>
      <TextInput label={say('place.reason')} placeholder={say('place.example')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} data-autofocus />
      {work.error ? <FaultPanel error={work.error} /> : null}
      <div className="ye-row">
        <Button type="submit" size="compact-sm" disabled={work.isPending || reason.trim().length < 5}>{say(work.isPending ? 'place.working' : 'place.stop')}</Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsking(false)}>{ui('cancel')}</Button>
      </div>
    </form>
  );
}
