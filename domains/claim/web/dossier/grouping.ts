import type { FindingView } from '../api.ts';

export interface Spot { readonly table: string | null; readonly row: number | null; readonly field: string | null }
export type Severity = 'error' | 'warning' | 'info';

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** One key for one cell, also its id in the page. */
export function spotKey(spot: Spot): string {
  return `o-${spot.table ?? ''}-${spot.row ?? ''}-${spot.field ?? ''}`;
}

/** `XML2, dòng 3, DON_GIA`; '' parts are left out. @param rowWord makes `dòng 3` of 3 */
export function spotWords(spot: Spot, rowWord: (row: number) => string, whole: string): string {
  if (spot.table === null) return whole;
  return [spot.table, spot.row === null ? null : rowWord(spot.row), spot.field].filter((part) => part !== null).join(', ');
}

export interface RuleGroup { readonly rule: string; readonly title: string; readonly groupTitle: string; readonly severity: Severity; readonly findings: readonly FindingView[] }

/** Findings by rule: the heaviest rule first, inside a rule in the order of the sheet; what has been seen stands last. */
export function groupByRule(findings: readonly FindingView[]): RuleGroup[] {
  const groups = new Map<string, FindingView[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.severity}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const first = group[0];
    if (!first) return [];
    return [{ rule: first.rule, title: first.title, groupTitle: first.groupTitle, severity: first.severity, findings: group.toSorted(bySheet) }];
  }).toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity] || Number(allSeen(a)) - Number(allSeen(b)) || (a.rule < b.rule ? -1 : 1));
}

function allSeen(group: RuleGroup): boolean {
  return group.findings.every((finding) => finding.seen !== null);
}

function bySheet(a: FindingView, b: FindingView): number {
  return Number(a.seen !== null) - Number(b.seen !== null) || tableNumber(a.table) - tableNumber(b.table) || (a.row ?? 0) - (b.row ?? 0);
}

function tableNumber(table: string | null): number {
  return table === null ? -1 : Number(table.replace('XML', ''));
}

export interface CellMark { readonly severity: Severity; readonly count: number; /** False: only related to a finding that stands elsewhere. */ readonly own: boolean }

/** What the sheet marks, by spotKey. The heaviest finding of a cell gives its look; a cell's own finding outweighs a related one. */
export function marksOf(findings: readonly FindingView[]): ReadonlyMap<string, CellMark> {
  const marks = new Map<string, CellMark>();
  const add = (spot: Spot, severity: Severity, own: boolean) => {
    const key = spotKey(spot);
    const known = marks.get(key);
    if (!known || (own && !known.own)) marks.set(key, { severity, count: 1, own });
    else if (own === known.own) marks.set(key, { severity: WEIGHT[severity] < WEIGHT[known.severity] ? severity : known.severity, count: known.count + 1, own });
  };
  for (const finding of findings) {
    add(finding, finding.severity, true);
    for (const spot of finding.related) add(spot, finding.severity, false);
  }
  return marks;
}

/** The findings that stand at a cell or name it as related. */
export function findingsAt(findings: readonly FindingView[], spot: Spot): FindingView[] {
  const key = spotKey(spot);
  return findings.filter((finding) => spotKey(finding) === key || finding.related.some((each) => spotKey(each) === key));
}

/** The heaviest severity among the findings of a table; null: none. */
export function tableSeverity(findings: readonly FindingView[], table: string): Severity | null {
  const found = findings.filter((finding) => finding.table === table).map((finding) => finding.severity);
  return found.toSorted((a, b) => WEIGHT[a] - WEIGHT[b])[0] ?? null;
}
