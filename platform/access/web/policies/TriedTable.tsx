import { formatNumber, Mark, Panel, Table } from '#platform/ui';
import type { Tried } from '../api.ts';
import { useAccessText, useAccessWord, useCallerWord } from '../text.ts';

/** Who would gain or lose what, by the accesses of the last days. Kinds of callers and of things, never whose they are. */
export function TriedTable({ tried: { days, accesses, changed } }: { tried: Tried }) {
  const say = useAccessText();
  const word = useAccessWord();
  const caller = useCallerWord();
  const seen = { count: formatNumber(accesses), days: formatNumber(days) };
  if (changed.length === 0) return <Panel kind="info">{say(accesses === 0 ? 'try.nothing' : 'try.same', seen)}</Panel>;
  return (
    <div className="ye-stack">
      <p role="status">{say('try.changed', seen)}</p>
      <Table fold label={say('try.label')} columns={[say('column.who'), say('column.thing'), say('column.change'), { title: say('column.times'), number: true }]}>
        {changed.map((one, at) => (
          <tr key={at}>
            <td data-label={say('column.who')}><span className="ye-strong">{caller(one.role)}</span><div className="ye-small ye-quiet">{one.facility === null ? say('province') : one.facility.name}</div></td>
            <td data-label={say('column.thing')}>{word('type', one.type)}{one.protectedClass ? `, ${say('try.protected')}` : ''}</td>
            <td data-label={say('column.change')}>{one.now ? <Mark tone="warning">{say('try.gains')}</Mark> : <Mark tone="error">{say('try.loses')}</Mark>}{one.because.length > 0 ? <div className="ye-small ye-quiet">{say('try.because', { policies: one.because.join(', ') })}</div> : null}</td>
            <td data-label={say('column.times')} className="ye-number">{formatNumber(one.count)}</td>
          </tr>
        ))}
      </Table>
    </div>
  );
}
