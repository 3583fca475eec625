import type { Rule, RuleContext, TableName } from '../../../model/index.ts';
import { text } from '../../context.ts';
import { QD130, QD3176, QD4750 } from '../../laws.ts';
import { at, wholeTable } from '../../place.ts';

const has = (context: RuleContext, table: TableName): boolean => context.rows(table).length > 0;
const visitType = (context: RuleContext): string => text(context.summary, 'MA_LOAI_KCB');
const TRANSFERRED = new Set(['2', '5']);
/** Diseases' course is written where the patient is under treatment (envelope §7). */
const WITH_COURSE = new Set(['02', '03', '04', '05', '06', '08', '09']);
const SUMMARY_130 = new Set(['03', '04', '06']);
const SUMMARY_3176 = new Set(['02', '03', '04', '05', '06', '08', '09']);
const DISCHARGE = new Set(['03', '04', '09']);
/** What the main diagnosis or another field lets expect, and the table for it. */
const EXPECTED: readonly (readonly [table: TableName, field: string, pattern: RegExp, since: string, what: string])[] = [
  ['XML6', 'MA_BENH_CHINH', /^B2[0-4]/, QD130.validFrom, 'hồ sơ điều trị HIV'], ['XML15', 'MA_BENH_CHINH', /^A1[5-9]/, QD4750.validFrom, 'hồ sơ điều trị lao'], ['XML9', 'CAN_NANG_CON', /\d/, QD130.validFrom, 'giấy chứng sinh'],
];

const base = { group: 'structure', decidedBy: 'NGAY_RA' } as const;

/** Which tables a dossier must have, by the kind of visit. */
export const TABLE_RULES: readonly Rule[] = [
  {
    ...base, ...QD130, code: 'BANG-01', title: 'Thiếu bảng XML1', severity: 'error', tables: [],
    remedy: 'Gửi kèm bảng tổng hợp XML1 của đợt khám bệnh, chữa bệnh.',
    check: (context, report) => {
      if (context.dossier.kind === 'claim' && !has(context, 'XML1')) report(wholeTable('XML1'), 'Hồ sơ không có bảng XML1 (tổng hợp khám bệnh, chữa bệnh)');
    },
  },
  {
    ...base, ...QD130, code: 'BANG-02', title: 'Thiếu giấy ra viện', severity: 'warning', tables: ['XML1'],
    remedy: 'Lập giấy ra viện (XML7) cho đợt nội trú, hoặc kiểm tra lại MA_LOAI_KCB, MA_LOAI_RV.',
    check: (context, report) => {
      const type = visitType(context);
      const exit = text(context.summary, 'MA_LOAI_RV');
      // Absconded, transferred (with XML13 instead) and dead patients leave without one.
      if (!DISCHARGE.has(type) || exit === '3' || TRANSFERRED.has(exit) || text(context.summary, 'KET_QUA_DTRI') === '5' || has(context, 'XML7')) return;
      report(wholeTable('XML7'), `Đợt điều trị loại ${type} ra viện (MA_LOAI_RV ${exit}) nhưng không có giấy ra viện XML7`, [at('XML1', 1, 'MA_LOAI_KCB')]);
    },
  },
  {
    ...base, ...QD130, code: 'BANG-03', title: 'Tóm tắt bệnh án sai loại hình', severity: 'warning', tables: ['XML8'],
    remedy: 'Chỉ gửi XML8 cho loại hình có điều trị, hoặc sửa MA_LOAI_KCB.',
    check: (context, report) => {
      const type = visitType(context);
      const allowed = context.eventDate >= QD3176.validFrom ? SUMMARY_3176 : SUMMARY_130;
      if (has(context, 'XML8') && type !== '' && !allowed.has(type)) report(at('XML1', 1, 'MA_LOAI_KCB'), `XML8 không dùng cho MA_LOAI_KCB ${type}`, [wholeTable('XML8')]);
    },
  },
  {
    ...base, ...QD4750, code: 'BANG-04', title: 'Giấy chuyển cơ sở và loại ra viện không khớp', severity: 'warning', tables: ['XML1'],
    remedy: 'Chuyển cơ sở (MA_LOAI_RV 2 hoặc 5) phải có XML13; không chuyển thì bỏ XML13.',
    check: (context, report) => {
      const exit = text(context.summary, 'MA_LOAI_RV');
      const place = at('XML1', 1, 'MA_LOAI_RV');
      // The slip is one of the health insurance: who pays for himself is transferred without it.
      if (exit === '2' && text(context.summary, 'MA_THE_BHYT') !== '' && !has(context, 'XML13')) report(wholeTable('XML13'), 'MA_LOAI_RV 2 (chuyển theo yêu cầu chuyên môn) nhưng không có giấy chuyển XML13', [place]);
      if (has(context, 'XML13') && exit !== '' && !TRANSFERRED.has(exit)) report(place, `Có giấy chuyển XML13 nhưng MA_LOAI_RV là ${exit}, không phải 2 hoặc 5`, [wholeTable('XML13')]);
    },
  },
  {
    ...base, ...QD4750, code: 'BANG-05', title: 'Giấy hẹn khám lại và ngày tái khám không khớp', severity: 'warning', tables: ['XML1'],
    remedy: 'Có NGAY_TAI_KHAM thì gửi XML14; có XML14 thì ghi NGAY_TAI_KHAM ở XML1.',
    check: (context, report) => {
      const planned = text(context.summary, 'NGAY_TAI_KHAM');
      const place = at('XML1', 1, 'NGAY_TAI_KHAM');
      if (planned !== '' && !has(context, 'XML14')) report(place, `Có NGAY_TAI_KHAM ${planned} nhưng không có giấy hẹn khám lại XML14`, [wholeTable('XML14')]);
      if (planned === '' && has(context, 'XML14')) report(place, 'Có giấy hẹn khám lại XML14 nhưng XML1 bỏ trống NGAY_TAI_KHAM', [at('XML14', 1, 'NGAY_HEN_KL')]);
    },
  },
  {
    ...base, ...QD130, code: 'BANG-06', title: 'Thiếu diễn biến lâm sàng', severity: 'warning', tables: ['XML1'],
    remedy: 'Gửi bảng XML5 với diễn biến của các ngày điều trị.',
    check: (context, report) => {
      const type = visitType(context);
      if (WITH_COURSE.has(type) && !has(context, 'XML5')) report(wholeTable('XML5'), `MA_LOAI_KCB ${type} phải có bảng XML5 (diễn biến lâm sàng) nhưng hồ sơ không có`, [at('XML1', 1, 'MA_LOAI_KCB')]);
    },
  },
  {
    ...base, ...QD130, code: 'BANG-07', title: 'Có cận lâm sàng nhưng không có kết quả', severity: 'info', tables: ['XML3'],
    remedy: 'Gửi bảng XML4 với kết quả xét nghiệm, chẩn đoán hình ảnh, thăm dò chức năng.',
    check: (context, report) => {
      if (has(context, 'XML4')) return;
      const done = context.rows('XML3').findIndex((row) => ['1', '2', '3'].includes(text(row, 'MA_NHOM')) && !text(row, 'MA_DICH_VU').includes('.K.'));
      if (done >= 0) report(wholeTable('XML4'), `XML3 có cận lâm sàng (dòng ${done + 1}) nhưng hồ sơ không có bảng XML4`, [at('XML3', done + 1, 'MA_NHOM')]);
    },
  },
  {
    ...base, ...QD130, code: 'BANG-08', title: 'Có thể thiếu bảng của bệnh hoặc cuộc đẻ', severity: 'info', tables: ['XML1'],
    remedy: 'Đợt này điều trị HIV, lao hoặc có cấp giấy chứng sinh thì gửi kèm bảng tương ứng.',
    check: (context, report) => {
      for (const [table, field, pattern, from, what] of EXPECTED) {
        const value = text(context.summary, field);
        if (value === '' || !pattern.test(value) || context.eventDate < from || has(context, table)) continue;
        report(wholeTable(table), `${field} là ${value.slice(0, 40)} nhưng hồ sơ không có bảng ${table} (${what})`, [at('XML1', 1, field)]);
      }
    },
  },
];
