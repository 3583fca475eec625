import { formatNumber, Panel } from '#platform/ui';
import type { Received } from './api.ts';
import { useNationalText } from './text.ts';

/** What became of the lines of a result file; those that cannot be used with their number and why. */
export function ReceivedPanel({ received }: { received: Received }) {
  const say = useNationalText();
  const { lines, applied, same, bad, problems } = received;
  return (
    <Panel kind={bad > 0 ? 'warning' : 'info'} title={say('received', { lines: formatNumber(lines), applied: formatNumber(applied), same: formatNumber(same), bad: formatNumber(bad) })}>
      {problems.length > 0 ? <div>{say('received.problems')}<ul className="ye-national-problems">{problems.map((one) => <li key={one.line}>{say('received.line', { line: formatNumber(one.line), message: one.message })}</li>)}</ul>
        {bad > problems.length ? say('received.more', { count: formatNumber(bad - problems.length) }) : ''}</div> : null}
    </Panel>
  );
}
