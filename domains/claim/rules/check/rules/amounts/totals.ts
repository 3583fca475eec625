import type { Rule } from '../../../model/index.ts';
import { formatMoney, parseMoney } from '../../../money/index.ts';
import { costLines, sum, type CostLine } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { QD130 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { isMoment, showWhen } from '../../when.ts';

const base = { group: 'consistency', severity: 'error', ...QD130, decidedBy: 'NGAY_RA', tables: ['XML1'] } as const;

const isSupply = (line: CostLine): boolean => line.table === 'XML3' && /^(10|11)$/.test(text(line.fields, 'MA_NHOM'));

/** XML1 field, what it sums, in words. */
const SUMS: readonly (readonly [code: string, field: string, of: (line: CostLine) => bigint | undefined | null, words: string])[] = [
  ['TONG-01', 'T_THUOC', (line) => (line.table === 'XML2' ? line.total : null), 'Σ THANH_TIEN_BV của XML2'],
  ['TONG-02', 'T_VTYT', (line) => (isSupply(line) ? line.total : null), 'Σ THANH_TIEN_BV các dòng vật tư của XML3'],
  ['TONG-03', 'T_TONGCHI_BV', (line) => line.total, 'Σ THANH_TIEN_BV của XML2 và XML3'],
  ['TONG-04', 'T_TONGCHI_BH', (line) => line.insured, 'Σ THANH_TIEN_BH của XML2 và XML3'],
  ['TONG-05', 'T_BNTT', (line) => line.ownPay, 'Σ T_BNTT của XML2 và XML3'],
  ['TONG-06', 'T_BNCCT', (line) => line.coPay, 'Σ T_BNCCT của XML2 và XML3'],
  ['TONG-07', 'T_NGUONKHAC', (line) => line.aid, 'Σ T_NGUONKHAC của XML2 và XML3'],
];

const sumRules = SUMS.map(([code, field, of, words]): Rule => ({
  ...base,
  code,
  title: `${field} không bằng tổng các dòng`,
  remedy: `Tính lại ${field} = ${words}.`,
  check: ({ dossier, summary }, report) => {
    const written = parseMoney(text(summary, field));
    const wanted = sum(costLines(dossier).map(of).filter((value) => value !== null));
    if (written === undefined || wanted === undefined || written === wanted) return;
    report(at('XML1', 1, field), `${field} ${formatMoney(written)} ≠ ${words} = ${formatMoney(wanted)}`);
  },
}));

export const TOTAL_RULES: readonly Rule[] = [
  ...sumRules,
  {
    ...base, code: 'TONG-08', title: 'T_BHTT không bằng tổng các dòng', remedy: 'T_BHTT = T_TONGCHI_BH − T_BNCCT, cũng là Σ T_BHTT của XML2 và XML3.',
    check: ({ dossier, summary }, report) => {
      const written = parseMoney(text(summary, 'T_BHTT'));
      const wanted = sum(costLines(dossier).map((line) => line.fund));
      if (written === undefined || wanted === undefined || written === wanted) return;
      // The text of the standard says T_TONGCHI_BH − T_BNCCT; both agree unless aid covered co-payment.
      const insured = parseMoney(text(summary, 'T_TONGCHI_BH'));
      const coPay = parseMoney(text(summary, 'T_BNCCT'));
      const aided = costLines(dossier).some((line) => line.aid !== undefined && line.aid > 0n);
      if (aided && insured !== undefined && coPay !== undefined && written === insured - coPay) return;
      report(at('XML1', 1, 'T_BHTT'), `T_BHTT ${formatMoney(written)} ≠ Σ T_BHTT của XML2 và XML3 = ${formatMoney(wanted)}`, fieldsOf('XML1', 1, 'T_TONGCHI_BH', 'T_BNCCT'));
    },
  },
  {
    ...base, code: 'TONG-09', title: 'T_BHTT_GDV không bằng tổng các dòng phí dịch vụ', severity: 'warning', remedy: 'T_BHTT_GDV = Σ T_BHTT các dòng có MA_PTTT 1.',
    check: ({ dossier, summary }, report) => {
      const written = parseMoney(text(summary, 'T_BHTT_GDV'));
      const lines = costLines(dossier).filter((line) => text(line.fields, 'MA_PTTT') === '1');
      const wanted = sum(lines.map((line) => line.fund));
      // Not compared for the cards of the ministries of defence and public security.
      if (written === undefined || wanted === undefined || written === wanted || /^(QN|CA|CY)/.test(text(summary, 'MA_THE_BHYT'))) return;
      report(at('XML1', 1, 'T_BHTT_GDV'), `T_BHTT_GDV ${formatMoney(written)} ≠ Σ T_BHTT các dòng MA_PTTT 1 = ${formatMoney(wanted)}`, costLines(dossier).filter((line) => !lines.includes(line)).slice(0, 20).map((line) => at(line.table, line.row, 'MA_PTTT')));
    },
  },
  {
    ...base, code: 'TONG-10', title: 'Tổng chi phí không cân', remedy: 'T_TONGCHI_BV = T_BNTT + T_BNCCT + T_BHTT + T_NGUONKHAC.',
    check: ({ dossier, summary }, report) => {
      const total = parseMoney(text(summary, 'T_TONGCHI_BV'));
      const parts = ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'].map((field) => parseMoney(text(summary, field)));
      const shared = sum(parts);
      if (total === undefined || shared === undefined || total === shared) return;
      // T_BHTT after the standard's text (see TONG-08) counts the co-payment that aid took over; the lines say what the fund pays.
      const [own, coPay, fund, aid] = parts;
      const paid = sum(costLines(dossier).map((line) => line.fund));
      if (aid !== undefined && aid > 0n && fund !== undefined && coPay !== undefined && fund + coPay === parseMoney(text(summary, 'T_TONGCHI_BH')) && sum([own, coPay, paid, aid]) === total) return;
      report(at('XML1', 1, 'T_TONGCHI_BV'), `T_TONGCHI_BV ${formatMoney(total)} ≠ ${parts.map((part) => formatMoney(part ?? 0n)).join(' + ')} = ${formatMoney(shared)}`, fieldsOf('XML1', 1, 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'));
    },
  },
  {
    ...base, code: 'TONG-11', title: 'Kỳ quyết toán trước ngày thanh toán', severity: 'warning', remedy: 'NAM_QT, THANG_QT là tháng của NGAY_TTOAN (hoặc tháng sau khi gửi muộn).',
    check: ({ summary }, report) => {
      const paid = text(summary, 'NGAY_TTOAN');
      const year = text(summary, 'NAM_QT');
      const month = text(summary, 'THANG_QT').padStart(2, '0');
      if (!isMoment(paid) || !/^\d{4}$/.test(year) || !/^(0[1-9]|1[0-2])$/.test(month)) return;
      const period = `${year}${month}`;
      const own = paid.slice(0, 6);
      if (period < own) report(at('XML1', 1, year < paid.slice(0, 4) ? 'NAM_QT' : 'THANG_QT'), `Kỳ quyết toán ${month}/${year} trước tháng thanh toán ${showWhen(paid)}`, fieldsOf('XML1', 1, 'NAM_QT', 'THANG_QT', 'NGAY_TTOAN'));
      const later = (Number(year) - Number(own.slice(0, 4))) * 12 + Number(month) - Number(own.slice(4));
      if (later > 6) report(at('XML1', 1, 'THANG_QT'), `Kỳ quyết toán ${month}/${year} muộn ${later} tháng so với ngày thanh toán ${showWhen(paid)}`, fieldsOf('XML1', 1, 'NAM_QT', 'NGAY_TTOAN'));
    },
  },
];
