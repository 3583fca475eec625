import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { OpeningBanner, WhoSees } from '#platform/access/web';
import { may, meQuery } from '#platform/identity/web';
import { LaunchButton } from '#platform/openid/web';
import { Answer, Page, TextLink } from '#platform/ui';
import { personQuery } from './api.ts';
import { JoiningSection } from './joining/JoiningSection.tsx';
import { useJoiningText } from './joining/text.ts';
import { AsOfInput, PastBanner } from './past/AsOf.tsx';
import { PersonHeader } from './PersonHeader.tsx';
import { usePersonText } from './text.ts';
import { Timeline } from './visit/Timeline.tsx';
import './person.css';

const here = getRouteApi('/trong/nguoi-dan/$id');

export function PersonPage() {
  const say = usePersonText();
  const navigate = useNavigate();
  const { id } = here.useParams();
  const { ngay: day, xem: part } = here.useSearch();
  const person = useInfiniteQuery(personQuery(id, day));
  // The address of a person who was joined to another leads to that one.
  const found = person.data?.id;
  useEffect(() => { if (found !== undefined && found !== id) void navigate({ to: '/nguoi-dan/$id', params: { id: found }, search: (before) => before, replace: true }); }, [found, id, navigate]);
  return (
    <Page title={say('person')} titleUnseen={person.data !== undefined} path={[<TextLink key="a" to="/nguoi-dan">{say('title')}</TextLink>]}>
      <Answer of={person} what={say('person.what')}>{(one) => (
        <>
          <OpeningBanner person={one.id} />
          <PersonHeader person={one} />
          {day === undefined ? <LaunchButton person={one.id} /> : null}
          <Tabs id={one.id} day={day} />
          {part === 'noi' ? <JoiningSection person={one.id} /> : part === 'ai' ? <WhoSees person={one.id} />
            : <Timeline key={one.asOf ?? ''} visits={one.visits} more={person.hasNextPage} onMore={() => void person.fetchNextPage()} past={day !== undefined} head={<AsOfInput id={one.id} day={day} />} notice={day === undefined ? null : <PastBanner id={one.id} day={day} />} />}
        </>
      )}</Answer>
    </Page>
  );
}

const EXACT = { exact: true, includeSearch: true } as const;

function Tabs({ id, day }: { id: string; day: string | undefined }) {
  const say = usePersonText();
  const joining = useJoiningText();
  const me = useQuery(meQuery);
  const [joins, explains] = [may(me.data, 'person-join.read'), may(me.data, 'access.explain')];
  if (!joins && !explains) return null;
  return (
    <nav className="ye-tabs" aria-label={say('tabs')}>
      <Link to="/nguoi-dan/$id" params={{ id }} search={day === undefined ? {} : { ngay: day }} activeOptions={EXACT}>{say('timeline.tab')}</Link>
      {joins ? <Link to="/nguoi-dan/$id" params={{ id }} search={{ xem: 'noi' }} activeOptions={EXACT}>{joining('tab')}</Link> : null}
      {explains ? <Link to="/nguoi-dan/$id" params={{ id }} search={{ xem: 'ai' }} activeOptions={EXACT}>{say('who.tab')}</Link> : null}
    </nav>
  );
}
