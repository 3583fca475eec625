import { SeverityIcon } from '#platform/ui';
import type { CellMark, Spot } from '../dossier/grouping.ts';
import { spotKey } from '../dossier/grouping.ts';
import { EditCell } from '../correct/EditCell.tsx';
import { isFixed, type CellSpot } from '../correct/edits.ts';
import type { Correction } from '../correct/useCorrection.ts';
import { useClaimText } from '../text.ts';
import { readable } from './readable.ts';

interface CellProps {
  /** Set while the dossier is corrected: the cell takes a value. */
  readonly correction: Correction | null;
  readonly meaning: string;
  readonly spot: CellSpot;
  readonly value: string | null;
  /** Code → name of this field. */
  readonly names: Readonly<Record<string, string>> | undefined;
  readonly mark: CellMark | undefined;
  readonly looked: boolean;
  readonly onCell: (spot: Spot) => void;
}

/** One value. Where a finding stands it becomes a button with icon and border that leads to the findings. */
export function Cell({ spot, value, names, mark, looked, onCell, correction, meaning }: CellProps) {
  const say = useClaimText();
  if (correction !== null && !isFixed(spot.field)) return <EditCell spot={spot} value={value} meaning={meaning} names={names} mark={mark} correction={correction} />;
  const text = value === null ? say('sheet.absent') : value === '' ? say('sheet.empty') : readable(spot.field, value, names);
  const hollow = value === null || value === '';
  // A named code shows how it is written; other values may look different here.
  const changed = !hollow && text !== value && names === undefined;
  if (!mark) {
    return <span id={looked ? spotKey(spot) : undefined} tabIndex={looked ? -1 : undefined} className={hollow ? 'ye-void' : looked ? 'ye-looked' : undefined} title={changed ? say('sheet.raw', { value: value ?? '' }) : undefined}>{hollow && !looked ? '·' : text}</span>;
  }
  const label = mark.own ? say('cell', { field: spot.field, value: text, count: mark.count }) : say('cell.related', { field: spot.field, value: text });
  return (
    <button id={spotKey(spot)} type="button" className={`ye-cell ye-cell-${mark.own ? mark.severity : 'related'}${looked ? ' ye-looked' : ''}`} aria-label={label} onClick={() => onCell(spot)}>
      {mark.own ? <SeverityIcon severity={mark.severity} /> : null}
      <span>{text}{changed ? <small className="ye-code">{value}</small> : null}</span>
    </button>
  );
}
