import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { formatBorn, Mark, percent } from '#platform/ui';
import type { Case } from './api.ts';
import { useCasesText } from './text.ts';

/** The cases in a line each. */
export function CaseList({ cases, chosen, onChoose }: { cases: readonly Case[]; chosen: string; onChoose: (id: string) => void }) {
  const say = useCasesText();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => { list.current?.querySelector(`[data-case="${chosen}"]`)?.scrollIntoView({ block: 'nearest' }); }, [chosen]);
  return (
    <nav className="ye-case-list" aria-label={say('list')}>
      <ol ref={list}>{cases.map((one) => (
        <li key={one.id}>
          <button type="button" data-case={one.id} aria-current={one.id === chosen ? 'true' : undefined} onClick={() => onChoose(one.id)}>
            <span className="ye-row ye-case-chance"><span className="ye-strong ye-figures">{percent(one.probability)}%</span>
              {one.contradictions.length > 0 ? <Mark tone="warning" icon={<IconAlertTriangle size={14} aria-hidden />}>{say('verdict.against')}</Mark> : null}</span>
            <span>{one.a.name} <span className="ye-quiet ye-small">{formatBorn(one.a.born ?? '')}</span></span>
            <span>{one.b.name} <span className="ye-quiet ye-small">{formatBorn(one.b.born ?? '')}</span></span>
          </button>
        </li>
      ))}</ol>
    </nav>
  );
}
