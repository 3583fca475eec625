import { useQuery } from '@tanstack/react-query';
import { Answer, formatNumber, Page, Panel, TextLink } from '#platform/ui';
import { nationalQuery } from './api.ts';
import type { Overview } from './api.ts';
import { Batches } from './Batches.tsx';
import { DifferingList } from './DifferingList.tsx';
import { STATE_LOOKS } from './NationalMark.tsx';
import { ReceiveCard } from './ReceiveCard.tsx';
import { SendCard } from './SendCard.tsx';
import { useNationalText } from './text.ts';
import { useCasesText } from '../cases/text.ts';
import './national.css';

/** Comparison with the national population database: how it stands, files out and in, what differs. */
export function NationalPage() {
  const say = useNationalText();
  const cases = useCasesText();
  const overview = useQuery(nationalQuery);
  return (
    <Page title={say('title')} path={[<TextLink key="a" to="/cho-xac-dinh">{cases('title')}</TextLink>]}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('lead')}</p>
        <Answer of={overview} what={say('what')}>{(found) => (
          <>
            <States counts={found.counts} />
            <div className="ye-national-files"><SendCard counts={found.counts} /><ReceiveCard /></div>
            {found.layout.sure ? null : <Panel kind="info" title={say('unsure')}>{found.layout.title}. {found.layout.basis}.</Panel>}
            <Batches batches={found.batches} connected={found.connected} />
            <DifferingList />
          </>
        )}</Answer>
      </div>
    </Page>
  );
}

function States({ counts }: { counts: Overview['counts'] }) {
  const say = useNationalText();
  return (
    <dl className="ye-national-states" aria-label={say('states')}>{counts.map(({ state, count }) => {
      const { Icon, tone } = STATE_LOOKS[state];
      return <div key={state} className="ye-card"><dt><span className={`ye-national-icon ye-${tone}`}><Icon size={18} aria-hidden /></span>{say(`state.${state}`)}</dt><dd className="ye-figures">{formatNumber(count)}</dd></div>;
    })}</dl>
  );
}
