import type { Rule, Row, RuleContext, TableName } from '../../../model/index.ts';
import { text } from '../../context.ts';
import { QD130, QD4750, TT48 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { daysApart, isDay, isMoment, showWhen } from '../../when.ts';

const base = { group: 'consistency', decidedBy: 'NGAY_YL', ...QD130 } as const;
const COSTS = ['XML2', 'XML3'] as const;

const eachCost = (context: RuleContext, look: (table: TableName, row: Row, number: number) => void): void => {
  for (const table of COSTS) context.rows(table).forEach((row, index) => look(table, row, index + 1));
};

/** Order, execution and result of each line against each other and against the stay. */
export const ORDER_RULES: readonly Rule[] = [
  {
    ...base, code: 'NGAY-03', decidedBy: 'NGAY_RA', title: 'Y lệnh ngoài đợt điều trị', severity: 'warning', tables: COSTS, remedy: 'NGAY_YL nằm trong khoảng NGAY_VAO – NGAY_RA.',
    check: (context, report) => {
      const came = text(context.summary, 'NGAY_VAO');
      const left = text(context.summary, 'NGAY_RA');
      eachCost(context, (table, row, number) => {
        const ordered = text(row, 'NGAY_YL');
        if (!isMoment(ordered)) return;
        if (isMoment(came) && ordered < came) report(at(table, number, 'NGAY_YL'), `${table} dòng ${number}: NGAY_YL ${showWhen(ordered)} trước NGAY_VAO ${showWhen(came)}`, fieldsOf('XML1', 1, 'NGAY_VAO'));
        else if (isMoment(left) && ordered > left) report(at(table, number, 'NGAY_YL'), `${table} dòng ${number}: NGAY_YL ${showWhen(ordered)} sau NGAY_RA ${showWhen(left)}`, fieldsOf('XML1', 1, 'NGAY_RA'));
      });
    },
  },
  {
    ...base, code: 'NGAY-04', decidedBy: 'NGAY_RA', title: 'Thực hiện trước khi có y lệnh', severity: 'error', tables: COSTS, remedy: 'NGAY_YL ≤ NGAY_TH_YL.',
    check: (context, report) => {
      eachCost(context, (table, row, number) => {
        const ordered = text(row, 'NGAY_YL');
        const done = text(row, 'NGAY_TH_YL');
        if (isMoment(ordered) && isMoment(done) && done < ordered) report(at(table, number, 'NGAY_TH_YL'), `${table} dòng ${number}: NGAY_TH_YL ${showWhen(done)} trước NGAY_YL ${showWhen(ordered)}`, fieldsOf(table, number, 'NGAY_YL'));
      });
    },
  },
  {
    ...base, code: 'NGAY-05', decidedBy: 'NGAY_RA', title: 'Kết quả trước khi có y lệnh hoặc thực hiện', severity: 'error', tables: ['XML3'], remedy: 'NGAY_YL ≤ NGAY_TH_YL ≤ NGAY_KQ.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const result = text(row, 'NGAY_KQ');
        const place = at('XML3', index + 1, 'NGAY_KQ');
        for (const field of ['NGAY_YL', 'NGAY_TH_YL']) {
          const before = text(row, field);
          if (!isMoment(result) || !isMoment(before) || result >= before) continue;
          report(place, `XML3 dòng ${index + 1}: NGAY_KQ ${showWhen(result)} trước ${field} ${showWhen(before)}`, fieldsOf('XML3', index + 1, 'NGAY_YL', 'NGAY_TH_YL'));
          return;
        }
      });
    },
  },
  {
    ...base, ...TT48, code: 'NGAY-15', title: 'Kê đơn ngoại trú vào ngày nghỉ', group: 'facility', severity: 'info', tables: ['XML2'], remedy: 'Kiểm tra cơ sở có đăng ký khám ngày nghỉ; thuốc dùng cho ngày nghỉ thường ghi y lệnh ở ngày làm việc trước đó.',
    check: (context, report) => {
      const type = text(context.summary, 'MA_LOAI_KCB');
      if (!['05', '07'].includes(type) || text(context.summary, 'MA_DOITUONG_KCB') === '2') return;
      const said = new Set<string>();
      context.rows('XML2').forEach((row, index) => {
        const day = text(row, 'NGAY_YL').slice(0, 8);
        if (!isDay(day) || said.has(day)) return;
        said.add(day);
        const off = context.catalogues.isDayOff(day);
        if (off === undefined) context.undecidable(`ngày nghỉ lễ năm ${day.slice(0, 4)}`);
        else if (off) report(at('XML2', index + 1, 'NGAY_YL'), `XML2 dòng ${index + 1}: y lệnh ngày nghỉ ${showWhen(day)}`);
      });
    },
  },
  {
    ...base, code: 'NGAY-16', title: 'Kết quả quá muộn', group: 'interval', severity: 'warning', decidedBy: 'NGAY_RA', tables: ['XML3', 'XML4'], remedy: 'Kết quả bổ sung không quá số ngày quy định sau khi kết thúc đợt.',
    check: (context, report) => {
      const left = text(context.summary, 'NGAY_RA').slice(0, 8);
      if (!isDay(left)) return;
      const most = context.catalogues.parameter('result-late-days', left);
      if (most === undefined) return context.undecidable('tham số result-late-days');
      for (const table of ['XML3', 'XML4'] as const) {
        context.rows(table).forEach((row, index) => {
          const result = text(row, 'NGAY_KQ');
          if (isMoment(result) && daysApart(left, result) > Number(most)) report(at(table, index + 1, 'NGAY_KQ'), `${table} dòng ${index + 1}: NGAY_KQ ${showWhen(result)} muộn ${daysApart(left, result)} ngày sau ngày ra ${showWhen(left)}, tối đa ${most}`, fieldsOf('XML1', 1, 'NGAY_RA'));
        });
      }
    },
  },
  {
    ...base, code: 'NGAY-18', title: 'Diễn biến ngoài đợt điều trị', severity: 'info', decidedBy: 'NGAY_RA', tables: ['XML5'], remedy: 'THOI_DIEM_DBLS nằm trong khoảng NGAY_VAO – NGAY_RA.',
    check: (context, report) => {
      const came = text(context.summary, 'NGAY_VAO');
      const left = text(context.summary, 'NGAY_RA');
      context.rows('XML5').forEach((row, index) => {
        const noted = text(row, 'THOI_DIEM_DBLS');
        if (!isMoment(noted) || !isMoment(came) || !isMoment(left)) return;
        if (noted < came || noted > left) report(at('XML5', index + 1, 'THOI_DIEM_DBLS'), `XML5 dòng ${index + 1}: THOI_DIEM_DBLS ${showWhen(noted)} ngoài đợt ${showWhen(came)} – ${showWhen(left)}`, fieldsOf('XML1', 1, 'NGAY_VAO', 'NGAY_RA'));
      });
    },
  },
  {
    ...base, ...QD4750, code: 'NGAY-19', title: 'Kết quả cận lâm sàng trước y lệnh', severity: 'warning', decidedBy: 'NGAY_RA', tables: ['XML4'], remedy: 'NGAY_KQ ở XML4 không trước NGAY_YL của dịch vụ ở XML3.',
    check: (context, report) => {
      const first = new Map<string, string>();
      for (const row of context.rows('XML3')) {
        const code = text(row, 'MA_DICH_VU');
        const ordered = text(row, 'NGAY_YL');
        if (code !== '' && isMoment(ordered) && ordered < (first.get(code) ?? '9')) first.set(code, ordered);
      }
      context.rows('XML4').forEach((row, index) => {
        const result = text(row, 'NGAY_KQ');
        const ordered = first.get(text(row, 'MA_DICH_VU'));
        if (ordered !== undefined && isMoment(result) && result < ordered) report(at('XML4', index + 1, 'NGAY_KQ'), `XML4 dòng ${index + 1}: NGAY_KQ ${showWhen(result)} trước y lệnh ${showWhen(ordered)} của dịch vụ ${text(row, 'MA_DICH_VU')}`);
      });
    },
  },
];
