import type { Row, Rule } from '../../../model/index.ts';
import { layout } from '../../../standard/index.ts';
import { text } from '../../context.ts';
import { QD130, TT12 } from '../../laws.ts';
import { at, fieldsOf, wholeRow } from '../../place.ts';
import { isMoment, showWhen } from '../../when.ts';

const base = { group: 'consistency', severity: 'warning', decidedBy: 'NGAY_RA' } as const;

/** What nearly always tells two rows of a table apart. */
const TELLING = {
  XML2: ['MA_THUOC', 'NGAY_YL', 'SO_LUONG'], XML3: ['MA_DICH_VU', 'NGAY_YL', 'MA_VAT_TU'], XML4: ['MA_DICH_VU', 'TEN_CHI_SO', 'GIA_TRI'], XML5: ['THOI_DIEM_DBLS', 'NGUOI_THUC_HIEN', 'GIAI_DOAN_BENH'],
} as const;

/** Everything in a row but its number. */
function fingerprint(row: Row, fields: readonly string[]): string {
  let print = '';
  for (const field of fields) print += `${row[field] ?? ''}|`;
  return print;
}

/** The same thing claimed twice. */
export const DUPLICATE_RULES: readonly Rule[] = [
  {
    ...base, ...QD130, code: 'TRUNG-01', title: 'Hai dòng giống hệt nhau', tables: ['XML2', 'XML3', 'XML4', 'XML5'], remedy: 'Bỏ dòng bị xuất lặp; nếu là hai lần dùng khác nhau thì ghi đúng thời điểm từng lần.',
    check: ({ dossier }, report) => {
      for (const name of ['XML2', 'XML3', 'XML4', 'XML5'] as const) {
        const table = dossier.tables.get(name);
        if (!table) continue;
        const fields = layout(table.layout).names.filter((field) => field !== 'STT');
        const [first, second, third] = TELLING[name];
        // Most rows differ in what and when already; only the others are compared whole.
        const alike = new Map<string, number[]>();
        table.rows.forEach((row, index) => {
          const key = `${row[first] ?? ''}|${row[second] ?? ''}|${row[third] ?? ''}`;
          const others = alike.get(key);
          if (!others) return void alike.set(key, [index + 1]);
          const print = fingerprint(row, fields);
          const before = others.find((other) => fingerprint(table.rows[other - 1] ?? {}, fields) === print);
          others.push(index + 1);
          if (before !== undefined) report(wholeRow(name, index + 1), `${name} dòng ${index + 1} giống hệt dòng ${before} (chỉ khác STT)`, [wholeRow(name, before)]);
        });
      }
    },
  },
  {
    ...base, ...QD130, code: 'TRUNG-02', title: 'Cùng dịch vụ cùng thời điểm', tables: ['XML3'], remedy: 'Gộp số lượng hoặc sửa thời điểm y lệnh của từng lần.',
    check: ({ rows }, report) => {
      const seen = new Map<string, number>();
      rows('XML3').forEach((row, index) => {
        const code = text(row, 'MA_DICH_VU');
        const ordered = text(row, 'NGAY_YL');
        if (text(row, 'MA_VAT_TU') !== '' || code === '' || !isMoment(ordered) || !/^(1|2|3|8|13|18)$/.test(text(row, 'MA_NHOM'))) return;
        // Left and right are told apart by the name or the place on the body.
        const key = `${code}/${ordered}/${text(row, 'NGAY_TH_YL')}/${text(row, 'TEN_DICH_VU')}/${text(row, 'VI_TRI_TH_DVKT')}`;
        const before = seen.get(key);
        if (before === undefined) seen.set(key, index + 1);
        else report(at('XML3', index + 1, 'NGAY_YL'), `XML3 dòng ${index + 1}: dịch vụ ${code} đã có y lệnh cùng lúc ${showWhen(ordered)} ở dòng ${before}`, [...fieldsOf('XML3', index + 1, 'MA_DICH_VU'), ...fieldsOf('XML3', before, 'NGAY_YL', 'MA_DICH_VU')]);
      });
    },
  },
  {
    ...base, ...TT12, code: 'TRUNG-03', title: 'Một người làm hai phẫu thuật, thủ thuật cùng lúc', group: 'practitioner', severity: 'info', tables: ['XML3'], remedy: 'Kiểm tra NGUOI_THUC_HIEN, NGAY_TH_YL, NGAY_KQ của hai dòng.',
    check: ({ rows }, report) => {
      const done = rows('XML3')
        .map((row, index) => ({ number: index + 1, code: text(row, 'MA_DICH_VU'), who: text(row, 'NGUOI_THUC_HIEN').split(';')[0] ?? '', from: text(row, 'NGAY_TH_YL'), to: text(row, 'NGAY_KQ'), kind: text(row, 'MA_NHOM'), rate: text(row, 'TYLE_TT_DV') }))
        .filter(({ kind, who, from, to, rate }) => /^(8|18)$/.test(kind) && rate === '100' && who !== '' && isMoment(from) && isMoment(to) && from < to)
        .sort((left, right) => (left.who === right.who ? (left.from < right.from ? -1 : 1) : left.who < right.who ? -1 : 1));
      for (const [index, one] of done.entries()) {
        const next = done[index + 1];
        if (next && next.who === one.who && next.from > one.from && next.from < one.to) report(at('XML3', next.number, 'NGAY_TH_YL'), `XML3 dòng ${next.number}: ${one.who} bắt đầu ${next.code} lúc ${showWhen(next.from)} khi ${one.code} (dòng ${one.number}) chưa xong đến ${showWhen(one.to)}`, fieldsOf('XML3', one.number, 'NGAY_TH_YL', 'NGAY_KQ'));
      }
    },
  },
];
