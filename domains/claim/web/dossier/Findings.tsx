import { Button, SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Empty, useUiText } from '#platform/ui';
import type { DossierSheet } from '../api.ts';
import { useClaimText } from '../text.ts';
import { findingsAt, groupByRule, spotWords } from './grouping.ts';
import type { Severity, Spot } from './grouping.ts';
import { SHEET_ID } from '../sheet/Sheet.tsx';
import { Pricing } from './Pricing.tsx';
import { RuleCard } from './RuleCard.tsx';

interface FindingsProps {
  readonly sheet: DossierSheet;
  /** Only the findings of this cell; null: all. */
  readonly cell: Spot | null;
  readonly onAll: () => void;
  readonly onGo: (spot: Spot) => void;
  readonly mayMark: boolean;
}

const SEVERITIES = ['error', 'warning', 'info'] as const;

export function Findings({ sheet, cell, onAll, onGo, mayMark }: FindingsProps) {
  const say = useClaimText();
  const heading = useRef<HTMLHeadingElement>(null);
  const [severity, setSeverity] = useState<Severity | null>(null);
  useEffect(() => { if (cell) heading.current?.focus(); }, [cell]);
  const shown = cell ? findingsAt(sheet.findings, cell) : sheet.findings.filter((finding) => severity === null || finding.severity === severity);
  const row = (number: number) => say('row', { row: number });
  return (
    <section className="ye-finding-list" aria-labelledby="phat-hien">
      <div className="ye-row"><h2 id="phat-hien" ref={heading} tabIndex={-1}>{cell ? say('findings.at', { place: spotWords(cell, row, say('whole')) }) : say('findings')}</h2>
        <Button className="ye-push ye-jump" size="compact-sm" variant="default" onClick={toSheet}>{say('sheet.jump')}</Button>
        {cell ? <Button className="ye-push" size="compact-sm" variant="default" onClick={onAll}>{say('findings.all')}</Button> : null}</div>
      {sheet.findings.length === 0 ? <Empty title={say('findings.none')}>{say('findings.noneText')}</Empty> : <p className="ye-small ye-quiet">{say('findings.hint')}</p>}
      {cell || sheet.findings.length === 0 ? null : <Filter sheet={sheet} severity={severity} onChange={setSeverity} />}
      {groupByRule(shown).map((group) => <RuleCard key={`${group.rule} ${group.severity}`} group={group} dossier={sheet.id} onGo={onGo} mayMark={mayMark} />)}
      {sheet.pricing.length > 0 && !cell ? <Pricing pricing={sheet.pricing} onGo={onGo} /> : null}
    </section>
  );
}

/** On a narrow screen the sheet stands below all findings. */
function toSheet(): void {
  document.getElementById(SHEET_ID)?.scrollIntoView({ block: 'start' });
}

function Filter({ sheet, severity, onChange }: { sheet: DossierSheet; severity: Severity | null; onChange: (severity: Severity | null) => void }) {
  const say = useClaimText();
  const ui = useUiText();
  const count = (one: Severity) => sheet.findings.filter((finding) => finding.severity === one).length;
  const data = [{ value: 'all', label: `${say('all')} ${sheet.findings.length}` }, ...SEVERITIES.filter((one) => count(one) > 0).map((one) => ({ value: one, label: `${ui(one)} ${count(one)}` }))];
  return <div className="ye-slide"><SegmentedControl size="xs" aria-label={say('filter')} data={data} value={severity ?? 'all'} onChange={(value) => onChange(SEVERITIES.find((one) => one === value) ?? null)} /></div>;
}
