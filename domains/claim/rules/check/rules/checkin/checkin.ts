import type { Rule } from '../../../model/index.ts';
import { text } from '../../context.ts';
import { QD130, QD4750 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { isDay, isMoment, showWhen } from '../../when.ts';

const base = { group: 'structure', severity: 'error', decidedBy: 'NGAY_VAO', tables: ['XML0'], ...QD130 } as const;
const FIRST_COST = ['MA_DICH_VU', 'MA_THUOC', 'MA_VAT_TU'] as const;

/** The check-in (XML0) and the medical assessment (XML12), which travel in files of their own. */
export const CHECKIN_RULES: readonly Rule[] = [
  {
    ...base, ...QD4750, code: 'TN-01', title: 'Check-in phải có đúng một loại chi phí đầu tiên', remedy: 'Ghi đúng một trong MA_DICH_VU, MA_THUOC, MA_VAT_TU.',
    check: ({ rows }, report) => {
      rows('XML0').forEach((row, index) => {
        const written = FIRST_COST.filter((field) => text(row, field) !== '');
        if (written.length === 1) return;
        const message = written.length === 0 ? 'không có chi phí đầu tiên nào (MA_DICH_VU, MA_THUOC, MA_VAT_TU đều trống)' : `có ${written.length} loại chi phí đầu tiên (${written.join(', ')}), chỉ được một`;
        report(at('XML0', index + 1, written[0] ?? 'MA_DICH_VU'), `XML0 dòng ${index + 1}: ${message}`, fieldsOf('XML0', index + 1, ...FIRST_COST));
      });
    },
  },
  {
    ...base, code: 'TN-02', title: 'Thời điểm check-in sai thứ tự', remedy: 'NGAY_VAO ≤ NGAY_VAO_NOI_TRU và NGAY_VAO ≤ NGAY_YL.',
    check: ({ rows }, report) => {
      rows('XML0').forEach((row, index) => {
        const came = text(row, 'NGAY_VAO');
        for (const field of ['NGAY_VAO_NOI_TRU', 'NGAY_YL']) {
          const value = text(row, field);
          if (isMoment(came) && isMoment(value) && value < came) report(at('XML0', index + 1, field), `XML0 dòng ${index + 1}: ${field} ${showWhen(value)} trước NGAY_VAO ${showWhen(came)}`, fieldsOf('XML0', index + 1, 'NGAY_VAO'));
        }
      });
    },
  },
  {
    ...base, ...QD4750, code: 'TN-03', title: 'Cấp cứu không gửi check-in', severity: 'info', remedy: 'Người bệnh cấp cứu (mã 2) không phải gửi XML0; kiểm tra MA_DOITUONG_KCB.',
    check: ({ rows }, report) => {
      rows('XML0').forEach((row, index) => {
        if (text(row, 'MA_DOITUONG_KCB') === '2') report(at('XML0', index + 1, 'MA_DOITUONG_KCB'), `XML0 dòng ${index + 1}: người bệnh cấp cứu không phải gửi check-in`);
      });
    },
  },
  {
    ...base, code: 'TN-04', title: 'Thẻ không có giá trị khi check-in', group: 'card', severity: 'warning', remedy: 'Tra lại thời hạn thẻ trên Cổng trước khi tiếp nhận.',
    check: ({ rows }, report) => {
      rows('XML0').forEach((row, index) => {
        const day = text(row, 'NGAY_VAO').slice(0, 8);
        const from = text(row, 'GT_THE_TU');
        const to = text(row, 'GT_THE_DEN');
        if (!isDay(day)) return;
        if (isDay(from) && day < from) report(at('XML0', index + 1, 'GT_THE_TU'), `XML0 dòng ${index + 1}: đến khám ${showWhen(day)} trước ngày thẻ có giá trị ${showWhen(from)}`, fieldsOf('XML0', index + 1, 'NGAY_VAO'));
        if (isDay(to) && day > to) report(at('XML0', index + 1, 'GT_THE_DEN'), `XML0 dòng ${index + 1}: đến khám ${showWhen(day)} sau ngày thẻ hết giá trị ${showWhen(to)}`, fieldsOf('XML0', index + 1, 'NGAY_VAO'));
      });
    },
  },
  {
    ...base, code: 'GD-01', title: 'Ngày của giám định y khoa sai thứ tự', severity: 'warning', tables: ['XML12'], remedy: 'NGAY_DE_NGHI ≤ NGAY_HOP; ngày sinh và ngày cấp giấy tờ trước ngày họp.',
    check: ({ rows }, report) => {
      rows('XML12').forEach((row, index) => {
        const met = text(row, 'NGAY_HOP');
        for (const field of ['NGAY_DE_NGHI', 'NGAY_SINH', 'NGAY_CAP_CCCD']) {
          const value = text(row, field);
          if (isDay(met) && isDay(value) && value > met) report(at('XML12', index + 1, field), `XML12 dòng ${index + 1}: ${field} ${showWhen(value)} sau NGAY_HOP ${showWhen(met)}`, fieldsOf('XML12', index + 1, 'NGAY_HOP'));
        }
      });
    },
  },
  {
    ...base, code: 'GD-02', title: 'Mã đối tượng giám định không có trong quy định', tables: ['XML12'], remedy: 'Dùng BB, BHXH1L, BNN, CĐHH, KNLĐH, KNLĐT, NKT, NVQS, TB, TH, TNLĐ; nhiều mã nối bằng ";".',
    check: ({ rows }, report) => {
      rows('XML12').forEach((row, index) => {
        const strange = text(row, 'MA_DOI_TUONG').normalize('NFC').split(';').map((item) => item.trim()).find((item) => item !== '' && !ASSESSED.has(item));
        if (strange !== undefined) report(at('XML12', index + 1, 'MA_DOI_TUONG'), `XML12 dòng ${index + 1}: mã đối tượng «${strange.slice(0, 20)}» không có trong quy định`);
      });
    },
  },
  {
    ...base, code: 'GD-03', title: 'Tổng tỷ lệ tổn thương nhỏ hơn tỷ lệ lần này', severity: 'warning', tables: ['XML12'], remedy: 'TONG_TYLE_TTCT không nhỏ hơn TYLE_TTCT_MOI.',
    check: ({ rows }, report) => {
      rows('XML12').forEach((row, index) => {
        const total = text(row, 'TONG_TYLE_TTCT');
        const now = text(row, 'TYLE_TTCT_MOI');
        if (/^\d+$/.test(total) && /^\d+$/.test(now) && Number(total) < Number(now)) report(at('XML12', index + 1, 'TONG_TYLE_TTCT'), `XML12 dòng ${index + 1}: TONG_TYLE_TTCT ${total} < TYLE_TTCT_MOI ${now}`, fieldsOf('XML12', index + 1, 'TYLE_TTCT_MOI'));
      });
    },
  },
];

const ASSESSED = new Set(['BB', 'BHXH1L', 'BNN', 'CĐHH', 'KNLĐH', 'KNLĐT', 'NKT', 'NVQS', 'TB', 'TH', 'TNLĐ']);
