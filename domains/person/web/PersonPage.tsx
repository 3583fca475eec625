import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { LaunchButton } from '#platform/openid/web';
import { Answer, Empty, Page, TextLink, useUiText } from '#platform/ui';
import { personQuery } from './api.ts';
import type { PersonPage as Person } from './api.ts';
import { JoiningSection } from './joining/JoiningSection.tsx';
import { useJoiningText } from './joining/text.ts';
import { AsOfInput, PastBanner } from './past/AsOf.tsx';
import { PersonHeader } from './PersonHeader.tsx';
import { usePersonText } from './text.ts';
import { KINDS, visitsToShow } from './visit/kinds.ts';
import type { Kind } from './visit/kinds.ts';
import { VisitCard } from './visit/VisitCard.tsx';
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
          <PersonHeader person={one} />
          {day === undefined ? <LaunchButton person={one.id} /> : null}
          <Tabs id={one.id} day={day} />
          {part === 'noi' ? <JoiningSection person={one.id} /> : <Timeline key={one.asOf ?? ''} person={one} day={day} more={person.hasNextPage} onMore={() => void person.fetchNextPage()} />}
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
  if (!may(me.data, 'person-join.read')) return null;
  return (
    <nav className="ye-tabs" aria-label={say('tabs')}>
      <Link to="/nguoi-dan/$id" params={{ id }} search={day === undefined ? {} : { ngay: day }} activeOptions={EXACT}>{say('timeline.tab')}</Link>
      <Link to="/nguoi-dan/$id" params={{ id }} search={{ xem: 'noi' }} activeOptions={EXACT}>{joining('tab')}</Link>
    </nav>
  );
}

const STEP = 20;
const OPEN_AT_FIRST = 3;

function Timeline({ person, day, more, onMore }: { person: Person; day: string | undefined; more: boolean; onMore: () => void }) {
  const say = usePersonText();
  const ui = useUiText();
  const [kind, setKind] = useState<Kind | null>(null);
  const [shown, setShown] = useState(STEP);
  const visits = visitsToShow(person.visits, kind);
  return (
    <section className="ye-stack" aria-labelledby="qua-trinh">
      <div className="ye-row"><h2 id="qua-trinh" className="ye-unseen">{say('timeline')}</h2>
        <AsOfInput id={person.id} day={day} />
        <div className="ye-kinds"><SegmentedControl size="xs" aria-label={say('filter')} value={kind ?? 'all'} onChange={(value) => setKind(KINDS.find((each) => each === value) ?? null)}
          data={[{ value: 'all', label: say('kind.all') }, ...KINDS.map((each) => ({ value: each, label: say(`kind.${each}`) }))]} /></div>
      </div>
      {day === undefined ? null : <PastBanner id={person.id} day={day} />}
      {visits.length === 0 ? (day !== undefined && kind === null ? <Empty title={say('asOf.none')}>{say('asOf.noneText')}</Empty> : kind === null ? <Empty title={say('visit.none')}>{say('visit.noneText')}</Empty> : <Empty title={say('visit.noneKind')}>{say('visit.noneKindText')}</Empty>) : (
        <ol className="ye-visits">{visits.slice(0, shown).map((visit, index) => <li key={`${visit.dossierId ?? index} ${visit.arrival ?? ''}`}><VisitCard visit={visit} kind={kind} openAtFirst={index < OPEN_AT_FIRST} past={day !== undefined} /></li>)}</ol>
      )}
      {visits.length > shown || more ? <div><Button variant="default" onClick={() => { if (shown + STEP > visits.length) onMore(); setShown(shown + STEP); }}>{ui('more')}</Button></div> : null}
    </section>
  );
}
