import type { Catalogues } from '#platform/catalogue/rules';
import { text, type Dossier } from '../model/index.ts';
import { formatMoney, formatPercent } from '../money/index.ts';
import { insuredAfterAid, insuredTotals, split, totals, type AidKind, type Gross, type Standard } from './amounts.ts';
import { levelDecider, type LevelDecision } from './levels.ts';
import { costLines, type CostLine, type CostTable } from './lines.ts';
import { visitOf } from './visit.ts';

/** Amounts as they are written into the dossier: decimals as text, e.g. `27833.99`. */
export interface PricedLine {
  readonly table: CostTable;
  readonly row: number;
  readonly THANH_TIEN_BV?: string;
  readonly THANH_TIEN_BH?: string;
  readonly MUC_HUONG?: string;
  readonly T_BNTT?: string;
  readonly T_BNCCT?: string;
  readonly T_BHTT?: string;
  readonly T_NGUONKHAC?: string;
  /** Why MUC_HUONG is what it is; '' when it could not be decided. */
  readonly reason: string;
  /** What is missing to say more. */
  readonly missing: readonly string[];
}

export const TOTAL_FIELDS = ['T_THUOC', 'T_VTYT', 'T_TONGCHI_BV', 'T_TONGCHI_BH', 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC', 'T_BHTT_GDV'] as const;
export type TotalField = (typeof TOTAL_FIELDS)[number];

export interface Pricing {
  readonly lines: readonly PricedLine[];
  /** XML1 totals; a total is left out when a line it needs could not be priced. */
  readonly totals: Readonly<Partial<Record<TotalField, string>>>;
  /** What is missing, each once. */
  readonly missing: readonly string[];
}

/** The formulas of the newest standard in force on the day the visit ended. */
export function standardOn(day: string, catalogues: Catalogues): Standard {
  for (const [standard, key] of [['3176', 'QD3176.2024'], ['4750', 'QD4750.2023']] as const) {
    const article = catalogues.article(key);
    // Without the law at hand the newest formulas are meant: dossiers are priced when they are made.
    if (!article || article.validFrom <= day) return standard;
  }
  return '130';
}

interface Worked {
  readonly line: CostLine;
  readonly gross: Gross | undefined;
}

const SUPPLY_GROUPS = new Set(['10', '11']);

/** Prices every line from quantity, price, rates, scope, other sources, card, route and facility. Aid is taken as kind a unless said. */
export function price(dossier: Dossier, catalogues: Catalogues, options: { readonly aid?: AidKind } = {}): Pricing {
  const visit = visitOf(dossier);
  const missing = new Set<string>();
  if (!visit) return { lines: [], totals: {}, missing: ['Bảng XML1'] };
  const standard = standardOn(visit.discharged, catalogues);
  const worked = costLines(dossier).map((line): Worked => ({ line, gross: grossOf(line, standard, options.aid ?? 'a') }));
  const insuredTotal = sum(worked.map(({ gross }) => gross?.insured));
  const decide = levelDecider(visit, catalogues, insuredTotal);

  const sums = new Map<TotalField, bigint | undefined>(TOTAL_FIELDS.map((field) => [field, 0n]));
  const add = (field: TotalField, value: bigint | undefined): void => {
    const before = sums.get(field);
    sums.set(field, before === undefined || value === undefined ? undefined : before + value);
  };
  const lines = worked.map(({ line, gross }): PricedLine => {
    const decision = decide(line);
    const priced = priceLine(line, gross, decision, options.aid ?? 'a');
    for (const what of priced.missing) missing.add(what);
    add('T_TONGCHI_BV', gross?.total);
    add('T_TONGCHI_BH', gross?.insured);
    if (line.table === 'XML2') add('T_THUOC', gross?.total);
    if (line.table === 'XML3' && SUPPLY_GROUPS.has(text(line.fields, 'MA_NHOM'))) add('T_VTYT', gross?.total);
    add('T_BNTT', priced.split?.ownPay);
    add('T_BNCCT', priced.split?.coPay);
    add('T_NGUONKHAC', priced.split?.aid);
    add('T_BHTT', priced.split?.fund);
    if (text(line.fields, 'MA_PTTT') === '1') add('T_BHTT_GDV', priced.split?.fund);
    return priced.shown;
  });
  const known = [...sums].flatMap(([field, value]) => (value === undefined ? [] : [[field, formatMoney(value)] as const]));
  return { lines, totals: Object.fromEntries(known), missing: [...missing] };
}

function grossOf(line: CostLine, standard: Standard, kind: AidKind): Gross | undefined {
  const total = totals(line, standard)?.[0];
  const outside = text(line.fields, 'PHAM_VI') === '2';
  const insured = outside ? 0n : kind === 'b' ? insuredAfterAid(line, aidOf(line)) : insuredTotals(line, standard)?.[0];
  return total === undefined || insured === undefined ? undefined : { total, insured };
}

function priceLine(line: CostLine, gross: Gross | undefined, decision: LevelDecision, kind: AidKind) {
  const missing: string[] = [];
  if (!gross) missing.push(`${line.table} dòng ${line.row}: số lượng, đơn giá hoặc tỷ lệ không đọc được`);
  if (!decision.decided) missing.push(decision.missing);
  const level = decision.decided ? decision.accepted[0] : undefined;
  const parts = gross && level !== undefined ? split(gross, level, aidOf(line), kind) : undefined;
  const shown: PricedLine = {
    table: line.table,
    row: line.row,
    ...(gross && { THANH_TIEN_BV: formatMoney(gross.total), THANH_TIEN_BH: formatMoney(gross.insured) }),
    ...(level !== undefined && { MUC_HUONG: formatPercent(level) }),
    ...(parts && {
      T_BNTT: formatMoney(parts.ownPay),
      T_BNCCT: formatMoney(parts.coPay),
      T_BHTT: formatMoney(parts.fund),
      T_NGUONKHAC: formatMoney(parts.aid),
    }),
    reason: decision.decided ? decision.reason : '',
    missing,
  };
  return { shown, split: parts, missing };
}

/** What others pay, from the four sources; one that is not written counts as nothing. */
const aidOf = (line: CostLine): bigint => line.aids.reduce<bigint>((total, part) => total + (part ?? 0n), 0n);

/** Undefined as soon as one is: a sum with a hole in it is no sum. */
export function sum(values: readonly (bigint | undefined)[]): bigint | undefined {
  let result = 0n;
  for (const value of values) {
    if (value === undefined) return undefined;
    result += value;
  }
  return result;
}
