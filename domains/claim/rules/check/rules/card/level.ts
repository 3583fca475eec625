import type { Rule } from '../../../model/index.ts';
import { formatMoney, formatPercent } from '../../../money/index.ts';
import { costLines, exemptionLimit, isPaidEnough, levelDecider, showAccepted, sum, visitOf, type CostLine } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { LUATBHYT, QD130 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { isDay, showWhen } from '../../when.ts';

const base = { group: 'benefit', decidedBy: 'NGAY_RA', tables: ['XML1'] } as const;

/** The moment of the first order that the fund is asked to pay; '' when there is none. */
function firstClaim(lines: readonly CostLine[]): string {
  let first = '';
  for (const line of lines) {
    const ordered = text(line.fields, 'NGAY_YL');
    if (line.fund !== undefined && line.fund > 0n && ordered !== '' && (first === '' || ordered < first)) first = ordered;
  }
  return first;
}

/** How much the fund owes: MUC_HUONG and the waiver of co-payment. */
export const LEVEL_RULES: readonly Rule[] = [
  {
    ...base, ...LUATBHYT, code: 'MUC-01', title: 'Sai mức hưởng', severity: 'warning', decidedBy: 'NGAY_YL', tables: ['XML2', 'XML3'],
    remedy: 'Tính lại MUC_HUONG theo mức hưởng của thẻ, mã đối tượng và mức 15 % lương cơ sở; nếu được miễn cùng chi trả thì ghi NGAY_MIEN_CCT.',
    check: ({ dossier, catalogues, undecidable }, report) => {
      const visit = visitOf(dossier);
      if (!visit) return;
      const lines = costLines(dossier);
      const decide = levelDecider(visit, catalogues, sum(lines.map((line) => line.insured)));
      let shown: string | undefined;
      for (const line of lines) {
        // A card shown late: until then nothing is asked of the fund (not so in an emergency).
        if (line.level === 0n && line.fund === 0n && visit.route !== '2' && text(line.fields, 'NGAY_YL') < (shown ??= firstClaim(lines))) continue;
        // Outside the insured part the level moves no money.
        if (line.level === undefined || line.insured === undefined || line.insured <= 0n) continue;
        const decision = decide(line);
        if (!decision.decided) undecidable(decision.missing);
        else if (!decision.accepted.includes(line.level)) {
          report(at(line.table, line.row, 'MUC_HUONG'), `${line.table} dòng ${line.row}: MUC_HUONG ${formatPercent(line.level)}% ≠ ${showAccepted(decision.accepted)} (${decision.reason})`, fieldsOf('XML1', 1, 'MA_THE_BHYT', 'MA_DOITUONG_KCB', 'MA_LOAI_KCB', 'NGAY_MIEN_CCT', 'GT_THE_TU', 'GT_THE_DEN'));
        }
      }
    },
  },
  {
    ...base, ...QD130, code: 'MUC-02', title: 'Không BHYT mà đề nghị quỹ trả', severity: 'error', tables: ['XML2', 'XML3'],
    remedy: 'Người bệnh không dùng thẻ BHYT thì T_BHTT của mọi dòng bằng 0.',
    check: ({ dossier }, report) => {
      const visit = visitOf(dossier);
      if (!visit?.uninsured) return;
      for (const line of costLines(dossier)) {
        if (line.fund !== undefined && line.fund > 0n) report(at(line.table, line.row, 'T_BHTT'), `${line.table} dòng ${line.row}: người bệnh không dùng thẻ BHYT (mã đối tượng ${visit.route || 'trống'}) nhưng T_BHTT là ${formatMoney(line.fund)}`, fieldsOf('XML1', 1, 'MA_THE_BHYT', 'MA_DOITUONG_KCB'));
      }
    },
  },
  {
    ...base, ...QD130, code: 'MUC-03', title: 'Ngày miễn cùng chi trả không hợp lý', severity: 'warning',
    remedy: 'NGAY_MIEN_CCT nằm trong năm của đợt khám, không sau ngày ra; hết ngày 31/12 thì tính lại từ đầu.',
    check: ({ summary }, report) => {
      const exempt = text(summary, 'NGAY_MIEN_CCT').slice(0, 8);
      const left = text(summary, 'NGAY_RA').slice(0, 8);
      const came = text(summary, 'NGAY_VAO').slice(0, 8);
      if (!isDay(exempt) || !isDay(left) || !isDay(came)) return;
      const place = at('XML1', 1, 'NGAY_MIEN_CCT');
      if (exempt > left) report(place, `NGAY_MIEN_CCT ${showWhen(exempt)} sau ngày ra ${showWhen(left)}`, fieldsOf('XML1', 1, 'NGAY_RA'));
      else if (exempt.slice(0, 4) < came.slice(0, 4)) report(place, `NGAY_MIEN_CCT ${showWhen(exempt)} thuộc năm trước; miễn cùng chi trả chỉ đến hết 31/12 của năm đó`, fieldsOf('XML1', 1, 'NGAY_VAO'));
    },
  },
  {
    ...base, ...LUATBHYT, code: 'MUC-04', title: 'Miễn cùng chi trả khi chưa đủ 5 năm liên tục', severity: 'warning',
    remedy: 'Ghi NAM_NAM_LIEN_TUC (ngày đủ 5 năm) không sau NGAY_MIEN_CCT, hoặc bỏ NGAY_MIEN_CCT.',
    check: ({ summary }, report) => {
      const exempt = text(summary, 'NGAY_MIEN_CCT').slice(0, 8);
      const five = text(summary, 'NAM_NAM_LIEN_TUC');
      if (!isDay(exempt)) return;
      if (five === '') report(at('XML1', 1, 'NAM_NAM_LIEN_TUC'), `Có NGAY_MIEN_CCT ${showWhen(exempt)} nhưng bỏ trống NAM_NAM_LIEN_TUC`, fieldsOf('XML1', 1, 'NGAY_MIEN_CCT'));
      else if (isDay(five) && five > exempt) report(at('XML1', 1, 'NAM_NAM_LIEN_TUC'), `Ngày đủ 5 năm ${showWhen(five)} sau NGAY_MIEN_CCT ${showWhen(exempt)}`, fieldsOf('XML1', 1, 'NGAY_MIEN_CCT'));
    },
  },
  {
    ...base, ...LUATBHYT, code: 'MUC-05', title: 'Đã đủ điều kiện miễn cùng chi trả', severity: 'info',
    remedy: 'Tra tiền cùng chi trả trong năm trên Cổng; nếu vượt 6 tháng lương cơ sở thì ghi NGAY_MIEN_CCT và tính mức hưởng 100 từ thời điểm đó.',
    check: ({ dossier, summary, catalogues, eventDate, undecidable }, report) => {
      const five = text(summary, 'NAM_NAM_LIEN_TUC');
      if (text(summary, 'NGAY_MIEN_CCT') !== '' || !isDay(five) || five > eventDate) return;
      const limit = exemptionLimit(catalogues, eventDate);
      if (limit === undefined) return undecidable('tham số base-salary, copay-exempt-months hoặc copay-exempt-comparison');
      const paid = sum(costLines(dossier).map((line) => line.coPay));
      if (paid !== undefined && isPaidEnough(limit, paid)) report(at('XML1', 1, 'NGAY_MIEN_CCT'), `Riêng đợt này cùng chi trả ${formatMoney(paid)} ${limit.mustExceed ? '>' : '≥'} ${limit.months} × lương cơ sở = ${formatMoney(limit.threshold)}, đã đủ 5 năm từ ${showWhen(five)} nhưng chưa ghi NGAY_MIEN_CCT`, fieldsOf('XML1', 1, 'T_BNCCT', 'NAM_NAM_LIEN_TUC'));
    },
  },
];
