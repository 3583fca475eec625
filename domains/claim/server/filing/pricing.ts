import { parseMoney, parsePercent, type Dossier, type Pricing } from '#domains/claim/rules';

/** Where an amount computed from the lines differs from the one written. `row` null: a total of XML1. */
export interface PriceDifference {
  readonly line: { readonly table: string; readonly row: number | null };
  readonly field: string;
  readonly computed: string;
  readonly written: string;
}

const OF_LINE = ['THANH_TIEN_BV', 'THANH_TIEN_BH', 'MUC_HUONG', 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'] as const;

export function pricingDifferences(dossier: Dossier, pricing: Pricing): PriceDifference[] {
  const found: PriceDifference[] = [];
  for (const line of pricing.lines) {
    const row = dossier.tables.get(line.table)?.rows[line.row - 1];
    for (const field of OF_LINE) {
      const computed = line[field];
      const written = row?.[field]?.trim() ?? '';
      if (computed !== undefined && !same(field, computed, written)) found.push({ line: { table: line.table, row: line.row }, field, computed, written });
    }
  }
  const summary = dossier.tables.get('XML1')?.rows[0];
  for (const [field, computed] of Object.entries(pricing.totals)) {
    const written = summary?.[field]?.trim() ?? '';
    if (!same(field, computed, written)) found.push({ line: { table: 'XML1', row: 1 }, field, computed, written });
  }
  return found;
}

function same(field: string, computed: string, written: string): boolean {
  if (computed === written) return true;
  const parse = field === 'MUC_HUONG' ? parsePercent : parseMoney;
  const value = parse(written);
  return value !== undefined && value === parse(computed);
}
