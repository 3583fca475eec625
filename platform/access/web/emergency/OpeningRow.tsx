import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';
import { FaultPanel, formatMoment, Mark, TextLink, useUiText } from '#platform/ui';
import { useAccessText } from '../text.ts';
import { OPENINGS, reviewOpening, secondOpening } from './api.ts';
import type { Opening } from './api.ts';
import { useEnd } from './useEnd.ts';

export function OpeningRow({ opening, me }: { opening: Opening; me: Me | undefined }) {
  const say = useAccessText();
  return (
    <tr>
      <td data-label={say('column.at')} className="ye-figures">{say('fromTo', { from: formatMoment(opening.openedAt), to: formatMoment(opening.endsAt) })}</td>
      <td data-label={say('column.who')}><span className="ye-strong">{opening.own ? say('openings.me') : opening.who}</span><div className="ye-small ye-quiet">{opening.facility.name}</div></td>
      <td data-label={say('column.reason')} className="ye-wrap">{opening.reason}</td>
      <td data-label={say('column.state')}><State opening={opening} /></td>
      <td><Do opening={opening} me={me} /></td>
    </tr>
  );
}

function State({ opening: { isOpen, seconded, review } }: { opening: Opening }) {
  const say = useAccessText();
  return (
    <div className="ye-opening-do">
      {isOpen ? <Mark tone="error">{say('state.open')}</Mark> : <Mark tone="neutral">{say('state.ended')}</Mark>}
      <span className="ye-small">{seconded === null ? say('state.unseconded') : say('state.seconded', { by: seconded.by, at: formatMoment(seconded.at) })}</span>
      {review === null ? <span className="ye-small">{say('state.unreviewed')}</span> : (
        <span className="ye-small"><Mark tone={review.verdict === 'unjustified' ? 'error' : 'good'}>{say(review.verdict === 'unjustified' ? 'verdict.unjustified' : 'verdict.justified')}</Mark> {say('state.reviewed', { by: review.by, at: formatMoment(review.at), remark: review.remark ?? '' })}</span>
      )}
    </div>
  );
}

/** What this account may do about it; nobody seconds or reviews an opening of his own. */
function Do({ opening, me }: { opening: Opening; me: Me | undefined }) {
  const say = useAccessText();
  const client = useQueryClient();
  const end = useEnd();
  const second = useMutation({ mutationFn: secondOpening, onSuccess: () => client.invalidateQueries({ queryKey: OPENINGS }) });
  const error = end.error ?? second.error;
  const seesPerson = may(me, 'person.read') && (!may(me, 'emergency.open') || (opening.own && opening.isOpen));
  return (
    <div className="ye-opening-do">
      {seesPerson ? <TextLink to="/nguoi-dan/$id" params={{ id: opening.person }}>{say('toPerson')}</TextLink> : null}
      {may(me, 'access.explain') ? <TextLink to="/ai-duoc-xem/$id" params={{ id: opening.person }}>{say('who.title')}</TextLink> : null}
      {opening.own && opening.isOpen ? <Button size="compact-md" color="red" variant="light" loading={end.isPending} onClick={() => end.mutate(opening.id)}>{say('end')}</Button> : null}
      {!opening.own && opening.seconded === null && may(me, 'emergency.second') ? <Button size="compact-md" variant="default" loading={second.isPending} onClick={() => second.mutate(opening.id)}>{say('second')}</Button> : null}
      {!opening.own && opening.review === null && may(me, 'emergency.review') ? <Review id={opening.id} /> : null}
      {error ? <FaultPanel error={error} /> : null}
    </div>
  );
}

/** As the server asks. */
const SHORTEST = 10;

function Review({ id }: { id: string }) {
  const say = useAccessText();
  const ui = useUiText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [remark, setRemark] = useState('');
  const review = useMutation({ mutationFn: reviewOpening, onSuccess: () => client.invalidateQueries({ queryKey: OPENINGS }) });
  if (!open) return <Button size="compact-md" variant="default" onClick={() => setOpen(true)}>{say('review')}</Button>;
  const short = remark.trim().length < SHORTEST;
  return (
    <div className="ye-opening-do">
      <Textarea label={say('review.remark')} description={say('review.hint')} value={remark} maxLength={500} autosize minRows={2} onChange={(event) => setRemark(event.currentTarget.value)} />
      <div className="ye-row">
        <Button size="compact-md" disabled={short} loading={review.isPending} onClick={() => review.mutate({ id, verdict: 'justified', remark: remark.trim() })}>{say('verdict.justified')}</Button>
        <Button size="compact-md" color="red" variant="light" disabled={short} loading={review.isPending} onClick={() => review.mutate({ id, verdict: 'unjustified', remark: remark.trim() })}>{say('verdict.unjustified')}</Button>
        <Button size="compact-md" variant="subtle" onClick={() => setOpen(false)}>{ui('cancel')}</Button>
      </div>
      {review.error ? <FaultPanel error={review.error} /> : null}
    </div>
  );
}
