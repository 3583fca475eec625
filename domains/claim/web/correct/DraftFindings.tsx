import { Mark, SeverityIcon } from '#platform/ui';
import { IconCircleCheck } from '@tabler/icons-react';
import type { FindingView } from '../api.ts';
import { findingsAt, spotWords } from '../dossier/grouping.ts';
import type { Spot } from '../dossier/grouping.ts';
import { useClaimText } from '../text.ts';
import type { Edit } from './edits.ts';
import { compareFindings } from './compare.ts';

/** Most findings that are named one by one. */
const MOST = 12;

/** Whether the error is gone: what the edits settle, what they leave and what they bring. */
export function DraftFindings({ before, after, edits, checking, onGo }: { before: readonly FindingView[]; after: readonly FindingView[]; edits: readonly Edit[]; checking: boolean; onGo: (spot: Spot) => void }) {
  const say = useClaimText();
  const { gone, stay, fresh } = compareFindings(before, after);
  // What else stays is in the list of the revision in use.
  const pressing = [...fresh, ...stay.filter((one) => edits.some((edit) => findingsAt([one], edit).length > 0))];
  return (
    <div className="ye-stack" aria-busy={checking} aria-live="polite">
      <h3>{say('correct.after')}</h3>
      <div className="ye-row">
        <Mark tone={gone.length > 0 ? 'good' : 'neutral'} icon={<IconCircleCheck size={16} aria-hidden />}>{say('correct.gone', { count: gone.length })}</Mark>
        <Mark tone={stay.some((one) => one.severity === 'error') ? 'error' : 'neutral'}>{say('correct.stay', { count: stay.length, errors: stay.filter((one) => one.severity === 'error').length })}</Mark>
        {fresh.length > 0 ? <Mark tone={fresh.some((one) => one.severity === 'error') ? 'error' : 'warning'} icon={<SeverityIcon severity="warning" />}>{say('correct.fresh', { count: fresh.length })}</Mark> : null}
      </div>
      {pressing.length === 0 ? null : (
        <ul className="ye-changes">
          {pressing.slice(0, MOST).map((one, index) => {
            const place = spotWords(one, (row) => say('row', { row }), say('whole'));
            return (
              <li key={index}>
                <span className="ye-row" style={{ gap: 6 }}><span className={`ye-mark ye-${one.severity}`}><SeverityIcon severity={one.severity} />{fresh.includes(one) ? say('correct.new') : say('correct.still')}</span>
                  {one.table === null ? <span className="ye-small ye-quiet">{place}</span> : <button type="button" className="ye-go" aria-label={say('go', { place })} onClick={() => onGo(one)}>{place}</button>}</span>
                <span>{one.message}</span>
              </li>
            );
          })}
        </ul>
      )}
      {pressing.length > MOST ? <p className="ye-small ye-quiet">{say('correct.more', { count: pressing.length - MOST })}</p> : null}
    </div>
  );
}
