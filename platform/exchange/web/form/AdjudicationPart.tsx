import { LawName } from '#platform/catalogue/web';
import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { formatMoment, formatMoney, Mark, now, Table } from '#platform/ui';
import type { Adjudication } from './api.ts';
import { isNothing, LinePlace, LineReason } from './parts.tsx';
import { useFormText } from './text.ts';

/** What the receiver paid and refused of one visit, and until when it may be answered. */
export function AdjudicationPart({ adjudication }: { adjudication: Adjudication | null }) {
  const say = useFormText();
  if (adjudication === null) return null;
  const { lines, reply } = adjudication;
  return (
    <section className="ye-stack" aria-labelledby="giam-dinh">
      <div className="ye-row"><h2 id="giam-dinh">{say('life')}</h2>{isNothing(adjudication.refused) ? <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('whole')}</Mark> : reply === null ? null : <Mark tone="warning" icon={<IconClock size={16} aria-hidden />}>{say(Date.parse(reply.by) < now() ? 'replyLate' : 'replyBy', { by: formatMoment(reply.by) })}</Mark>}</div>
      <dl className="ye-facts ye-card">
        <div><dt>{say('claimedSum')}</dt><dd className="ye-figures">{formatMoney(adjudication.claimed)}</dd></div><div><dt>{say('refusedSum')}</dt><dd className="ye-figures">{formatMoney(adjudication.refused)}</dd></div>
        {adjudication.visitId === null ? null : <div><dt>{say('visitId')}</dt><dd className="ye-code">{adjudication.visitId}</dd></div>}
      </dl>
      <Table fold label={say('life')} columns={[say('place'), { title: say('claimed'), number: true }, { title: say('refused'), number: true }, say('why')]}>
        {lines.map((one, index) => (
          <tr key={index}>
            <td data-label={say('place')}><LinePlace line={one} /></td><td className="ye-number" data-label={say('claimed')}>{formatMoney(one.claimed)}</td><td className="ye-number" data-label={say('refused')}>{formatMoney(one.refused)}</td><td data-label={say('why')}><LineReason line={one} /></td>
          </tr>
        ))}
      </Table>
      <p className="ye-quiet">{adjudication.resultDay === null ? say(reply === null ? 'madeAt' : 'noResultDay', { at: formatMoment(adjudication.madeAt) }) : say('resultDay', { day: formatMoment(adjudication.resultDay) })}.{reply === null ? '' : <> {say('replyText')} <LawName law={reply.basis} />.</>}</p>
    </section>
  );
}
