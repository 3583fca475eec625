import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Age, dayOf, facilityWords, formatBorn, formatDay, formatNumber, Mark, Sex, today } from '#platform/ui';
import type { PersonPage } from './api.ts';
import { NationalMark } from './national/NationalMark.tsx';
import { usePersonText } from './text.ts';
import { cardOn } from './visit/kinds.ts';

/** Sources that are named; the others are counted, so that the header stays low. */
const NAMED = 3;

/** Who this is, always in sight: name as on the card, age, sex, numbers with their state, home, allergies, sources. */
export function PersonHeader({ person }: { person: PersonPage }) {
  const say = usePersonText();
  const home = person.address?.includes(person.commune ?? '') ? person.address : [person.address, person.commune].filter((part) => part !== null && part !== '').join(', ');
  return (
    <section className="ye-person" aria-label={say('person')}>
      <div className="ye-row">
        <strong className="ye-person-name">{person.name}</strong>
        {person.born === null ? null : <span><Age born={person.born} /> ({formatBorn(person.born)})</span>}{person.sex === null ? null : <span><Sex sex={person.sex} /></span>}
        <span className="ye-row" style={{ gap: 6 }}>{say('citizenId')} <span className="ye-figures ye-strong">{person.citizenId ?? say('citizenId.none')}</span>{person.national === null ? null : <NationalMark of={person.national} />}</span>
        <CardWords person={person} />
        {person.allergies.length > 0 ? <Mark tone="error" icon={<IconAlertTriangle size={16} aria-hidden />}>{say('allergies')}: {person.allergies.join(', ')}</Mark> : null}
      </div>
      <div className="ye-row ye-small ye-quiet ye-person-more">
        {home === '' ? null : <span>{home}</span>}
        {person.phone ? <span>{say('phone')} {person.phone}</span> : null}
        {person.allergies.length === 0 ? <span>{say('allergies')}: {say('allergies.none')}</span> : null}
        {person.sources.length === 0 ? null : <span>{say('sources')}: <Sources sources={person.sources} /></span>}
      </div>
    </section>
  );
}

function Sources({ sources }: { sources: PersonPage['sources'] }) {
  const say = usePersonText();
  const named = sources.length <= NAMED ? sources : sources.slice(0, NAMED - 1);
  const words = named.map((source) => (source.patientNumber === null ? source.facility : say('source.line', { facility: source.facility, number: source.patientNumber })));
  return <>{words.join('; ')}{named.length < sources.length ? ` ${say('source.more', { count: formatNumber(sources.length - named.length) })}` : ''}</>;
}

/** The insurance card and whether it holds today. */
export function CardWords({ person }: { person: PersonPage }) {
  const say = usePersonText();
  const card = person.cardState;
  if (card === null) return <span>{say('card')} {person.card ?? say('card.none')}</span>;
  const [from, to] = [dayOf(card.from ?? ''), dayOf(card.to ?? '')];
  const state = cardOn({ from, to }, today());
  const words = state === 'valid' ? (to ? say('card.valid', { to: formatDay(to) }) : say('card.validOpen')) : state === 'ended' ? say('card.ended', { to: formatDay(to) }) : say('card.later', { from: formatDay(from) });
  return (
    <span className="ye-row" style={{ gap: 6 }}>{say('card')} <span className="ye-strong">{card.number}</span>
      <Mark tone={state === 'valid' ? 'good' : 'warning'} icon={state === 'valid' ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}>{words}</Mark>
      {card.registeredAt ? <span className="ye-small ye-quiet">{say('card.registered', { at: facilityWords(card.registeredAt) })}</span> : null}
    </span>
  );
}
