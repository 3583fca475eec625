import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, Empty, formatMoment, Table } from '#platform/ui';
import { laterQuery } from './api.ts';
import type { Later, Question } from './api.ts';
import { MeaningMark } from './ReadingCard.tsx';
import { useInsurerText } from './text.ts';

/** Cards that are asked again by themselves, and what came back. */
export function LaterList({ busy, onAsk }: { busy: boolean; onAsk: (question: Question) => void }) {
  const say = useInsurerText();
  const later = useQuery(laterQuery);
  return (
    <section className="ye-stack" aria-labelledby="the-tra-sau">
      <h2 id="the-tra-sau">{say('laterTitle')}</h2>
      <Answer of={later} what={say('laterTitle')}>{(items) => (items.length === 0 ? <Empty title={say('laterNone')}>{say('laterNoneText')}</Empty> : (
        <Table fold label={say('laterTitle')} columns={[say('column.patient'), say('column.asked'), say('column.state'), '']}>
          {items.map((one) => <LaterRow key={one.id} one={one} busy={busy} onAsk={onAsk} />)}
        </Table>
      ))}</Answer>
    </section>
  );
}

function LaterRow({ one, busy, onAsk }: { one: Later; busy: boolean; onAsk: (question: Question) => void }) {
  const say = useInsurerText();
  return (
    <tr>
      <td><strong>{one.asked.name}</strong> <span className="ye-code">{one.asked.number}</span></td>
      <td data-label={say('column.asked')}>{formatMoment(one.askedAt)}</td>
      <td data-label={say('column.state')}>
        {one.answer === null ? <><MeaningMark meaning="away" /> <span className="ye-small ye-quiet">{say('waiting', { count: one.attempts })}</span></> : (
          <><MeaningMark meaning={one.answer.meaning} /> <span className="ye-small ye-quiet">{one.answeredAt === null ? '' : say('answeredAt', { moment: formatMoment(one.answeredAt) })}</span><div className="ye-small">{one.answer.text} {one.answer.todo}</div></>
        )}
      </td>
      <td>{one.answer === null ? <Button size="compact-sm" variant="default" disabled={busy} onClick={() => onAsk(one.asked)}>{say('again')}</Button> : null}</td>
    </tr>
  );
}
