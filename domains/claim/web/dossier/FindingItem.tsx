import { Button } from '@mantine/core';
import { IconCircleCheck, IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMoment, Mark, TextLink, useWho } from '#platform/ui';
import type { FindingView } from '../api.ts';
import { useClaimText } from '../text.ts';
import { spotKey, spotWords } from './grouping.ts';
import type { Spot } from './grouping.ts';
import { SeenForm } from './SeenForm.tsx';

/** What is wrong, where, by which article, and what to do. */
export function FindingItem({ finding, dossier, onGo, mayMark }: { finding: FindingView; dossier: string; onGo: (spot: Spot) => void; mayMark: boolean }) {
  const say = useClaimText();
  const who = useWho();
  const [marking, setMarking] = useState(false);
  return (
    <li className="ye-finding">
      {finding.table === null ? <div className="ye-small ye-quiet">{say('whole')}</div> : <Go spot={finding} onGo={onGo} />}
      <p>{finding.message}</p>
      {finding.related.length > 0 ? <div className="ye-row ye-small ye-related">{say('related')}: {finding.related.map((spot) => <Go key={spotKey(spot)} spot={spot} beside={finding} onGo={onGo} />)}</div> : null}
      <p><span className="ye-strong">{say('remedy')}:</span> {finding.remedy}</p>
      {finding.law ? <p className="ye-small"><span className="ye-quiet">{say('law')}:</span> <TextLink to="/danh-muc/can-cu" search={{ dieu: finding.law.key }}>{[finding.law.document, finding.law.article].filter((part) => part !== '').join(', ')}</TextLink></p> : null}
      {finding.seen ? (
        <div className="ye-small"><Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('seen.done')}</Mark> {say('seen.by', { by: who(finding.seen.by), at: formatMoment(finding.seen.at), reason: finding.seen.reason })}</div>
      ) : finding.severity === 'error' || !mayMark ? null
        : marking ? <SeenForm finding={finding} dossier={dossier} onClose={() => setMarking(false)} />
          : <Button size="compact-sm" variant="default" onClick={() => setMarking(true)}>{say('seen.button')}</Button>}
    </li>
  );
}

/** @param beside the place already named: in its row the field alone is enough */
function Go({ spot, beside, onGo }: { spot: Spot; beside?: Spot; onGo: (spot: Spot) => void }) {
  const say = useClaimText();
  const words = spotWords(spot, (row) => say('row', { row }), say('whole'));
  return <button type="button" className="ye-go" aria-label={say('go', { place: words })} onClick={() => onGo(spot)}><IconTarget size={14} aria-hidden />{beside && spot.field !== null && beside.table === spot.table && beside.row === spot.row ? spot.field : words}</button>;
}
