import type { Rule } from '../../../model/index.ts';
import { text } from '../../context.ts';
import { QD130, QD4750 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { daysApart, isBirth, isDay, isMoment, showWhen } from '../../when.ts';

const base = { group: 'consistency', decidedBy: 'NGAY_RA', tables: ['XML1'], ...QD130 } as const;
const here = (field: string) => at('XML1', 1, field);
/** 02, 05, 07: NGAY_RA is the last day covered by the drugs, after payment. */
const FORESEEN = new Set(['02', '05', '07']);
const NO_DAYS = new Set(['01', '07', '09']);
const COUNTED = new Set(['02', '03', '04', '06']);

/** The dates of the stay among themselves. */
export const STAY_RULES: readonly Rule[] = [
  {
    ...base, code: 'NGAY-01', title: 'Ngày vào, vào nội trú, ra sai thứ tự', severity: 'error', remedy: 'NGAY_VAO ≤ NGAY_VAO_NOI_TRU ≤ NGAY_RA.',
    check: ({ summary }, report) => {
      const steps = ['NGAY_VAO', 'NGAY_VAO_NOI_TRU', 'NGAY_RA'].map((field) => ({ field, value: text(summary, field) })).filter(({ value }) => isMoment(value));
      for (const [index, step] of steps.entries()) {
        const next = steps[index + 1];
        if (next && next.value < step.value) report(here(next.field), `${next.field} ${showWhen(next.value)} trước ${step.field} ${showWhen(step.value)}`, [here(step.field)]);
      }
    },
  },
  {
    ...base, code: 'NGAY-02', title: 'Thanh toán trước khi ra viện', severity: 'error', remedy: 'NGAY_RA ≤ NGAY_TTOAN, trừ loại hình 02, 05, 07.',
    check: ({ summary }, report) => {
      const left = text(summary, 'NGAY_RA');
      const paid = text(summary, 'NGAY_TTOAN');
      if (!isMoment(left) || !isMoment(paid)) return;
      const came = text(summary, 'NGAY_VAO');
      if (FORESEEN.has(text(summary, 'MA_LOAI_KCB'))) {
        if (isMoment(came) && paid < came) report(here('NGAY_TTOAN'), `NGAY_TTOAN ${showWhen(paid)} trước NGAY_VAO ${showWhen(came)}`, [here('NGAY_VAO')]);
      } else if (paid < left) report(here('NGAY_TTOAN'), `NGAY_TTOAN ${showWhen(paid)} trước NGAY_RA ${showWhen(left)}`, [here('NGAY_RA'), here('MA_LOAI_KCB')]);
    },
  },
  {
    ...base, ...QD4750, code: 'NGAY-06', title: 'Sai số ngày điều trị', severity: 'warning', remedy: 'Loại 01, 07, 09: 0; loại 02, 03, 04, 06: ngày ra − ngày vào + 1; loại 05: số ngày thuốc.',
    check: ({ summary, rows }, report) => {
      const type = text(summary, 'MA_LOAI_KCB');
      const written = text(summary, 'SO_NGAY_DTRI');
      if (!/^\d{1,3}$/.test(written)) return;
      const days = Number(written);
      const left = text(summary, 'NGAY_RA');
      const related = [here('MA_LOAI_KCB'), here('NGAY_VAO'), here('NGAY_RA')];
      if (NO_DAYS.has(type) && days !== 0) report(here('SO_NGAY_DTRI'), `SO_NGAY_DTRI ${days}, loại hình ${type} phải là 0`, related);
      if (COUNTED.has(type)) {
        // Counted from the arrival or from the admission: both are read out of the text.
        const counts = ['NGAY_VAO', 'NGAY_VAO_NOI_TRU'].map((field) => daysApart(text(summary, field), left) + 1).filter((count) => !Number.isNaN(count));
        if (counts.length > 0 && counts.every((count) => count >= 1) && !counts.includes(days)) report(here('SO_NGAY_DTRI'), `SO_NGAY_DTRI ${days} ≠ ${showWhen(left.slice(0, 8))} − ${showWhen(text(summary, 'NGAY_VAO').slice(0, 8))} + 1 = ${counts[0] ?? 0}`, related);
      }
      if (type === '05' && rows('XML2').length > 0) {
        // NGAY_RA is the last day of the drugs; drugs left from before may make them fewer, never more.
        const most = daysApart(text(summary, 'NGAY_VAO'), left) + 1;
        if (days === 0 || days > most) report(here('SO_NGAY_DTRI'), `SO_NGAY_DTRI ${days}, loại hình 05 là số ngày thuốc: từ 1 đến ${most} (thuốc dùng đến ${showWhen(left.slice(0, 8))})`, related);
      }
      if (type === '08') {
        const served = new Set(rows('XML3').filter((row) => text(row, 'MA_VAT_TU') === '').map((row) => text(row, 'NGAY_YL').slice(0, 8)).filter(isDay));
        if (served.size > 0 && days > daysApart(text(summary, 'NGAY_VAO'), left) + 1) report(here('SO_NGAY_DTRI'), `SO_NGAY_DTRI ${days} nhiều hơn số ngày của đợt; có dịch vụ trong ${served.size} ngày`, related);
      }
    },
  },
  {
    ...base, code: 'NGAY-07', title: 'Lượt khám kéo dài quá một ngày', severity: 'warning', remedy: 'Lượt khám (loại 01) kết thúc trong ngày; nếu điều trị tiếp thì ghi loại hình 02, 05, 08 hoặc nội trú.',
    check: ({ summary }, report) => {
      const came = text(summary, 'NGAY_VAO');
      const left = text(summary, 'NGAY_RA');
      if (text(summary, 'MA_LOAI_KCB') === '01' && daysApart(came, left) > 1) report(here('NGAY_RA'), `Loại hình 01 nhưng vào ${showWhen(came)}, ra ${showWhen(left)}`, [here('NGAY_VAO'), here('MA_LOAI_KCB')]);
    },
  },
  {
    ...base, code: 'NGAY-08', title: 'Ngày ở tương lai', severity: 'error', tables: ['XML0', 'XML1', 'XML2', 'XML3'], remedy: 'Kiểm tra đồng hồ máy và ngày đã nhập; không gửi chi phí chưa phát sinh.',
    check: (context, report) => {
      if (!isDay(context.asOf)) return;
      for (const [table, fields] of [['XML0', ['NGAY_VAO', 'NGAY_YL']], ['XML1', ['NGAY_VAO', 'NGAY_TTOAN', 'NGAY_SINH']], ['XML2', ['NGAY_YL']], ['XML3', ['NGAY_YL']]] as const) {
        context.rows(table).forEach((row, index) => {
          for (const field of fields) {
            const value = text(row, field);
            if (value.length >= 8 && value.slice(0, 8) > context.asOf && isDay(value.slice(0, 8))) report(at(table, index + 1, field), `${table} dòng ${index + 1}: ${field} ${showWhen(value)} sau ngày kiểm ${showWhen(context.asOf)}`);
          }
        });
      }
      const left = text(context.summary, 'NGAY_RA');
      if (!FORESEEN.has(text(context.summary, 'MA_LOAI_KCB')) && isMoment(left) && left.slice(0, 8) > context.asOf) report(here('NGAY_RA'), `NGAY_RA ${showWhen(left)} sau ngày kiểm ${showWhen(context.asOf)}`);
    },
  },
  {
    ...base, ...QD4750, code: 'NGAY-09', title: 'Giờ ra của đợt cấp thuốc', severity: 'warning', remedy: 'Loại hình 02, 05, 07: NGAY_RA là ngày cuối dùng thuốc hoặc dịch vụ, giờ phút 2359.',
    check: ({ summary }, report) => {
      const left = text(summary, 'NGAY_RA');
      const type = text(summary, 'MA_LOAI_KCB');
      // Transferred patients leave when they leave.
      if (FORESEEN.has(type) && isMoment(left) && !left.endsWith('2359') && text(summary, 'MA_LOAI_RV') === '1') report(here('NGAY_RA'), `Loại hình ${type}: NGAY_RA ${showWhen(left)} không kết thúc bằng 2359`, [here('MA_LOAI_KCB')]);
    },
  },
  {
    ...base, code: 'NGAY-17', title: 'Ngày sinh không hợp lý', severity: 'warning', tables: ['XML0', 'XML1'], remedy: 'Sửa NGAY_SINH theo giấy tờ; trẻ đến 28 ngày tuổi ghi đủ giờ phút sinh.',
    check: (context, report) => {
      for (const table of ['XML0', 'XML1'] as const) {
        context.rows(table).forEach((row, index) => {
          const born = text(row, 'NGAY_SINH');
          const came = text(row, 'NGAY_VAO');
          if (!isBirth(born) || !isMoment(came)) return;
          const place = at(table, index + 1, 'NGAY_SINH');
          const related = fieldsOf(table, index + 1, 'NGAY_VAO');
          if (born.slice(0, 8) > came.slice(0, 8)) return report(place, `NGAY_SINH ${showWhen(born)} sau NGAY_VAO ${showWhen(came)}`, related);
          const years = Number(came.slice(0, 4)) - Number(born.slice(0, 4));
          if (years > 120) report(place, `NGAY_SINH ${born}: người bệnh ${years} tuổi`, related);
          const newborn = context.catalogues.parameter('newborn-days', context.eventDate);
          const days = daysApart(born, came);
          if (newborn !== undefined && days >= 0 && days <= Number(newborn) && born.endsWith('0000')) report(place, `Trẻ ${days} ngày tuổi nhưng NGAY_SINH ${born} không có giờ phút sinh`, related);
        });
      }
    },
  },
  {
    ...base, code: 'NGAY-21', title: 'Ngày lập tệp trước ngày vào', severity: 'warning', remedy: 'NGAYLAP là ngày xuất tệp, không thể trước khi người bệnh đến khám.',
    check: ({ dossier, summary }, report) => {
      const came = text(summary, 'NGAY_VAO').slice(0, 8);
      if (isDay(dossier.createdOn) && isDay(came) && dossier.createdOn < came) report(here('NGAY_VAO'), `NGAYLAP ${showWhen(dossier.createdOn)} trước NGAY_VAO ${showWhen(came)}`);
    },
  },
];
