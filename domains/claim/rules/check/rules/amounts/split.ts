import type { Rule } from '../../../model/index.ts';
import { formatMoney, formatPercent, parseMoney, percentOf } from '../../../money/index.ts';
import { AID_FIELDS, costLines, insuredAfterAid, split, sum, type CostLine, type Split } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { QD130 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { near } from './gross.ts';

const base = { group: 'consistency', severity: 'error', ...QD130, decidedBy: 'NGAY_YL', tables: ['XML2', 'XML3'] } as const;

const MEMBERS = [['T_BNTT', 'ownPay'], ['T_BNCCT', 'coPay'], ['T_BHTT', 'fund']] as const;

/** Every division of the line that the standard allows: the three kinds of aid, and nothing insured when the level is 0. */
function allowed(line: CostLine, total: bigint, insured: bigint, level: bigint, aid: bigint): readonly Split[] {
  const gross = { total, insured };
  const kinds = [split(gross, level, aid, 'a')];
  if (aid > 0n) {
    kinds.push(split(gross, level, aid, 'b'));
    const reduced = insuredAfterAid(line, aid);
    if (reduced !== undefined) kinds.push(split({ total, insured: reduced }, level, aid, 'b'));
    if (near(aid, insured - percentOf(insured, level))) kinds.push(split(gross, level, aid, 'c'));
  }
  if (level === 0n) kinds.push({ ownPay: total - aid, coPay: 0n, fund: 0n, aid });
  return kinds;
}

const wrongMembers = (line: CostLine, wanted: Split): readonly (typeof MEMBERS)[number][] =>
  MEMBERS.filter(([, key]) => line[key] === undefined || !near(line[key], wanted[key]));

/** In a package of supplies the fund stops at T_TRANTT: once there it pays less than the level says, the patient the rest (balance: TIEN-11). */
function stoppedAtCeiling(line: CostLine, wanted: Split, lines: readonly CostLine[]): boolean {
  const name = text(line.fields, 'GOI_VTYT');
  const ceiling = parseMoney(text(line.fields, 'T_TRANTT'));
  if (name === '' || ceiling === undefined || ceiling === 0n || line.fund === undefined || line.fund >= wanted.fund) return false;
  const service = text(line.fields, 'MA_DICH_VU');
  const fund = sum(lines.filter(({ fields }) => text(fields, 'GOI_VTYT') === name && text(fields, 'MA_DICH_VU') === service).map((other) => other.fund));
  return fund !== undefined && near(fund, ceiling);
}

/** How the line's total is shared out. */
export const SPLIT_RULES: readonly Rule[] = [
  {
    ...base, code: 'TIEN-09', title: 'T_NGUONKHAC không bằng tổng bốn nguồn', remedy: 'T_NGUONKHAC = NSNN + VTNN + VTTN + CL của dòng.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        const parts = sum(line.aids);
        if (parts === undefined || line.aid === undefined || parts === line.aid) continue;
        report(at(line.table, line.row, 'T_NGUONKHAC'), `${line.table} dòng ${line.row}: T_NGUONKHAC ${formatMoney(line.aid)} ≠ ${line.aids.map((part) => formatMoney(part ?? 0n)).join(' + ')} = ${formatMoney(parts)}`, fieldsOf(line.table, line.row, ...AID_FIELDS));
      }
    },
  },
  {
    ...base, code: 'TIEN-10', title: 'Nguồn khác không nhỏ hơn thành tiền', severity: 'warning', remedy: 'Tổng nguồn khác phải nhỏ hơn THANH_TIEN_BV của dòng.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        if (line.aid === undefined || line.total === undefined || line.aid === 0n) continue;
        if (line.aid > line.total) report(at(line.table, line.row, 'T_NGUONKHAC'), `${line.table} dòng ${line.row}: T_NGUONKHAC ${formatMoney(line.aid)} lớn hơn THANH_TIEN_BV ${formatMoney(line.total)}`, fieldsOf(line.table, line.row, 'THANH_TIEN_BV'));
      }
    },
  },
  {
    ...base, code: 'TIEN-11', title: 'Dòng chi phí không cân', remedy: 'THANH_TIEN_BV = T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        const shared = sum([line.ownPay, line.coPay, line.fund, line.aid]);
        if (shared === undefined || line.total === undefined || near(shared, line.total)) continue;
        const parts = [line.ownPay, line.coPay, line.fund, line.aid].map((part) => formatMoney(part ?? 0n)).join(' + ');
        report(at(line.table, line.row, 'THANH_TIEN_BV'), `${line.table} dòng ${line.row}: THANH_TIEN_BV ${formatMoney(line.total)} ≠ ${parts} = ${formatMoney(shared)}`, fieldsOf(line.table, line.row, 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'));
      }
    },
  },
  {
    ...base, code: 'TIEN-12', title: 'Chia tiền sai theo mức hưởng', remedy: 'T_BHTT = THANH_TIEN_BH × MUC_HUONG, T_BNCCT = phần còn lại của THANH_TIEN_BH, T_BNTT = THANH_TIEN_BV − THANH_TIEN_BH, rồi trừ nguồn khác.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        const { total, insured, level, aid } = line;
        if (total === undefined || insured === undefined || level === undefined || aid === undefined) continue;
        if (line.ownPay === undefined || line.coPay === undefined || line.fund === undefined) continue;
        const candidates = allowed(line, total, insured, level, aid).map((wanted) => ({ wanted, wrong: wrongMembers(line, wanted) }));
        const best = candidates.reduce((left, right) => (right.wrong.length < left.wrong.length ? right : left));
        const [first] = best.wrong;
        if (!first || stoppedAtCeiling(line, best.wanted, costLines(dossier))) continue;
        const shown = best.wrong.map(([field, key]) => `${field} ${formatMoney(line[key] ?? 0n)} ≠ ${formatMoney(best.wanted[key])}`).join(', ');
        const others = ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'THANH_TIEN_BV', 'THANH_TIEN_BH', 'MUC_HUONG', 'T_NGUONKHAC'].filter((field) => field !== first[0]);
        report(at(line.table, line.row, first[0]), `${line.table} dòng ${line.row}: với THANH_TIEN_BH ${formatMoney(insured)} × ${formatPercent(level)}% thì ${shown}`, fieldsOf(line.table, line.row, ...others));
      }
    },
  },
];
