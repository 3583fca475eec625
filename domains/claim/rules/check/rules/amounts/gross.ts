import type { Report, Rule, RuleContext } from '../../../model/index.ts';
import { formatMoney, formatPercent, formatUnit } from '../../../money/index.ts';
import { costLines, insuredAfterAid, insuredTotals, totals, type CostLine, type CostTable, type Standard } from '../../../price/index.ts';
import { QD130, XML3_130, XML3_3176, XML3_4750 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';

/** One hundredth of a đồng: programs that cut off instead of rounding are not accused. */
export const near = (left: bigint, right: bigint): boolean => left - right <= 1n && right - left <= 1n;

const show = (value: bigint | undefined, format: (value: bigint) => string): string => (value === undefined ? '?' : format(value));

/** `3 × 6300 × 80% × 100%`, leaving out factors of one. */
function product(line: CostLine, price: bigint | undefined, rates: readonly (bigint | undefined)[]): string {
  const shown = rates.filter((rate) => rate !== 10_000n).map((rate) => ` × ${show(rate, formatPercent)}%`);
  return `${show(line.quantity, formatUnit)} × ${show(price, formatUnit)}${shown.join('')}`;
}

const FACTORS: Readonly<Record<CostTable, readonly string[]>> = {
  XML2: ['SO_LUONG', 'DON_GIA', 'TYLE_TT_BH'],
  XML3: ['SO_LUONG', 'DON_GIA_BV', 'DON_GIA_BH', 'TYLE_TT_DV', 'TYLE_TT_BH'],
};

function checkTotal({ dossier }: RuleContext, report: Report, table: CostTable, standard: Standard): void {
  for (const line of costLines(dossier)) {
    const wanted = line.table === table ? totals(line, standard) : undefined;
    if (wanted === undefined || line.total === undefined || wanted.some((value) => near(value, line.total ?? value))) continue;
    const rates = standard === '130' ? [] : [line.serviceRate];
    report(at(table, line.row, 'THANH_TIEN_BV'), `${table} dòng ${line.row}: THANH_TIEN_BV ${formatMoney(line.total)} ≠ ${product(line, line.price, rates)} = ${formatMoney(wanted[0] ?? 0n)}`, fieldsOf(table, line.row, ...FACTORS[table]));
  }
}

function checkInsured({ dossier }: RuleContext, report: Report, table: CostTable, standard: Standard): void {
  for (const line of costLines(dossier)) {
    if (line.table !== table || line.insured === undefined) continue;
    // What is outside the insured scope has its own rule (TIEN-13).
    if (line.insured === 0n && (line.fields['PHAM_VI'] ?? '').trim() === '2') continue;
    const wanted = insuredTotals(line, standard);
    if (wanted === undefined || wanted.some((value) => near(value, line.insured ?? value))) continue;
    const reduced = line.aid !== undefined && line.aid > 0n ? insuredAfterAid(line, line.aid) : undefined;
    if (reduced !== undefined && near(reduced, line.insured)) continue;
    const rates = table === 'XML2' ? [line.insuredRate] : [line.serviceRate, line.insuredRate];
    report(at(table, line.row, 'THANH_TIEN_BH'), `${table} dòng ${line.row}: THANH_TIEN_BH ${formatMoney(line.insured)} ≠ ${product(line, line.insuredPrice, rates)} = ${formatMoney(wanted.at(-1) ?? 0n)}`, fieldsOf(table, line.row, ...FACTORS[table]));
  }
}

const base = { group: 'consistency', severity: 'error', decidedBy: 'NGAY_YL', remedy: 'Tính lại thành tiền từ số lượng, đơn giá và tỷ lệ; làm tròn 2 số lẻ.' } as const;

/** THANH_TIEN_BV, THANH_TIEN_BH of each line under the standard of its day. */
export const GROSS_RULES: readonly Rule[] = [
  { ...base, ...QD130, code: 'TIEN-01', title: 'Sai THANH_TIEN_BV của thuốc', tables: ['XML2'], check: (context, report) => checkTotal(context, report, 'XML2', '3176') },
  { ...base, ...QD130, code: 'TIEN-02', title: 'Sai THANH_TIEN_BH của thuốc', tables: ['XML2'], check: (context, report) => checkInsured(context, report, 'XML2', '3176') },
  { ...base, ...XML3_130, code: 'TIEN-03', title: 'Sai THANH_TIEN_BV của dịch vụ (QĐ 130)', tables: ['XML3'], check: (context, report) => checkTotal(context, report, 'XML3', '130') },
  // Data of this half-year could be sent again under 3176: its second formula is met too.
  { ...base, ...XML3_4750, code: 'TIEN-04', title: 'Sai THANH_TIEN_BV của dịch vụ (QĐ 4750)', tables: ['XML3'], check: (context, report) => checkTotal(context, report, 'XML3', '3176') },
  { ...base, ...XML3_3176, code: 'TIEN-05', title: 'Sai THANH_TIEN_BV của dịch vụ (QĐ 3176)', tables: ['XML3'], check: (context, report) => checkTotal(context, report, 'XML3', '3176') },
  { ...base, ...XML3_130, code: 'TIEN-06', title: 'Sai THANH_TIEN_BH của dịch vụ (QĐ 130)', tables: ['XML3'], check: (context, report) => checkInsured(context, report, 'XML3', '130') },
  { ...base, ...XML3_4750, code: 'TIEN-07', title: 'Sai THANH_TIEN_BH của dịch vụ (QĐ 4750)', tables: ['XML3'], check: (context, report) => checkInsured(context, report, 'XML3', '4750') },
  { ...base, ...XML3_3176, code: 'TIEN-08', title: 'Sai THANH_TIEN_BH của dịch vụ (QĐ 3176)', tables: ['XML3'], check: (context, report) => checkInsured(context, report, 'XML3', '3176') },
];
