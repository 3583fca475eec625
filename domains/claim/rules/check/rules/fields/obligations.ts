import type { Rule, RuleContext, Severity } from '../../../model/index.ts';
import { formatPercent } from '../../../money/index.ts';
import { costLines } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { QD130, SIGNER_130, WHOLE_LEVEL } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { isDay } from '../../when.ts';
import { layout } from '../../../standard/index.ts';
import { CONDITIONS, type Condition } from './conditions.ts';

/** The fields that a condition speaks of: they may be the ones that are wrong. */
const named = ({ table, because }: Condition): readonly string[] => (because.match(/[A-Z][A-Z_0-9]+/g) ?? []).filter((word) => layout(table).ordinals.has(word));

const conditional = (code: string, severity: Severity, title: string): Rule => {
  const conditions = CONDITIONS.filter((condition) => condition.severity === severity);
  return {
    code,
    title,
    group: 'structure',
    severity,
    ...QD130,
    decidedBy: 'NGAY_RA',
    remedy: 'Điền trường này hoặc sửa trường nêu trong điều kiện.',
    tables: [],
    check: (context, report) => {
      for (const condition of conditions) {
        const { table, field, when, because } = condition;
        const rows = context.rows(table);
        for (let index = 0; index < rows.length; index += 1) {
          const row = rows[index];
          if (row === undefined || text(row, field) !== '' || !when(row, context)) continue;
          report(at(table, index + 1, field), `${table} dòng ${index + 1}: bỏ trống ${field} khi ${because}`, fieldsOf(table, index + 1, ...named(condition)));
        }
      }
    },
  };
};

/** Who was admitted while there were districts keeps the address of the admission. */
function withoutDistricts({ catalogues, eventDate, summary }: RuleContext): boolean {
  if (eventDate === '' || !catalogues.has('commune', eventDate)) return false;
  return ![eventDate, text(summary, 'NGAY_VAO').slice(0, 8)].some((day) => isDay(day) && catalogues.has('old-district', day));
}

const LISTS_OF_CARDS = ['MA_THE_BHYT', 'MA_DKBD', 'GT_THE_TU', 'GT_THE_DEN'] as const;

export const OBLIGATION_RULES: readonly Rule[] = [
  conditional('TRUONG-02', 'error', 'Bỏ trống trường bắt buộc theo điều kiện'),
  conditional('TRUONG-10', 'warning', 'Nên có trường này trong trường hợp đã ghi'),
  conditional('TRUONG-18', 'info', 'Có thể thiếu trường'),
  {
    code: 'TRUONG-14', title: 'Trường phải để trống', group: 'structure', severity: 'warning', ...QD130, decidedBy: 'NGAY_RA', tables: ['XML1', 'XML9', 'XML12'],
    remedy: 'Xóa nội dung của trường, hoặc sửa trường nêu trong thông báo.',
    check: (context, report) => {
      for (const table of ['XML1', 'XML9', 'XML12'] as const) {
        context.rows(table).forEach((row, index) => {
          const district = text(row, 'MAHUYEN_CU_TRU');
          // NQ 203/2025: no district level any more.
          if (district !== '' && withoutDistricts(context)) report(at(table, index + 1, 'MAHUYEN_CU_TRU'), `${table} dòng ${index + 1}: MAHUYEN_CU_TRU ghi «${district}» dù đã bỏ cấp huyện`);
        });
      }
      const exit = text(context.summary, 'MA_LOAI_RV');
      const to = text(context.summary, 'MA_NOI_DEN');
      if (to !== '' && (exit === '1' || exit === '3' || exit === '4')) report(at('XML1', 1, 'MA_NOI_DEN'), `MA_NOI_DEN ghi «${to}» nhưng MA_LOAI_RV ${exit} không phải chuyển cơ sở`, fieldsOf('XML1', 1, 'MA_LOAI_RV'));
    },
  },
  {
    code: 'TRUONG-16', title: 'Các danh sách thẻ không cùng số phần tử', group: 'card', severity: 'error', ...QD130, decidedBy: 'NGAY_RA', tables: ['XML1'],
    remedy: 'Mỗi thẻ có đủ một mã, một nơi đăng ký, một ngày bắt đầu và một ngày kết thúc, nối bằng dấu ";".',
    check: ({ summary }, report) => {
      const counts = LISTS_OF_CARDS.map((field) => ({ field, count: text(summary, field) === '' ? 0 : text(summary, field).split(';').length }));
      const wanted = counts[0]?.count ?? 0;
      for (const { field, count } of counts) {
        if (count === wanted || count === 0) continue;
        report(at('XML1', 1, field), `${field} có ${count} phần tử, MA_THE_BHYT có ${wanted}`, fieldsOf('XML1', 1, ...LISTS_OF_CARDS.filter((other) => other !== field)));
      }
    },
  },
  {
    code: 'TRUONG-19', title: 'Mã người ký không phải 10 số BHXH', group: 'structure', severity: 'error', ...SIGNER_130, decidedBy: 'NGAY_RA', tables: ['XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML13', 'XML14'],
    remedy: 'Ghi 10 số BHXH của người đứng đầu cơ sở hoặc người được ủy quyền.',
    check: (context, report) => {
      for (const table of ['XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML13', 'XML14'] as const) {
        context.rows(table).forEach((row, index) => {
          const signer = text(row, 'MA_TTDV');
          if (signer !== '' && !/^\d{10}$/.test(signer)) report(at(table, index + 1, 'MA_TTDV'), `${table} dòng ${index + 1}: MA_TTDV «${signer.slice(0, 40)}» không phải 10 số BHXH`);
        });
      }
    },
  },
  {
    code: 'TRUONG-21', title: 'MUC_HUONG có số lẻ khi chưa được phép', group: 'structure', severity: 'warning', ...WHOLE_LEVEL, decidedBy: 'NGAY_YL', tables: ['XML2', 'XML3'],
    remedy: 'Trước 01/07/2026 MUC_HUONG là số nguyên (3 ký tự); số lẻ như 47.5 chỉ có từ QĐ 1931/QĐ-BYT.',
    check: ({ dossier, summary }, report) => {
      if (WHOLE_LEVEL.validTo !== null && text(summary, 'NGAY_VAO').slice(0, 8) > WHOLE_LEVEL.validTo) return;
      for (const line of costLines(dossier)) {
        if (line.level !== undefined && line.level % 100n !== 0n) report(at(line.table, line.row, 'MUC_HUONG'), `${line.table} dòng ${line.row}: MUC_HUONG ${formatPercent(line.level)} có số lẻ`, fieldsOf(line.table, line.row, 'NGAY_YL'));
      }
    },
  },
  {
    code: 'TRUONG-22', title: 'Tóm tắt hồ sơ bệnh án quá dài', group: 'structure', severity: 'warning', ...QD130, decidedBy: 'NGAY_RA', tables: ['XML8'],
    remedy: 'Rút gọn QT_BENHLY, TOMTAT_KQ theo độ dài Cổng nhận.',
    check: ({ rows, catalogues, eventDate }, report) => {
      // The size of the insurer's sheet for texts to which the decision gives none.
      const most = catalogues.parameter('summary-text-limit', eventDate);
      if (most === undefined) return;
      rows('XML8').forEach((row, index) => {
        for (const field of ['QT_BENHLY', 'TOMTAT_KQ']) {
          const length = (row[field] ?? '').length;
          if (length > Number(most)) report(at('XML8', index + 1, field), `XML8: ${field} dài ${length} ký tự, Cổng nhận tối đa ${most}`);
        }
      });
    },
  },
];
