import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck, IconHandStop, IconTool, IconZzz } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FaultPanel, formatMoment, Mark, now, useUiText } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { placesQuery, turnPlace } from './api.ts';
import type { Place } from './api.ts';
import { useExchangeText } from './text.ts';
import { PlanForm, Windows } from './Windows.tsx';
import { useDestinationWord } from './words.ts';

/** The receivers: who is sent to, who rests, who is stopped, who is away when; the administrator stops, starts and plans. */
export function Places() {
  const say = useExchangeText();
  const places = useQuery(placesQuery);
  const me = useQuery(meQuery);
  if (places.data === undefined || places.data.items.length === 0) return null;
  return (
    <section className="ye-places" aria-label={say('places')}>
      {places.data.items.map((place) => <PlaceCard key={place.name} place={place} mayTurn={may(me.data, 'exchange-place.stop')} mayPlan={may(me.data, 'exchange-place.plan')} />)}
    </section>
  );
}

function PlaceCard({ place, mayTurn, mayPlan }: { place: Place; mayTurn: boolean; mayPlan: boolean }) {
  const say = useExchangeText();
  const word = useDestinationWord();
  return (
    <div className="ye-card ye-place">
      <div className="ye-row"><strong>{word(place.name)}</strong><Standing place={place} /></div>
      <div className="ye-small ye-quiet">{say(`ability.${place.ability}`)}</div>
      {place.stopped === null ? place.why === null ? null : <div className="ye-small">{place.why}</div> : <div className="ye-small">{place.stopped.reason}</div>}
      <Windows place={place} mayPlan={mayPlan} />
      <Acts place={place} mayTurn={mayTurn} mayPlan={mayPlan} />
    </div>
  );
}

function Standing({ place }: { place: Place }) {
  const say = useExchangeText();
  const away = place.windows.find((window) => Date.parse(window.from) <= now());
  if (place.stopped !== null) return <Mark tone="warning" icon={<IconHandStop size={16} aria-hidden />}>{say('place.stopped')}</Mark>;
  if (place.restingUntil !== null) return <Mark tone="warning" icon={<IconZzz size={16} aria-hidden />}>{say('place.resting', { until: formatMoment(place.restingUntil) })}</Mark>;
  if (away !== undefined) return <Mark tone="warning" icon={<IconTool size={16} aria-hidden />}>{say('place.away', { until: formatMoment(away.to) })}</Mark>;
  return <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('place.ok')}</Mark>;
}

/** What the administrator does with a receiver: one thing at a time. */
function Acts({ place, mayTurn, mayPlan }: { place: Place; mayTurn: boolean; mayPlan: boolean }) {
  const say = useExchangeText();
  const client = useQueryClient();
  const [open, setOpen] = useState<'stop' | 'plan' | null>(null);
  const start = useMutation({ mutationFn: () => turnPlace(place.name, 'start', ''), onSuccess: () => client.invalidateQueries({ queryKey: ['exchange'] }) });
  if (open === 'stop') return <StopForm place={place} onClose={() => setOpen(null)} />;
  if (open === 'plan') return <PlanForm place={place} onClose={() => setOpen(null)} />;
  const rests = place.stopped !== null || place.restingUntil !== null;
  return (
    <>
      {start.error ? <FaultPanel error={start.error} /> : null}
      {mayTurn || mayPlan ? (
        <div className="ye-row">
          {!mayTurn ? null : rests ? <Button size="compact-sm" variant="default" disabled={start.isPending} onClick={() => start.mutate()}>{say(start.isPending ? 'place.working' : 'place.start')}</Button>
            : <Button size="compact-sm" variant="default" onClick={() => setOpen('stop')}>{say('place.stop')}</Button>}
          {mayPlan ? <Button size="compact-sm" variant="default" onClick={() => setOpen('plan')}>{say('window.plan')}</Button> : null}
        </div>
      ) : null}
    </>
  );
}

function StopForm({ place, onClose }: { place: Place; onClose: () => void }) {
  const say = useExchangeText();
  const ui = useUiText();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const work = useMutation({ mutationFn: () => turnPlace(place.name, 'stop', reason), onSuccess: () => { onClose(); return client.invalidateQueries({ queryKey: ['exchange'] }); } });
  return (
    <form className="ye-stack" onSubmit={(event) => { event.preventDefault(); work.mutate(); }}>
      <TextInput label={say('place.reason')} placeholder={say('place.example')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autoFocus />
      {work.error ? <FaultPanel error={work.error} /> : null}
      <div className="ye-row">
        <Button type="submit" size="compact-sm" disabled={work.isPending || reason.trim().length < 5}>{say(work.isPending ? 'place.working' : 'place.stop')}</Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>{ui('cancel')}</Button>
      </div>
    </form>
  );
}
