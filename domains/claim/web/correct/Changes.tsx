import { Button } from '@mantine/core';
import { useClaimText } from '../text.ts';
import { spotKey, spotWords } from '../dossier/grouping.ts';
import type { Spot } from '../dossier/grouping.ts';
import type { CellSpot } from './edits.ts';

interface Change extends CellSpot { readonly before: string | null; readonly after: string }

/** Cells with what stood there and what stands there now. @param onUndo takes one back; without it the list only tells */
export function Changes({ changes, onGo, onUndo }: { changes: readonly Change[]; onGo?: (spot: Spot) => void; onUndo?: (spot: CellSpot) => void }) {
  const say = useClaimText();
  const shown = (value: string | null) => (value === null ? say('sheet.absent') : value === '' ? say('sheet.empty') : value);
  return (
    <ul className="ye-changes">
      {changes.map((one) => {
        const place = spotWords(one, (row) => say('row', { row }), say('whole'));
        return (
          <li key={spotKey(one)}>
            {onGo ? <button type="button" className="ye-go" aria-label={say('go', { place })} onClick={() => onGo(one)}>{place}</button> : <span className="ye-small ye-quiet">{place}</span>}
            <span><del><span className="ye-unseen">{say('correct.from')} </span>{shown(one.before)}</del> <span aria-hidden>→</span> <ins><span className="ye-unseen">{say('correct.to')} </span>{shown(one.after)}</ins></span>
            {onUndo ? <Button size="compact-xs" variant="default" aria-label={say('correct.undoOne', { place })} onClick={() => onUndo(one)}>{say('correct.undo')}</Button> : null}
          </li>
        );
      })}
    </ul>
  );
}
