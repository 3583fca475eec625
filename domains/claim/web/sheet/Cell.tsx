import { SeverityIcon } from '#platform/ui';
import type { CellMark, Spot } from '../dossier/grouping.ts';
import { spotKey } from '../dossier/grouping.ts';
import { useClaimText } from '../text.ts';
import { readable } from './readable.ts';

/** One value. Where a finding stands it becomes a button with icon and border that leads to the findings. */
export function Cell({ spot, value, mark, looked, onCell }: { spot: Spot & { field: string }; value: string | null; mark: CellMark | undefined; looked: boolean; onCell: (spot: Spot) => void }) {
  const say = useClaimText();
  const text = value === null ? say('sheet.absent') : value === '' ? say('sheet.empty') : readable(spot.field, value);
  const hollow = value === null || value === '';
  if (!mark) {
    const changed = !hollow && text !== value;
    return <span id={looked ? spotKey(spot) : undefined} tabIndex={looked ? -1 : undefined} className={hollow ? 'ye-void' : looked ? 'ye-looked' : undefined} title={changed ? say('sheet.raw', { value: value ?? '' }) : undefined}>{hollow && !looked ? '·' : text}</span>;
  }
  const label = mark.own ? say('cell', { field: spot.field, value: text, count: mark.count }) : say('cell.related', { field: spot.field, value: text });
  return (
    <button id={spotKey(spot)} type="button" className={`ye-cell ye-cell-${mark.own ? mark.severity : 'related'}${looked ? ' ye-looked' : ''}`} aria-label={label} onClick={() => onCell(spot)}>
      {mark.own ? <SeverityIcon severity={mark.severity} /> : null}
      <span>{text}{!hollow && text !== value ? <small className="ye-code">{value}</small> : null}</span>
    </button>
  );
}
