import type { SheetTable } from '../api.ts';
import type { CellMark, Spot } from '../dossier/grouping.ts';
import { spotKey } from '../dossier/grouping.ts';
import type { Correction } from '../correct/useCorrection.ts';
import { Cell } from './Cell.tsx';
import { columnsOf } from './columns.ts';
import { fieldName } from './meaning.ts';
import { isNumber } from './field-kinds.ts';

export interface TableProps { readonly table: SheetTable; readonly marks: ReadonlyMap<string, CellMark>; readonly onlyFilled: boolean; readonly looked: Spot | null; readonly onCell: (spot: Spot) => void; readonly correction: Correction | null }

export const editedKeys = (correction: Correction | null): string[] => correction?.edits.map((one) => spotKey(one)) ?? [];

/** A table of one record as a form in two columns: the meaning in words, the code small under it. */
export function SheetForm({ table, marks, onlyFilled, looked, onCell, correction }: TableProps) {
  const row = table.rows[0] ?? [];
  const lookedKey = looked ? spotKey(looked) : '';
  const withLooked = new Set([...marks.keys(), lookedKey, ...editedKeys(correction)]);
  return (
    <dl className="ye-form" id={spotKey({ table: table.name, row: 1, field: null })} tabIndex={-1}>
      {columnsOf(table, withLooked, onlyFilled).map(({ index, name, meaning }) => {
        const spot = { table: table.name, row: 1, field: name };
        return <div key={name}><dt title={meaning}>{fieldName(name, meaning)}<span className="ye-code">{name}</span></dt><dd className={isNumber(name) ? 'ye-number' : undefined}><Cell spot={spot} value={row[index] ?? null} names={table.names[name]} mark={marks.get(spotKey(spot))} looked={spotKey(spot) === lookedKey} onCell={onCell} correction={correction} meaning={fieldName(name, meaning)} /></dd></div>;
      })}
    </dl>
  );
}
