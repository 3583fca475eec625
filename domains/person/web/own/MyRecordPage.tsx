import { IconEye, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Age, Answer, formatBorn, Page, Sex } from '#platform/ui';
import { ownRecordQuery } from '../api.ts';
import type { PersonPage } from '../api.ts';
import { CardWords } from '../PersonHeader.tsx';
import { usePersonText } from '../text.ts';
import { Timeline } from '../visit/Timeline.tsx';
import '../person.css';

/** *Hồ sơ của tôi*: the first page of a citizen. Who he is, who looked, who may, and his visits. */
export function MyRecordPage() {
  const say = usePersonText();
  const record = useInfiniteQuery(ownRecordQuery);
  return (
    <Page title={say('own.title')}>
      <Answer of={record} what={say('own.what')}>{(own) => (
        <div className="ye-stack">
          <Who person={own} />
          <nav className="ye-own-ways" aria-label={say('own.title')}>
            <Link to="/ai-da-xem"><IconEye size={26} stroke={1.6} aria-hidden /><span><span className="ye-strong">{say('own.seen')}</span><span className="ye-small ye-quiet">{say('own.seenText')}</span></span></Link>
            <Link to="/ai-duoc-xem"><IconShieldCheck size={26} stroke={1.6} aria-hidden /><span><span className="ye-strong">{say('own.may')}</span><span className="ye-small ye-quiet">{say('own.mayText')}</span></span></Link>
          </nav>
          <Timeline visits={own.visits} more={record.hasNextPage} onMore={() => void record.fetchNextPage()} own />
          <p className="ye-small ye-quiet">{say('own.wrong')}</p>
        </div>
      )}</Answer>
    </Page>
  );
}

function Who({ person }: { person: PersonPage }) {
  const say = usePersonText();
  const home = person.address ?? person.commune ?? '';
  return (
    <section className="ye-card ye-own-who" aria-label={say('own.who')}>
      <div className="ye-row"><strong className="ye-person-name">{person.name}</strong>
        {person.born === null ? null : <span>{formatBorn(person.born)} (<Age born={person.born} />)</span>}{person.sex === null ? null : <span><Sex sex={person.sex} /></span>}</div>
      <div className="ye-row"><span>{say('citizenId')} <span className="ye-figures ye-strong">{person.citizenId ?? say('citizenId.none')}</span></span></div>
      <CardWords person={person} />
      {home === '' ? null : <div className="ye-small ye-quiet">{home}</div>}
    </section>
  );
}
