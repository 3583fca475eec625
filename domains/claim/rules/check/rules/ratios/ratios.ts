import type { Rule, RuleContext } from '../../../model/index.ts';
import { formatPercent, formatUnit, parsePercent } from '../../../money/index.ts';
import { costLines, type CostLine } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { QD130, TT35 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { daysApart, isMoment, minutesApart, showWhen } from '../../when.ts';

const base = { group: 'ratio', severity: 'warning', decidedBy: 'NGAY_RA', tables: ['XML3'] } as const;

const ofGroup = ({ dossier }: RuleContext, ...groups: readonly string[]): readonly CostLine[] =>
  costLines(dossier).filter((line) => line.table === 'XML3' && groups.includes(text(line.fields, 'MA_NHOM')));

const when = (line: CostLine, field = 'NGAY_YL'): string => text(line.fields, field);
const rate = (line: CostLine): string => formatPercent(line.serviceRate ?? 0n);

/** A list of percentages of the day, as hundredths of a per cent: `100;30;10` → 10000, 3000, 1000. Undefined when the parameter is missing. */
function rates({ catalogues, eventDate, undecidable }: RuleContext, name: string): readonly bigint[] | undefined {
  const listed = catalogues.parameter(name, eventDate)?.split(';').map(parsePercent).filter((value) => value !== undefined);
  if (!listed || listed.length === 0) undecidable(`tham số ${name}`);
  return listed;
}

const shown = (values: readonly bigint[]): string => [...new Set(values)].map(formatPercent).join(', ');

/** A day is a day in hospital or part of one; some outcomes add one (price circular on bed days). */
function allowedBedDays({ summary }: RuleContext, shortStay: number): number | undefined {
  const came = text(summary, 'NGAY_VAO');
  const left = text(summary, 'NGAY_RA');
  if (!isMoment(came) || !isMoment(left)) return undefined;
  const minutes = minutesApart(came, left);
  if (minutes < shortStay) return 0;
  if (minutes <= 1_440) return 1;
  const worse = ['3', '4', '5', '6'].includes(text(summary, 'KET_QUA_DTRI')) || ['2', '3', '4'].includes(text(summary, 'MA_LOAI_RV'));
  return daysApart(came, left) + (worse ? 1 : 0);
}

/** TYLE_TT_DV of examinations, beds and operations; bed days; short stays. */
export const RATIO_RULES: readonly Rule[] = [
  {
    ...base, ...TT35, code: 'TYLE-01', title: 'Tỷ lệ các lần khám trong ngày', remedy: 'Lần khám thứ nhất 100, thứ hai đến thứ tư 30, thứ năm 10, từ thứ sáu 0.',
    check: (context, report) => {
      const steps = rates(context, 'examination-rates');
      if (!steps) return;
      const days = Map.groupBy(ofGroup(context, '13').filter((line) => line.serviceRate !== undefined && text(line.fields, 'PHAM_VI') !== '2' && line.insuredPrice !== 0n), (line) => line.day);
      for (const [day, lines] of days) {
        const ordered = [...lines].sort((left, right) => Number((right.serviceRate ?? 0n) - (left.serviceRate ?? 0n)) || (when(left) < when(right) ? -1 : 1));
        ordered.forEach((line, nth) => {
          const most = steps[nth] ?? 0n;
          if (line.serviceRate !== undefined && line.serviceRate > most) report(at('XML3', line.row, 'TYLE_TT_DV'), `XML3 dòng ${line.row}: lần khám thứ ${nth + 1} trong ngày ${showWhen(day)} có TYLE_TT_DV ${rate(line)}, chỉ được ${formatPercent(most)}`, lines.filter((other) => other !== line).map((other) => at('XML3', other.row, 'TYLE_TT_DV')));
          else if (line.serviceRate !== undefined && !steps.includes(line.serviceRate)) report(at('XML3', line.row, 'TYLE_TT_DV'), `XML3 dòng ${line.row}: TYLE_TT_DV ${rate(line)} của lần khám không phải ${shown(steps)}`);
        });
      }
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-02', title: 'Tỷ lệ giường ghép', remedy: 'Nằm một mình 100; ghép 2 người 50; ghép từ 3 người 33.',
    check: (context, report) => {
      const allowed = rates(context, 'bed-rates');
      for (const line of allowed ? ofGroup(context, '14', '15', '16') : []) {
        if (allowed && line.serviceRate !== undefined && !allowed.includes(line.serviceRate)) report(at('XML3', line.row, 'TYLE_TT_DV'), `XML3 dòng ${line.row}: TYLE_TT_DV ${rate(line)} của giường không phải ${shown(allowed)}`);
      }
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-03', title: 'Phẫu thuật thứ hai trong một lần mổ thanh toán đủ', remedy: 'Từ phẫu thuật thứ hai trong cùng một lần mổ: 50 (cùng kíp) hoặc 80 (khác kíp, hoặc là thủ thuật).',
    check: (context, report) => {
      const operations = ofGroup(context, '8').filter((line) => line.serviceRate === 10_000n && line.insured !== 0n && isMoment(when(line, 'NGAY_TH_YL')));
      for (const [start, lines] of Map.groupBy(operations, (line) => when(line, 'NGAY_TH_YL'))) {
        const [first, ...more] = lines;
        for (const line of more) report(at('XML3', line.row, 'TYLE_TT_DV'), `XML3 dòng ${line.row}: phẫu thuật ${text(line.fields, 'MA_DICH_VU')} bắt đầu cùng lúc ${showWhen(start)} với dòng ${first?.row ?? 0}, cả hai đều TYLE_TT_DV 100`, first ? [at('XML3', first.row, 'TYLE_TT_DV')] : []);
      }
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-04', title: 'Tỷ lệ phẫu thuật, thủ thuật khác thường', remedy: 'TYLE_TT_DV của phẫu thuật, thủ thuật là 100, 80 hoặc 50.',
    check: (context, report) => {
      const allowed = rates(context, 'operation-rates');
      for (const line of allowed ? ofGroup(context, '8', '18') : []) {
        if (allowed && line.serviceRate !== undefined && !allowed.includes(line.serviceRate)) report(at('XML3', line.row, 'TYLE_TT_DV'), `XML3 dòng ${line.row}: TYLE_TT_DV ${rate(line)} của phẫu thuật, thủ thuật không phải ${shown(allowed)}`);
      }
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-05', title: 'Thừa ngày giường', remedy: 'Số ngày giường = ngày ra − ngày vào (cộng 1 khi nặng hơn, tử vong, chuyển cơ sở…); dưới 24 giờ tối đa 1; dưới 4 giờ không có giường.',
    check: (context, report) => {
      const type = text(context.summary, 'MA_LOAI_KCB');
      const beds = ofGroup(context, '15').filter((line) => line.insured !== 0n);
      if (type !== '03' || beds.length === 0) return;
      const shortStay = context.catalogues.parameter('short-stay-minutes', context.eventDate);
      if (shortStay === undefined) return context.undecidable('tham số short-stay-minutes');
      const most = allowedBedDays(context, Number(shortStay));
      if (most === undefined) return;
      const days = beds.reduce((total, line) => total + (line.quantity ?? 0n), 0n);
      const last = beds.at(-1);
      if (last && days > BigInt(most) * 1000n) report(at('XML3', last.row, 'SO_LUONG'), `Tổng ${formatUnit(days)} ngày giường, chỉ được ${most} (vào ${showWhen(text(context.summary, 'NGAY_VAO'))}, ra ${showWhen(text(context.summary, 'NGAY_RA'))})`, [...beds.slice(0, -1).map((line) => at('XML3', line.row, 'SO_LUONG')), ...fieldsOf('XML1', 1, 'NGAY_VAO', 'NGAY_RA', 'KET_QUA_DTRI', 'MA_LOAI_RV')]);
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-06', title: 'Nhiều tiền khám cho người bệnh nội trú', remedy: 'Người bệnh vào nội trú được thanh toán tối đa một lần khám.',
    check: (context, report) => {
      if (!['03', '09'].includes(text(context.summary, 'MA_LOAI_KCB'))) return;
      const [first, ...more] = ofGroup(context, '13').filter((line) => line.fund !== undefined && line.fund > 0n);
      for (const line of more) report(at('XML3', line.row, 'MA_NHOM'), `XML3 dòng ${line.row}: lần khám thứ hai trở đi của đợt nội trú (lần thứ nhất ở dòng ${first?.row ?? 0})`, first ? [at('XML3', first.row, 'MA_NHOM')] : []);
    },
  },
  {
    ...base, ...QD130, code: 'TYLE-07', title: 'Giường nội trú sai loại hình', remedy: 'Bỏ tiền giường hoặc sửa MA_LOAI_KCB; dưới 4 giờ và khám ngoại trú không có giường nội trú.',
    check: (context, report) => {
      const type = text(context.summary, 'MA_LOAI_KCB');
      if (!['01', '02', '05', '07', '08', '09'].includes(type)) return;
      for (const line of ofGroup(context, '15')) report(at('XML3', line.row, 'MA_NHOM'), `XML3 dòng ${line.row}: giường nội trú (MA_NHOM 15) nhưng MA_LOAI_KCB là ${type}`, fieldsOf('XML1', 1, 'MA_LOAI_KCB'));
    },
  },
  {
    ...base, ...QD130, code: 'TYLE-08', title: 'Nội trú dưới 4 giờ sai mã', tables: ['XML1'], remedy: 'Điều trị nội trú dưới 4 giờ ghi MA_LOAI_KCB 09; từ 4 giờ ghi 03.',
    check: ({ summary, catalogues, eventDate, undecidable }, report) => {
      const type = text(summary, 'MA_LOAI_KCB');
      const shortStay = Number(catalogues.parameter('short-stay-minutes', eventDate) ?? Number.NaN);
      if (Number.isNaN(shortStay)) return undecidable('tham số short-stay-minutes');
      const minutes = minutesApart(text(summary, 'NGAY_VAO'), text(summary, 'NGAY_RA'));
      const related = fieldsOf('XML1', 1, 'NGAY_VAO', 'NGAY_RA', 'NGAY_VAO_NOI_TRU');
      if (type === '03' && minutes >= 0 && minutes < shortStay) report(at('XML1', 1, 'MA_LOAI_KCB'), `MA_LOAI_KCB 03 nhưng đợt điều trị chỉ ${minutes} phút (dưới ${shortStay / 60} giờ)`, related);
      const admitted = minutesApart(text(summary, 'NGAY_VAO_NOI_TRU') || text(summary, 'NGAY_VAO'), text(summary, 'NGAY_RA'));
      if (type === '09' && admitted >= shortStay) report(at('XML1', 1, 'MA_LOAI_KCB'), `MA_LOAI_KCB 09 (dưới ${shortStay / 60} giờ) nhưng đợt điều trị ${admitted} phút`, related);
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-09', title: 'Hai giường cùng lúc', severity: 'info', remedy: 'Thời gian dùng các giường không chồng nhau; chuyển khoa trong ngày tính 0,5 ngày mỗi nơi.',
    check: (context, report) => {
      const beds = ofGroup(context, '15', '16').filter((line) => isMoment(when(line)) && isMoment(when(line, 'NGAY_KQ'))).sort((left, right) => (when(left) < when(right) ? -1 : 1));
      for (const [index, line] of beds.entries()) {
        const next = beds[index + 1];
        if (next && when(next) < when(line, 'NGAY_KQ')) report(at('XML3', next.row, 'NGAY_YL'), `XML3 dòng ${next.row}: giường bắt đầu ${showWhen(when(next))} khi giường dòng ${line.row} còn dùng đến ${showWhen(when(line, 'NGAY_KQ'))}`, [at('XML3', line.row, 'NGAY_KQ')]);
      }
    },
  },
  {
    ...base, ...TT35, code: 'TYLE-10', title: 'Tỷ lệ đặc biệt ở nhóm không có quy định', severity: 'info', remedy: 'Xét nghiệm, chẩn đoán hình ảnh, vật tư ghi TYLE_TT_DV 100 trừ khi có quy định riêng.',
    check: (context, report) => {
      for (const line of ofGroup(context, '1', '2', '3', '10', '12')) {
        if (line.serviceRate !== undefined && line.serviceRate !== 10_000n && line.insured !== 0n) report(at('XML3', line.row, 'TYLE_TT_DV'), `XML3 dòng ${line.row}: TYLE_TT_DV ${rate(line)} ở MA_NHOM ${text(line.fields, 'MA_NHOM')}`);
      }
    },
  },
];
