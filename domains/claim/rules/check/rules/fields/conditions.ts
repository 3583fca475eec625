import type { Row, RuleContext, Severity, TableName } from '../../../model/index.ts';
import { text } from '../../context.ts';
import { ageInYears } from '../../when.ts';

/** A field that must be written when something else is so. */
export interface Condition {
  readonly table: TableName;
  readonly field: string;
  readonly severity: Severity;
  readonly when: (row: Row, context: RuleContext) => boolean;
  /** Vietnamese, ends the sentence "bỏ trống … khi". */
  readonly because: string;
}

type When = Condition['when'];

const is = (field: string, ...values: readonly string[]): When => (row) => values.includes(text(row, field));
const filled = (field: string): When => (row) => text(row, field) !== '';
const has = (field: string, item: string): When => (row) => text(row, field).split(';').includes(item);
const group = (...groups: readonly string[]): When => is('MA_NHOM', ...groups);
const all = (...conditions: readonly When[]): When => (row, context) => conditions.every((condition) => condition(row, context));
const not = (condition: When): When => (row, context) => !condition(row, context);
/** Sent to another facility's laboratory: who did it and when is not known here. */
const sentOut: When = (row) => text(row, 'MA_DICH_VU').includes('.K.');
/** A result row often names the service without its `.K.`; XML3 then says that it was sent out. */
const resultSentOut: When = (row, context) => {
  const code = text(row, 'MA_DICH_VU');
  return sentOut(row, context) || (code !== '' && context.rows('XML3').some((line) => text(line, 'MA_DICH_VU').startsWith(`${code}.K.`)));
};
const hasCard = filled('MA_THE_BHYT');
/** Cards of the ministries of defence and public security are open-ended. */
const openEnded: When = (row) => /^(QN|HC|LS|XK|CY|CA)/.test(text(row, 'MA_THE_BHYT'));
/** Districts were abolished on 01/07/2025; the list of districts says until when they are written. */
const districts: When = (_, { catalogues, eventDate }) => catalogues.has('old-district', eventDate);
const youngerThan = (years: number): When => (_, context) => ageInYears(text(context.summary, 'NGAY_SINH'), text(context.summary, 'NGAY_VAO')) < years;
const matched = (groupCode: string): When => (row, context) =>
  context.rows('XML3').some((line) => text(line, 'MA_NHOM') === groupCode && text(line, 'MA_DICH_VU') === text(row, 'MA_DICH_VU'));

const row = (table: TableName, severity: Severity, fields: string, when: When, because: string): readonly Condition[] =>
  fields.split(' ').map((field) => ({ table, field, severity, when, because }));

/** tables.tsv column "required" and the insurer's sheet for 4750 (rules.md §8), the conditions that a machine can decide. */
export const CONDITIONS: readonly Condition[] = [
  ...row('XML0', 'error', 'MA_DKBD GT_THE_TU', hasCard, 'có MA_THE_BHYT'),
  ...row('XML0', 'error', 'LY_DO_VNT', filled('NGAY_VAO_NOI_TRU'), 'có NGAY_VAO_NOI_TRU'),
  ...row('XML0', 'error', 'TEN_DICH_VU', filled('MA_DICH_VU'), 'có MA_DICH_VU'),
  ...row('XML0', 'error', 'TEN_THUOC', filled('MA_THUOC'), 'có MA_THUOC'),
  ...row('XML0', 'error', 'TEN_VAT_TU', filled('MA_VAT_TU'), 'có MA_VAT_TU'),
  ...row('XML0', 'warning', 'NGAY_VAO_NOI_TRU', is('MA_LOAI_KCB', '03', '04'), 'MA_LOAI_KCB là nội trú'),

  ...row('XML1', 'error', 'MA_DKBD GT_THE_TU', hasCard, 'có MA_THE_BHYT'),
  ...row('XML1', 'warning', 'GT_THE_DEN', all(hasCard, not(openEnded)), 'có MA_THE_BHYT'),
  ...row('XML1', 'warning', 'MAHUYEN_CU_TRU', districts, 'ngày ra viện còn cấp huyện'),
  ...row('XML1', 'error', 'NGAY_VAO_NOI_TRU', is('MA_LOAI_KCB', '03'), 'MA_LOAI_KCB là 03 (nội trú)'),
  ...row('XML1', 'warning', 'NGAY_VAO_NOI_TRU', is('MA_LOAI_KCB', '04', '09'), 'MA_LOAI_KCB là 04 hoặc 09'),
  ...row('XML1', 'error', 'LY_DO_VNT', filled('NGAY_VAO_NOI_TRU'), 'có NGAY_VAO_NOI_TRU'),
  ...row('XML1', 'error', 'MA_NOI_DEN', is('MA_LOAI_RV', '2'), 'MA_LOAI_RV là 2 (chuyển cơ sở)'),
  ...row('XML1', 'warning', 'MA_NOI_DEN', is('MA_LOAI_RV', '5'), 'MA_LOAI_RV là 5 (chuyển theo yêu cầu)'),
  ...row('XML1', 'info', 'MA_TAI_NAN', (summary) => /^(S\d\d|T0\d|T1[0-4])/.test(text(summary, 'MA_BENH_CHINH')), 'MA_BENH_CHINH là chấn thương'),
  ...row('XML1', 'warning', 'CAN_NANG', youngerThan(1), 'người bệnh dưới 1 tuổi'),
  ...row('XML1', 'warning', 'CAN_NANG_CON', (_, context) => context.rows('XML9').length > 0, 'hồ sơ có giấy chứng sinh XML9'),

  ...row('XML2', 'error', 'TT_THAU', all(not(group('7', '17')), is('PHAM_VI', '1'), is('NGUON_CTRA', '1'), (line) => !/^40\.(17|573)$|^(VM|BB)\./.test(text(line, 'MA_THUOC'))), 'MA_NHOM khác 7 và 17, thuốc do quỹ BHYT trả'),
  ...row('XML2', 'warning', 'SO_DANG_KY', all(group('4'), is('PHAM_VI', '1'), (line) => text(line, 'MA_THUOC').startsWith('40.') && !/^40\.(17|573)$/.test(text(line, 'MA_THUOC'))), 'thuốc tân dược trong danh mục'),
  ...row('XML2', 'warning', 'MA_BAC_SI', () => true, 'kê đơn thuốc (mã người kê đơn)'),

  ...row('XML3', 'error', 'MA_VAT_TU TT_THAU', group('10'), 'MA_NHOM là 10 (vật tư y tế)'),
  ...row('XML3', 'error', 'TEN_VAT_TU', filled('MA_VAT_TU'), 'có MA_VAT_TU'),
  ...row('XML3', 'error', 'MA_DICH_VU', not(group('10', '11')), 'dòng không phải vật tư y tế'),
  ...row('XML3', 'error', 'TEN_DICH_VU', all(filled('MA_DICH_VU'), not(filled('MA_VAT_TU'))), 'có MA_DICH_VU'),
  ...row('XML3', 'error', 'MA_XANG_DAU', group('12'), 'MA_NHOM là 12 (vận chuyển)'),
  ...row('XML3', 'error', 'MA_GIUONG', group('14', '15', '16'), 'MA_NHOM là 14, 15 hoặc 16 (giường)'),
  ...row('XML3', 'error', 'NGAY_YL', not(sentOut), 'dịch vụ không gửi nơi khác thực hiện'),
  ...row('XML3', 'error', 'NGUOI_THUC_HIEN NGAY_TH_YL', all(group('1', '2', '3', '8', '18'), not(sentOut)), 'MA_NHOM là 1, 2, 3, 8 hoặc 18'),
  ...row('XML3', 'warning', 'NGAY_KQ', group('8', '14', '15', '16'), 'MA_NHOM là giường hoặc phẫu thuật (thời điểm kết thúc)'),
  ...row('XML3', 'info', 'MA_MAY', all(group('1', '2', '3'), not(sentOut)), 'MA_NHOM là 1, 2 hoặc 3 (trừ kỹ thuật làm tay)'),
  ...row('XML3', 'info', 'NGAY_KQ', all(group('1', '2', '3'), not(sentOut)), 'MA_NHOM là 1, 2 hoặc 3 và đã có kết quả'),
  ...row('XML3', 'warning', 'MA_PTTT_QT PP_VO_CAM', group('8'), 'MA_NHOM là 8 (phẫu thuật)'),
  ...row('XML3', 'info', 'MA_PTTT_QT', group('18'), 'MA_NHOM là 18 (thủ thuật)'),

  ...row('XML4', 'error', 'NGAY_KQ', filled('GIA_TRI'), 'có GIA_TRI'),
  ...row('XML4', 'info', 'GIA_TRI', all(not(filled('MO_TA')), not(filled('KET_LUAN'))), 'MO_TA và KET_LUAN cũng trống'),
  ...row('XML4', 'warning', 'MA_DICH_VU', () => true, 'ghi kết quả cận lâm sàng'),
  ...row('XML4', 'warning', 'MA_BS_DOC_KQ', all(filled('NGAY_KQ'), not(resultSentOut)), 'có kết quả do cơ sở đọc'),
  ...row('XML4', 'warning', 'KET_LUAN', matched('2'), 'dịch vụ là chẩn đoán hình ảnh'),

  ...row('XML6', 'error', 'PHACDO_DTRI_LAO NGAYBD_DTRI_LAO', all(filled('LOAI_DTRI_LAO'), not(is('LOAI_DTRI_LAO', '0'))), 'LOAI_DTRI_LAO khác 0'),
  ...row('XML6', 'warning', 'LAN_XN_PCR NGAY_XN_PCR', has('MA_TINH_TRANG_DK', '1'), 'MA_TINH_TRANG_DK có 1 (trẻ dưới 18 tháng)'),
  ...row('XML6', 'error', 'NGAY_BAT_DAU_XU_TRI SO_NGAY_CAP_THUOC_ARV', has('MA_XU_TRI', '1'), 'MA_XU_TRI có 1 (ARV)'),
  ...row('XML6', 'warning', 'NGAY_KET_THUC_XU_TRI', has('MA_XU_TRI', '1'), 'MA_XU_TRI có 1 (ARV)'),
  ...row('XML6', 'warning', 'MA_BAC_PHAC_DO', is('MA_PHAC_DO_DIEU_TRI', 'KHAC'), 'MA_PHAC_DO_DIEU_TRI là KHAC'),

  ...row('XML7', 'error', 'NGUYENNHAN_DINHCHI THOIGIAN_DINHCHI TUOI_THAI', is('MA_DINH_CHI_THAI', '1'), 'MA_DINH_CHI_THAI là 1'),
  ...row('XML7', 'warning', 'HO_TEN_CHA', all(youngerThan(16), not(filled('HO_TEN_ME'))), 'người bệnh dưới 16 tuổi và không có họ tên mẹ'),
  ...row('XML8', 'info', 'GHI_CHU', youngerThan(16), 'người bệnh dưới 16 tuổi (ghi tên cha, mẹ hoặc người giám hộ)'),
  ...row('XML8', 'warning', 'NGAY_SINHCON', filled('NGAY_CONCHET'), 'có NGAY_CONCHET'),
  ...row('XML8', 'warning', 'SO_CONCHET', filled('NGAY_CONCHET'), 'có NGAY_CONCHET'),
  ...row('XML9', 'error', 'GHI_CHU', (child) => text(child, 'SINHCON_PHAUTHUAT') === '1' || text(child, 'SINHCON_DUOI32TUAN') === '1', 'sinh phải phẫu thuật hoặc dưới 32 tuần'),
  ...row('XML9', 'warning', 'MAHUYEN_CU_TRU', districts, 'ngày cấp giấy còn cấp huyện'),
  ...row('XML11', 'error', 'NGUYENNHAN_DINHCHI TUOI_THAI', is('MA_DINH_CHI_THAI', '1'), 'MA_DINH_CHI_THAI là 1'),
  ...row('XML11', 'warning', 'HO_TEN_CHA', all(youngerThan(7), not(filled('HO_TEN_ME'))), 'người bệnh dưới 7 tuổi và không có họ tên mẹ'),
  ...row('XML12', 'error', 'TONG_TYLE_TTCT', is('KHAM_GIAM_DINH', '6', '7', '8'), 'giám định bổ sung, vết thương còn sót hoặc tổng hợp'),
  ...row('XML12', 'error', 'DANG_KHUYETTAT MUC_DO_KHUYETTAT', has('MA_DOI_TUONG', 'NKT'), 'MA_DOI_TUONG có NKT (người khuyết tật)'),
  ...row('XML12', 'warning', 'TYLE_TTCT_CU', is('KHAM_GIAM_DINH', '2', '3', '4', '5'), 'giám định lại (đã có lần trước)'),
  ...row('XML15', 'warning', 'NGAYKD_HIV BDDT_ARV NGAY_BAT_DAU_DT_CTX', is('PHANLOAI_LAO_HIV', '1'), 'PHANLOAI_LAO_HIV là 1 (HIV dương tính)'),
];

