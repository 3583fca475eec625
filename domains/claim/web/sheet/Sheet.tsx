import { Button, Switch, Tabs } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { SeverityIcon, useUiText } from '#platform/ui';
import type { DossierSheet } from '../api.ts';
import { marksOf, spotKey, tableSeverity } from '../dossier/grouping.ts';
import type { Spot } from '../dossier/grouping.ts';
import { CorrectionBar } from '../correct/CorrectionBar.tsx';
import type { Correction } from '../correct/useCorrection.ts';
import { useClaimText } from '../text.ts';
import { SheetForm } from './SheetForm.tsx';
import { SheetLines } from './SheetLines.tsx';
import { useTableWord } from './tables.ts';
import './sheet.css';

interface SheetProps {
  readonly sheet: DossierSheet;
  /** Where to look; a new `time` means look again. */
  readonly target: { readonly spot: Spot; readonly time: number } | null;
  readonly onCell: (spot: Spot) => void;
  /** Set while the dossier is corrected. */
  readonly correction: Correction | null;
  /** Begins to correct; undefined: this account may not, or not this revision. */
  readonly onCorrect: (() => void) | undefined;
}

export const SHEET_ID = 'to-ho-so';

/** The dossier as a readable sheet, a tab for each table. */
export function Sheet({ sheet, target, onCell, correction, onCorrect }: SheetProps) {
  const say = useClaimText();
  const ui = useUiText();
  const word = useTableWord();
  const [tab, setTab] = useState(sheet.findings.find((finding) => finding.severity === 'error')?.table ?? sheet.tables[0]?.name ?? null);
  const [onlyFilled, setOnlyFilled] = useState(true);
  const marks = useMemo(() => marksOf(sheet.findings), [sheet.findings]);
  const [seen, setSeen] = useState(target);
  if (target !== seen) {
    setSeen(target);
    if (target && target.spot.table !== null) setTab(target.spot.table);
  }
  useEffect(() => {
    if (!target) return undefined;
    // After the tab and its rows are drawn.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => look(target.spot)));
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return (
    <section id={SHEET_ID} className="ye-sheet" aria-label={say('sheet')}>
      <div className="ye-row"><h2>{say('sheet')}</h2>{onCorrect ? <Button size="compact-md" variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={onCorrect}>{say('correct.start')}</Button> : null}<span className="ye-push"><Switch label={say('sheet.filled')} checked={onlyFilled} onChange={(event) => setOnlyFilled(event.currentTarget.checked)} /></span></div>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List aria-label={say('sheet.tables')}>
          {sheet.tables.map((table) => {
            const severity = tableSeverity(sheet.findings, table.name);
            return (
              <Tabs.Tab key={table.name} value={table.name} aria-label={`${table.name} ${word(table.name)}: ${table.title}${severity ? `, ${ui(severity)}` : ''}`} rightSection={severity ? <span className={`ye-tab-mark ye-${severity}`}><SeverityIcon severity={severity} /></span> : null}>
                <span className="ye-quiet ye-small">{table.name}</span> {word(table.name)}{table.rows.length > 1 ? <span className="ye-quiet ye-small"> ({table.rows.length})</span> : null}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {sheet.tables.map((table) => (
          <Tabs.Panel key={table.name} value={table.name} pt="sm">
            <h3 id={spotKey({ table: table.name, row: null, field: null })} tabIndex={-1}>{table.title}</h3>
            {marks.has(spotKey({ table: table.name, row: null, field: null })) ? <button type="button" className="ye-cell ye-cell-warning" onClick={() => onCell({ table: table.name, row: null, field: null })}>{say('sheet.tableMark')}</button> : null}
            {table.rows.length === 1 ? <SheetForm table={table} marks={marks} onlyFilled={onlyFilled} looked={target?.spot ?? null} onCell={onCell} correction={correction} />
              : <SheetLines table={table} marks={marks} onlyFilled={onlyFilled} looked={target?.spot ?? null} onCell={onCell} correction={correction} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      {correction && correction.edits.length > 0 ? <CorrectionBar count={correction.edits.length} /> : null}
    </section>
  );
}

/** Brings a cell into sight and gives it the focus; a whole row or table when the place names no cell. */
function look(spot: Spot): void {
  const found = document.getElementById(spotKey(spot)) ?? document.getElementById(spotKey({ ...spot, field: null })) ?? document.getElementById(spotKey({ table: spot.table, row: null, field: null }));
  found?.scrollIntoView({ block: 'center', inline: 'center' });
  found?.focus({ preventScroll: true });
}
