import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Empty, useUiText } from '#platform/ui';
import type { Visit } from '../api.ts';
import { usePersonText } from '../text.ts';
import { KINDS, visitsToShow } from './kinds.ts';
import type { Kind } from './kinds.ts';
import { VisitCard } from './VisitCard.tsx';

const STEP = 20;
const OPEN_AT_FIRST = 3;

interface TimelineProps {
  readonly visits: readonly Visit[];
  /** The server has more than these. */
  readonly more: boolean;
  readonly onMore: () => void;
  /** As it was known once. */
  readonly past?: boolean;
  /** The citizen himself looks: no desks' work, everything folded so that a phone shows the years. */
  readonly own?: boolean;
  /** Beside the heading, and above the visits. */
  readonly head?: ReactNode;
  readonly notice?: ReactNode;
}

/** The visits of a person, newest first, all of each or one kind of thing alone. */
export function Timeline({ visits: all, more, onMore, past = false, own = false, head, notice }: TimelineProps) {
  const say = usePersonText();
  const ui = useUiText();
  const [kind, setKind] = useState<Kind | null>(null);
  const [shown, setShown] = useState(STEP);
  const visits = visitsToShow(all, kind);
  return (
    <section className="ye-stack" aria-labelledby="qua-trinh">
      <div className="ye-row"><h2 id="qua-trinh" className={own ? undefined : 'ye-unseen'}>{say(own ? 'own.visits' : 'timeline')}</h2>
        {head}
        <div className="ye-kinds"><SegmentedControl size="xs" aria-label={say('filter')} value={kind ?? 'all'} onChange={(value) => setKind(KINDS.find((each) => each === value) ?? null)}
          data={[{ value: 'all', label: say('kind.all') }, ...KINDS.map((each) => ({ value: each, label: say(`kind.${each}`) }))]} /></div>
      </div>
      {notice}
      {visits.length === 0 ? <Nothing kind={kind} past={past} own={own} /> : (
        <ol className="ye-visits">{visits.slice(0, shown).map((visit, index) => <li key={`${visit.dossierId ?? index} ${visit.arrival ?? ''}`}><VisitCard visit={visit} kind={kind} openAtFirst={!own && index < OPEN_AT_FIRST} past={past} own={own} /></li>)}</ol>
      )}
      {visits.length > shown || more ? <div><Button variant="default" onClick={() => { if (shown + STEP > visits.length) onMore(); setShown(shown + STEP); }}>{ui('more')}</Button></div> : null}
    </section>
  );
}

function Nothing({ kind, past, own }: { kind: Kind | null; past: boolean; own: boolean }) {
  const say = usePersonText();
  if (kind !== null) return <Empty title={say('visit.noneKind')}>{say('visit.noneKindText')}</Empty>;
  return past ? <Empty title={say('asOf.none')}>{say('asOf.noneText')}</Empty> : <Empty title={say('visit.none')}>{say(own ? 'own.noneText' : 'visit.noneText')}</Empty>;
}
