import { addDays } from '#platform/catalogue/rules';
import type { Catalogues } from '#platform/catalogue/rules';
import { TABLES, type Dossier, type Finding, type Place, type Report, type Rule, type TableName } from '../model/index.ts';
import { contextOf, text } from './context.ts';
import { layout } from '../standard/index.ts';
import { RULES, RULE_BROKEN, UNDECIDABLE } from './rules/index.ts';
import { isDay, showWhen } from './when.ts';

export interface CheckOptions {
  /** The date that counts as today, yyyyMMdd. */
  readonly asOf: string;
  /** Check with the rules that held on this day instead of on the dossier's own dates, yyyyMMdd. */
  readonly rulesOf?: string;
}

/**
 * Every finding of the rules in force, ordered by table, row, field, rule. Pure: same dossier, catalogues and options give the same list.
 * A rule that throws becomes one finding HE-THONG-01 and stops nothing; what a rule cannot decide becomes HE-THONG-02, once a dossier.
 */
export function check(dossier: Dossier, catalogues: Catalogues, options: CheckOptions): Finding[] {
  return checkWith(RULES, dossier, catalogues, options);
}

/** The same with a chosen set of rules. */
export function checkWith(rules: readonly Rule[], dossier: Dossier, catalogues: Catalogues, options: CheckOptions): Finding[] {
  const findings: Finding[] = [];
  const asked = new Set<string>();
  let current: Rule = UNDECIDABLE;
  const context = contextOf(dossier, catalogues, options.asOf, (what) => {
    if (asked.has(what)) return;
    asked.add(what);
    findings.push(finding(UNDECIDABLE, NOWHERE, `Chưa quyết định được quy tắc ${current.code} (${current.title}): thiếu ${what}`, [], UNDECIDABLE.remedy));
  });
  // One closure for all rules: a dossier meets hundreds of them.
  const report: Report = (place, message, related = [], remedy = current.remedy) => {
    if (current.decidedBy === 'NGAY_YL' && options.rulesOf === undefined && !holdsFor(current, dossier, place, context.eventDate)) return;
    findings.push(finding(current, place, message, related, remedy));
  };
  const inForce = rulesFor(rules, dossier, context.eventDate, options.rulesOf);
  for (const rule of inForce) {
    current = rule;
    try {
      rule.check(context, report);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      findings.push(finding(RULE_BROKEN, NOWHERE, `Quy tắc ${rule.code} (${rule.title}) không chạy được: ${reason.slice(0, 200)}`, [], RULE_BROKEN.remedy));
    }
  }
  if (inForce.length === 0) findings.push(finding(UNDECIDABLE, NOWHERE, `Không có quy tắc nào có hiệu lực tại ngày ${showWhen(options.rulesOf ?? context.eventDate)}: hồ sơ chưa được kiểm`, [], UNDECIDABLE.remedy));
  return findings.sort(byPlace);
}

const NOWHERE: Place = { table: null, row: null, field: null };

function finding(rule: Rule, place: Place, message: string, related: readonly Place[], remedy: string): Finding {
  return { rule: rule.code, severity: rule.severity, table: place.table, row: place.row, field: place.field, related, message, law: rule.law, remedy };
}

interface Chosen {
  /** The days on which a rule begins or has ended, in order: between two of them all days are alike. */
  readonly turns: readonly string[];
  readonly choices: Map<string, readonly Rule[]>;
}

const chosen = new WeakMap<readonly Rule[], Chosen>();
const MOST_CHOICES = 2_000;

function chosenOf(rules: readonly Rule[]): Chosen {
  const known = chosen.get(rules);
  if (known) return known;
  const turns = new Set(rules.flatMap((rule) => [rule.validFrom, ...(rule.validTo === null ? [] : [addDays(rule.validTo, 1)])]));
  const made: Chosen = { turns: [...turns].sort(), choices: new Map() };
  chosen.set(rules, made);
  return made;
}

/** Names the time between two turns in which a day lies; what is no day keeps its own name. */
function periodOf(day: string, turns: readonly string[]): string {
  if (!isDay(day)) return day;
  let period = 0;
  while (period < turns.length && (turns[period] ?? '') <= day) period += 1;
  return `${period}`;
}

/** The rules that a dossier with these tables and dates has to meet; worked out once for all dossiers that look alike. */
function rulesFor(rules: readonly Rule[], dossier: Dossier, eventDate: string, rulesOf: string | undefined): readonly Rule[] {
  const { turns, choices } = chosenOf(rules);
  if (choices.size > MOST_CHOICES) choices.clear();
  const came = text(dossier.tables.get('XML1')?.rows[0] ?? dossier.tables.get('XML0')?.rows[0], 'NGAY_VAO').slice(0, 8);
  let key = `${rulesOf ?? ''}|${periodOf(eventDate, turns)}|${periodOf(came, turns)}|${periodOf(dossier.createdOn, turns)}|`;
  for (const table of dossier.tables.keys()) key += table;
  const known = choices.get(key);
  if (known) return known;
  const made = rules.filter((rule) => concerns(rule, dossier) && mayHold(rule, eventDate, dossier, rulesOf));
  choices.set(key, made);
  return made;
}

function concerns(rule: Rule, dossier: Dossier): boolean {
  return rule.tables.length === 0 || rule.tables.some((table) => dossier.tables.has(table));
}

const within = (rule: Rule, day: string): boolean => rule.validFrom <= day && (rule.validTo === null || day <= rule.validTo);

/** Without any readable date a rule runs when it holds today's way: it is still open. */
function mayHold(rule: Rule, eventDate: string, dossier: Dossier, rulesOf: string | undefined): boolean {
  if (rulesOf !== undefined) return within(rule, rulesOf);
  if (rule.decidedBy === 'NGAY_YL') return true;
  const day = decidingDay(rule, eventDate, dossier);
  return day === '' ? rule.validTo === null : within(rule, day);
}

function decidingDay(rule: Rule, eventDate: string, dossier: Dossier): string {
  const summary = dossier.tables.get('XML1')?.rows[0] ?? dossier.tables.get('XML0')?.rows[0];
  const own = rule.decidedBy === 'NGAYLAP' ? dossier.createdOn : rule.decidedBy === 'NGAY_VAO' ? text(summary, 'NGAY_VAO').slice(0, 8) : '';
  return isDay(own) ? own : eventDate;
}

/** A rule decided by the order's date looks at each line for itself; an order dated outside the stay is itself wrong and decides nothing. */
function holdsFor(rule: Rule, dossier: Dossier, place: Place, eventDate: string): boolean {
  const row = place.table === null || place.row === null ? undefined : dossier.tables.get(place.table)?.rows[place.row - 1];
  const ordered = text(row, 'NGAY_YL').slice(0, 8);
  const summary = dossier.tables.get('XML1')?.rows[0];
  const came = text(summary, 'NGAY_VAO').slice(0, 8);
  const inside = isDay(ordered) && !(isDay(came) && ordered < came) && !(isDay(eventDate) && ordered > eventDate);
  const day = inside ? ordered : eventDate;
  return day === '' ? rule.validTo === null : within(rule, day);
}

const TABLE_ORDER = new Map<TableName, number>(TABLES.map((table, at) => [table, at]));

function byPlace(left: Finding, right: Finding): number {
  const table = order(left.table) - order(right.table);
  if (table !== 0) return table;
  const row = (left.row ?? 0) - (right.row ?? 0);
  if (row !== 0) return row;
  const field = ordinal(left) - ordinal(right);
  return field !== 0 ? field : left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0;
}

const order = (table: TableName | null): number => (table === null ? -1 : (TABLE_ORDER.get(table) ?? 99));

function ordinal({ table, field }: Finding): number {
  return table === null || field === null ? 0 : (layout(table).ordinals.get(field) ?? 999);
}
