import type { Rule, TableName } from '../../../model/index.ts';
import { TABLES } from '../../../model/index.ts';
import { layout } from '../../../standard/index.ts';
import { text } from '../../context.ts';
import { QD130 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';

const base = { group: 'consistency', severity: 'error', decidedBy: 'NGAY_RA', ...QD130 } as const;

/** Tables that repeat fields of XML1, and those of their fields that are no repetition. */
const REPEATING: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  XML6: [], XML7: ['PP_DIEUTRI', 'GHI_CHU'], XML8: ['PP_DIEUTRI', 'GHI_CHU'], XML11: [],
  XML13: ['GHI_CHU', 'GIAY_CHUYEN_TUYEN'], XML14: [], XML15: [],
};
const REPEATED = new Set([
  'HO_TEN', 'SO_CCCD', 'NGAY_SINH', 'GIOI_TINH', 'DIA_CHI', 'MATINH_CU_TRU', 'MAHUYEN_CU_TRU', 'MAXA_CU_TRU', 'MA_QUOCTICH', 'MA_DANTOC', 'MA_NGHE_NGHIEP',
  'MA_BN', 'MA_THE_BHYT', 'GT_THE_DEN', 'NGAY_VAO', 'NGAY_VAO_NOI_TRU', 'NGAY_RA', 'CHAN_DOAN_VAO', 'CHAN_DOAN_RV', 'MA_BENH_CHINH', 'MA_BENH_KT', 'MA_BENH_YHCT',
  'MA_DOITUONG_KCB', 'MA_NOI_DI', 'MA_NOI_DEN', 'MA_LOAI_RV', 'MA_LOAI_KCB', 'KET_QUA_DTRI', 'MA_CSKCB',
]);
/** Worded by a person on each paper: another wording is no contradiction, but worth a look. */
const FREE_TEXT = new Set(['CHAN_DOAN_VAO', 'CHAN_DOAN_RV', 'DIA_CHI']);
/** The same thing under another name. */
const RENAMED: readonly (readonly [table: TableName, field: string, summary: string])[] = [
  ['XML7', 'MA_YTE', 'MA_BN'], ['XML7', 'SO_LUU_TRU', 'MA_HSBA'], ['XML13', 'MA_CSKCB_DEN', 'MA_NOI_DEN'], ['XML13', 'PP_DIEU_TRI', 'PP_DIEU_TRI'],
];

const same = (left: string, right: string): boolean => left === right || left.normalize('NFC').replace(/\s+/g, ' ') === right.normalize('NFC').replace(/\s+/g, ' ');
const clip = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);

function repeats(freeText: boolean): Rule['check'] {
  return (context, report) => {
    const { summary } = context;
    if (!summary) return;
    for (const table of TABLES) {
      const except = REPEATING[table];
      const found = context.dossier.tables.get(table);
      if (!except || !found) continue;
      const fields = layout(found.layout).names.filter((field) => REPEATED.has(field) && !except.includes(field) && FREE_TEXT.has(field) === freeText);
      found.rows.forEach((row, index) => {
        for (const field of fields) {
          const value = text(row, field);
          const wanted = text(summary, field);
          if (value === '' || same(value, wanted)) continue;
          report(at(table, index + 1, field), `${table} dòng ${index + 1}: ${field} «${clip(value)}» khác XML1 «${clip(wanted)}»`, fieldsOf('XML1', 1, field));
        }
      });
    }
  };
}

/** The same person, the same visit, the same facility in every table. */
export const IDENTITY_RULES: readonly Rule[] = [
  {
    ...base, code: 'DC-01', title: 'MA_LK không thống nhất', tables: [], remedy: 'Mọi bảng của một hồ sơ dùng chung một MA_LK.',
    check: ({ dossier, summary }, report) => {
      const wanted = text(summary, 'MA_LK');
      if (dossier.kind !== 'claim' || wanted === '') return;
      for (const table of dossier.tables.values()) {
        table.rows.forEach((row, index) => {
          const value = text(row, 'MA_LK');
          if (value !== '' && value !== wanted) report(at(table.name, index + 1, 'MA_LK'), `${table.name} dòng ${index + 1}: MA_LK «${clip(value)}» khác XML1 «${clip(wanted)}»`, fieldsOf('XML1', 1, 'MA_LK'));
        });
      }
    },
  },
  { ...base, code: 'DC-02', title: 'Thông tin lặp lại khác XML1', tables: ['XML1'], remedy: 'Lấy lại thông tin người bệnh và đợt khám từ XML1 cho giấy tờ này.', check: repeats(false) },
  { ...base, code: 'DC-12', title: 'Lời ghi trên giấy tờ khác XML1', severity: 'warning', tables: ['XML1'], remedy: 'Chẩn đoán, địa chỉ trên giấy tờ ghi giống XML1.', check: repeats(true) },
  {
    ...base, code: 'DC-11', title: 'Số lưu trữ, mã y tế khác XML1', severity: 'warning', tables: ['XML1'], remedy: 'MA_YTE = MA_BN, SO_LUU_TRU = MA_HSBA, nơi đến của giấy chuyển = MA_NOI_DEN.',
    check: ({ rows, summary }, report) => {
      for (const [table, field, other] of RENAMED) {
        rows(table).forEach((row, index) => {
          const value = text(row, field);
          const wanted = text(summary, other);
          if (value !== '' && wanted !== '' && !same(value, wanted)) report(at(table, index + 1, field), `${table} dòng ${index + 1}: ${field} «${clip(value)}» khác ${other} của XML1 «${clip(wanted)}»`, fieldsOf('XML1', 1, other));
        });
      }
    },
  },
  {
    ...base, code: 'DC-03', title: 'Mã cơ sở không thống nhất', tables: ['XML1'], remedy: 'MACSKCB của tệp và MA_CSKCB của XML1 là cùng một cơ sở.',
    check: ({ dossier, summary }, report) => {
      const own = text(summary, 'MA_CSKCB');
      if (dossier.facility !== '' && own !== '' && dossier.facility !== own) report(at('XML1', 1, 'MA_CSKCB'), `MA_CSKCB ${own} khác MACSKCB của tệp ${dossier.facility}`);
    },
  },
  {
    ...base, code: 'DC-04', title: 'STT trùng', severity: 'warning', tables: [], remedy: 'Đánh lại STT từ 1, mỗi dòng một số.',
    check: ({ dossier }, report) => {
      if (dossier.kind !== 'claim') return;
      for (const table of dossier.tables.values()) {
        if (table.rows.length < 2) continue;
        const seen = new Map<string, number>();
        table.rows.forEach((row, index) => {
          const number = text(row, 'STT');
          const before = seen.get(number);
          if (number !== '' && before !== undefined) report(at(table.name, index + 1, 'STT'), `${table.name} dòng ${index + 1}: STT ${number} trùng với dòng ${before}`, [at(table.name, before, 'STT')]);
          else seen.set(number, index + 1);
        });
      }
    },
  },
  {
    ...base, code: 'DC-05', title: 'STT không tăng dần từ 1', severity: 'info', tables: ['XML2', 'XML3', 'XML4', 'XML5'], remedy: 'Đánh lại STT tăng dần từ 1 theo thứ tự dòng.',
    check: ({ rows }, report) => {
      for (const table of ['XML2', 'XML3', 'XML4', 'XML5'] as const) {
        const wrong = rows(table).findIndex((row, index) => text(row, 'STT') !== '' && text(row, 'STT') !== String(index + 1));
        if (wrong >= 0) report(at(table, wrong + 1, 'STT'), `${table}: STT của dòng thứ ${wrong + 1} là ${text(rows(table)[wrong], 'STT')}, không tăng dần từ 1`);
      }
    },
  },
];
