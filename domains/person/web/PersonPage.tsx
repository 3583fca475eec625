import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, Empty, Page, TextLink, useUiText } from '#platform/ui';
import { personQuery } from './api.ts';
import type { PersonPage as Person } from './api.ts';
import { PersonHeader } from './PersonHeader.tsx';
import { usePersonText } from './text.ts';
import { KINDS, visitsToShow } from './visit/kinds.ts';
import type { Kind } from './visit/kinds.ts';
import { VisitCard } from './visit/VisitCard.tsx';
import './person.css';

const here = getRouteApi('/trong/nguoi-dan/$id');

export function PersonPage() {
  const say = usePersonText();
  const { id } = here.useParams();
  const person = useInfiniteQuery(personQuery(id));
  return (
    <Page title={say('person')} titleUnseen={person.data !== undefined} path={[<TextLink key="a" to="/nguoi-dan">{say('title')}</TextLink>]}>
      <Answer of={person} what={say('person.what')}>{(one) => <><PersonHeader person={one} /><Timeline person={one} more={person.hasNextPage} onMore={() => void person.fetchNextPage()} /></>}</Answer>
    </Page>
  );
}

const STEP = 20;
const OPEN_AT_FIRST = 3;

function Timeline({ person, more, onMore }: { person: Person; more: boolean; onMore: () => void }) {
  const say = usePersonText();
  const ui = useUiText();
  const [kind, setKind] = useState<Kind | null>(null);
  const [shown, setShown] = useState(STEP);
  const visits = visitsToShow(person.visits, kind);
  return (
    <section className="ye-stack" aria-labelledby="qua-trinh">
      <div className="ye-row"><h2 id="qua-trinh">{say('timeline')}</h2>
        <div className="ye-kinds"><SegmentedControl size="xs" aria-label={say('filter')} value={kind ?? 'all'} onChange={(value) => setKind(KINDS.find((each) => each === value) ?? null)}
          data={[{ value: 'all', label: say('kind.all') }, ...KINDS.map((each) => ({ value: each, label: say(`kind.${each}`) }))]} /></div>
      </div>
      {visits.length === 0 ? (kind === null ? <Empty title={say('visit.none')}>{say('visit.noneText')}</Empty> : <Empty title={say('visit.noneKind')}>{say('visit.noneKindText')}</Empty>) : (
        <ol className="ye-visits">{visits.slice(0, shown).map((visit, index) => <li key={`${visit.dossierId ?? index} ${visit.arrival ?? ''}`}><VisitCard visit={visit} kind={kind} openAtFirst={index < OPEN_AT_FIRST} /></li>)}</ol>
      )}
      {visits.length > shown || more ? <div><Button variant="default" onClick={() => { if (shown + STEP > visits.length) onMore(); setShown(shown + STEP); }}>{ui('more')}</Button></div> : null}
    </section>
  );
}
