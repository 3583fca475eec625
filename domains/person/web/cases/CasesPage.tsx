import { useQuery } from '@tanstack/react-query';
import { Answer, ButtonLink, Empty, FaultPanel, Page } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { casesQuery, casesSummaryQuery } from './api.ts';
import type { Case } from './api.ts';
import { CaseCard } from './CaseCard.tsx';
import { CaseList } from './CaseList.tsx';
import { MatchProgress } from './MatchProgress.tsx';
import { useCasesText } from './text.ts';
import { UndoBar } from './UndoBar.tsx';
import { useCaseKeys } from './useCaseKeys.ts';
import { useDecisions } from './useDecisions.ts';
import './cases.css';

/** Records that may be of one person: both sides beside each other, decided by one key. */
export function CasesPage() {
  const say = useCasesText();
  const me = useQuery(meQuery);
  const cases = useQuery(casesQuery);
  return (
    <Page title={say('title')} actions={<><MatchProgress />{may(me.data, 'person-national.read') ? <ButtonLink to="/doi-chieu-dan-cu" variant="default" size="compact-md">{say('national')}</ButtonLink> : null}</>}>
      <Answer of={cases} what={say('what')}>{({ items, more }) => <Work all={items} more={more} />}</Answer>
    </Page>
  );
}

function Work({ all, more }: { all: readonly Case[]; more: boolean }) {
  const say = useCasesText();
  const work = useDecisions(all);
  const summary = useQuery(casesSummaryQuery);
  const decide = (decision: 'join' | 'different', why = '') => work.decide(decision, why);
  useCaseKeys({ move: work.move, join: () => decide('join'), different: () => decide('different'), undo: work.undo });
  const isRunning = summary.data !== undefined && summary.data.progress.checked < summary.data.progress.all;
  return (
    <div className="ye-stack">
      {work.error === null ? null : <div><FaultPanel error={work.error} /><p className="ye-small">{say('conflict')}</p></div>}
      {work.chosen === undefined ? <Empty title={say('none')}>{say('noneText')}{isRunning ? ` ${say('noneRunning')}` : ''}</Empty> : (
        <div className="ye-cases">
          <CaseList cases={work.items} chosen={work.chosen.id} onChoose={work.choose} />
          <CaseCard key={work.chosen.id} one={work.chosen} place={say(more ? 'morePlace' : 'place', { at: work.at + 1, all: work.items.length })} onDecide={decide} />
        </div>
      )}
      <UndoBar last={work.last} undone={work.undone} onUndo={work.undo} />
    </div>
  );
}
