import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { SeverityIcon } from '#platform/ui';
import type { CellMark } from '../dossier/grouping.ts';
import { spotKey } from '../dossier/grouping.ts';
import { readable } from '../sheet/readable.ts';
import { useClaimText } from '../text.ts';
import type { CellSpot } from './edits.ts';
import type { Correction } from './useCorrection.ts';

interface EditCellProps {
  readonly spot: CellSpot;
  /** As the file has it. */
  readonly value: string | null;
  readonly meaning: string;
  readonly names: Readonly<Record<string, string>> | undefined;
  readonly mark: CellMark | undefined;
  readonly correction: Correction;
}

/** Letters from which on a value is written in several lines. */
const LONG = 40;

/** One value to be changed. It counts when the cell is left; Enter goes on to the next cell, Escape takes back what was typed. */
export function EditCell({ spot, value, meaning, names, mark, correction }: EditCellProps) {
  const say = useClaimText();
  const edit = correction.editAt(spot);
  const held = edit?.value ?? value ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const key = spotKey(spot);
  const flaw = correction.flaws.get(key);
  const shown = typed ?? held;
  const commit = () => {
    if (typed !== null && typed !== held) correction.set(spot, typed);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') setTyped(null);
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    goOn(event.currentTarget);
  };
  const words = readable(spot.field, held, names);
  const common = {
    id: key, 'data-cell': '', className: `ye-edit${mark?.own ? ` ye-edit-${mark.severity}` : ''}${edit ? ' ye-edit-changed' : ''}`, value: shown, onBlur: commit, onKeyDown, placeholder: value === null ? say('sheet.absent') : undefined,
    'aria-label': say('correct.cell', { meaning, field: spot.field, row: spot.row }), 'aria-invalid': flaw !== undefined, 'aria-describedby': flaw === undefined && !edit ? undefined : `${key}-noi`, autoComplete: 'off', spellCheck: false,
  };
  return (
    <span className="ye-edit-cell">
      <span className="ye-edit-line">{mark?.own ? <SeverityIcon severity={mark.severity} /> : null}
        {held.length > LONG ? <textarea {...common} rows={3} onChange={(event) => setTyped(event.currentTarget.value)} /> : <input {...common} type="text" onChange={(event) => setTyped(event.currentTarget.value)} />}</span>
      {words !== held && held !== '' ? <small className="ye-quiet">{words}</small> : null}
      {flaw === undefined && !edit ? null : (
        <small id={`${key}-noi`}>{edit ? <span className="ye-edit-old">{say('correct.was', { value: value === null ? say('sheet.absent') : value === '' ? say('sheet.empty') : value })}</span> : null}{flaw === undefined ? null : <span className="ye-edit-flaw">{flaw}</span>}</small>
      )}
    </span>
  );
}

/** To the next cell: in lines the one below, else the next one in order. */
function goOn(from: HTMLElement): void {
  const frame = from.closest('table, dl');
  if (frame === null) return;
  const cells = [...frame.querySelectorAll('[data-cell]')];
  const column = from.closest('td')?.cellIndex;
  const below = column === undefined ? undefined : from.closest('tr')?.nextElementSibling?.querySelector(`td:nth-child(${column + 1}) [data-cell]`);
  const next = below ?? cells[cells.indexOf(from) + 1];
  if (next instanceof HTMLElement) next.focus();
  else from.blur();
}
