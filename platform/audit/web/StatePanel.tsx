import { useQuery } from '@tanstack/react-query';
import { Answer, formatMoment, formatNumber, Mark } from '#platform/ui';
import { stateQuery } from './api.ts';
import type { LogState } from './api.ts';
import { useAuditText } from './text.ts';
import { useTrailWord } from './words.ts';
import './audit.css';

/** How the log stands: how long, how far signed, what the second party said, what the last verification found. */
export function StatePanel() {
  const say = useAuditText();
  const state = useQuery(stateQuery);
  return <Answer of={state} what={say('state')}>{(now) => <Facts state={now} />}</Answer>;
}

function Facts({ state }: { state: LogState }) {
  const say = useAuditText();
  const word = useTrailWord();
  const at = (moment: string, size: number): string => say('state.atSize', { at: formatMoment(moment), size: formatNumber(size) });
  const { checkpoint, verification } = state;
  return (
    <dl className="ye-trail-state" aria-label={say('state')}>
      <div><dt className="ye-small ye-quiet">{say('state.size')}</dt><dd className="ye-figures ye-strong">{formatNumber(state.size)}</dd></div>
      <div><dt className="ye-small ye-quiet">{say('state.waiting')}</dt><dd className="ye-figures">{formatNumber(state.waiting)}</dd></div>
      <div><dt className="ye-small ye-quiet">{say('state.checkpoint')}</dt><dd className="ye-figures">{checkpoint === null ? say('state.none') : at(checkpoint.at, checkpoint.size)}</dd></div>
      <div><dt className="ye-small ye-quiet">{say('state.witness')}</dt><dd>{state.witnesses.length === 0 ? <Mark tone="warning">{say('state.noWitness')}</Mark> : state.witnesses.map((one) => (
        <div key={one.witness}><Mark tone={one.outcome === 'kept' || one.outcome === 'cosigned' ? 'good' : one.outcome === 'away' ? 'warning' : 'error'}>{one.witness}: {word('witness', one.outcome)}</Mark> <span className="ye-small ye-figures">{at(one.at, one.size)}</span></div>
      ))}</dd></div>
      <div><dt className="ye-small ye-quiet">{say('state.verification')}</dt><dd>{verification === null ? say('state.none') : verification.fault === null
        ? <Mark tone="good">{say('state.clean', { at: formatMoment(verification.at), size: formatNumber(verification.size) })}</Mark>
        : <><Mark tone="error">{say('state.broken')}</Mark> {verification.fault}</>}</dd></div>
    </dl>
  );
}
