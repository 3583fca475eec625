import { Button } from '@mantine/core';
import { useState } from 'react';
import { Empty, useUiText, walkRows } from '#platform/ui';
import { spotKey } from '../dossier/grouping.ts';
import { useClaimText } from '../text.ts';
import { Cell } from './Cell.tsx';
import { columnsOf, rowsToShow } from './columns.ts';
import { fieldName } from './meaning.ts';
import { isNumber } from './field-kinds.ts';
import { editedKeys, type TableProps } from './SheetForm.tsx';

const STEP = 100;
/** About as many letters as the names beside codes have. */
const NAME = 20;

/** Long text gets a wide column, so that rows stay low. */
function widthOf(letters: number): string | undefined {
  return letters > 40 ? 'ye-wide' : letters > 14 ? 'ye-middle' : undefined;
}

/** A table of lines: dense, header and row number always in sight. Long tables are drawn in pieces. */
export function SheetLines({ table, marks, onlyFilled, looked, onCell, correction }: TableProps) {
  const say = useClaimText();
  const ui = useUiText();
  const [wanted, setWanted] = useState(STEP);
  if (table.rows.length === 0) return <Empty title={say('sheet.noRows')}>{say('sheet.noRowsText')}</Empty>;
  const here = looked?.table === table.name ? looked : null;
  const lookedKey = here ? spotKey(here) : '';
  const shown = Math.min(rowsToShow(wanted, here?.row ?? null, STEP), table.rows.length);
  const columns = columnsOf(table, new Set([...marks.keys(), lookedKey, ...editedKeys(correction)]), onlyFilled);
  return (
    <div className="ye-stack">
      <div className="ye-frame ye-lines" role="group" tabIndex={0} aria-label={ui('scroll', { what: table.title })} onKeyDown={walkRows}>
        <table className="ye-table" aria-label={table.title}>
          <thead><tr><th scope="col">{say('sheet.row')}</th>{columns.map((column) => <th key={column.name} scope="col" className={isNumber(column.name) ? 'ye-number' : undefined}><span className="ye-meaning" title={column.meaning}>{fieldName(column.name, column.meaning)}</span><span className="ye-code">{column.name}</span></th>)}</tr></thead>
          <tbody>{table.rows.slice(0, shown).map((row, at) => {
            const number = at + 1;
            const rowKey = spotKey({ table: table.name, row: number, field: null });
            return (
              <tr key={number} id={rowKey} tabIndex={-1}>
                <th scope="row">{marks.has(rowKey) ? <button type="button" className="ye-cell ye-cell-warning" onClick={() => onCell({ table: table.name, row: number, field: null })}>{number}</button> : number}</th>
                {columns.map(({ index, name, meaning }) => {
                  const spot = { table: table.name, row: number, field: name };
                  const key = spotKey(spot);
                  return <td key={name} className={isNumber(name) ? 'ye-number' : widthOf((row[index] ?? '').length + (table.names[name] ? NAME : 0))}><Cell spot={spot} value={row[index] ?? null} names={table.names[name]} mark={marks.get(key)} looked={key === lookedKey} onCell={onCell} correction={correction} meaning={fieldName(name, meaning)} /></td>;
                })}
              </tr>
            );
          })}</tbody>
        </table>
      </div>
      {shown < table.rows.length ? <div className="ye-row"><span className="ye-small">{say('sheet.rows', { shown, count: table.rows.length })}</span><Button size="compact-md" variant="default" onClick={() => setWanted(shown + STEP)}>{ui('more')}</Button></div> : null}
    </div>
  );
}
