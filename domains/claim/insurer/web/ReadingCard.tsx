import { IconCircleCheck, IconClockPause, IconId, IconCircleX } from '@tabler/icons-react';
import { formatDay, facilityWords, Mark } from '#platform/ui';
import type { Tone } from '#platform/ui';
import type { Card, Meaning, Reading } from './api.ts';
import { useInsurerText } from './text.ts';

const LOOKS: Readonly<Record<Meaning, readonly [Tone, typeof IconId]>> = {
  'usable': ['good', IconCircleCheck], 'new-card': ['good', IconCircleCheck], 'papers': ['info', IconId], 'not-usable': ['error', IconCircleX],
  'trouble': ['warning', IconClockPause], 'away': ['warning', IconClockPause], 'unknown': ['warning', IconClockPause],
};

export function MeaningMark({ meaning }: { meaning: Meaning }) {
  const say = useInsurerText();
  const [tone, Icon] = LOOKS[meaning];
  return <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>{say(`meaning.${meaning}`)}</Mark>;
}

/** What the gateway said of a card, and what to do now. */
export function ReadingCard({ reading, later }: { reading: Reading; later: boolean }) {
  const say = useInsurerText();
  return (
    <section className="ye-card ye-stack" aria-labelledby="ket-qua-the" role="status">
      <div className="ye-row"><h2 id="ket-qua-the">{say('result')}</h2><MeaningMark meaning={reading.meaning} />{reading.code === null ? null : <span className="ye-quiet ye-small">{say('code', { code: reading.code })}</span>}</div>
      <p>{reading.text}</p>
      <p><strong>{say('todo')}:</strong> {reading.todo}{reading.basis === null ? '' : ` ${say('basis')}`}</p>
      {later ? <p>{say('later')}</p> : null}
      {reading.card === null ? null : <CardFacts card={reading.card} />}
      {reading.note === '' ? null : <p className="ye-small ye-quiet">{say(reading.code === null ? 'detail' : 'note')}: {reading.note}</p>}
    </section>
  );
}

function CardFacts({ card }: { card: Card }) {
  const say = useInsurerText();
  const day = (value: string | null): string => (value === null ? say('none') : formatDay(value));
  const term = (one: { readonly from: string | null; readonly to: string | null }): string => say('term', { from: day(one.from), to: day(one.to) });
  const facts: (readonly [string, string])[] = [
    ...(card.next === null ? [] : [[say('card.next'), card.next.number], [say('card.nextTerm'), term(card.next)], [say('card.nextAt'), facilityWords(card.next.registeredAt)]] as const),
    [say('card.number'), card.number], [say('card.term'), term(card)], [say('card.name'), card.name], [say('card.born'), day(card.born)], [say('card.sex'), card.sex],
    [say('card.registeredAt'), facilityWords(card.registeredAt)], [say('card.five'), day(card.fiveYearsFrom)], [say('card.area'), card.area], [say('card.insurance'), card.insuranceNumber],
  ];
  return <dl className="ye-facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value === '' ? say('none') : value}</dd></div>)}</dl>;
}
