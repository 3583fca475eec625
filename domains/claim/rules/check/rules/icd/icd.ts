import type { Entry } from '#platform/catalogue/rules';
import type { Place, Rule, RuleContext } from '../../../model/index.ts';
import { items } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { ICD_4469, ICD_TT06, QD130 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { daysApart } from '../../when.ts';

const base = { group: 'clinical', severity: 'warning', decidedBy: 'NGAY_RA', tables: ['XML1'] } as const;

interface Diagnosis {
  readonly code: string;
  readonly main: boolean;
  readonly place: Place;
  readonly entry: Entry | undefined;
}

/** The dossier looked at last: every rule here asks for the same. */
let last: { readonly context: RuleContext; readonly found: readonly Diagnosis[] } | undefined;

/** The codes of XML1, each with its entry in the list of the day the visit ended. */
function diagnoses(context: RuleContext): readonly Diagnosis[] {
  if (last?.context !== context) last = { context, found: lookUp(context) };
  return last.found;
}

function lookUp({ summary, catalogues, eventDate }: RuleContext): readonly Diagnosis[] {
  const of = (field: string, main: boolean): readonly Diagnosis[] =>
    items(summary?.[field]).filter((code) => code !== '').map((code) => ({ code, main, place: at('XML1', 1, field), entry: catalogues.find('icd10', code, eventDate) }));
  return [...of('MA_BENH_CHINH', true), ...of('MA_BENH_KT', false)];
}

/** A rule on one flag of the list. */
const flagged = (basis: Basis, code: string, title: string, flag: string, wrong: (context: RuleContext, diagnosis: Diagnosis) => string | undefined, remedy: string, related: readonly string[] = [], severity: Rule['severity'] = 'warning'): Rule => ({
  ...base, ...basis, code, title, severity, remedy,
  check: (context, report) => {
    for (const diagnosis of diagnoses(context)) {
      if (diagnosis.entry?.attributes[flag] !== '1') continue;
      const message = wrong(context, diagnosis);
      if (message !== undefined) report(diagnosis.place, message, fieldsOf('XML1', 1, ...related));
    }
  },
});

const name = ({ code, entry }: Diagnosis): string => `${code} (${(entry?.display ?? '').slice(0, 80)})`;
const sex = ({ summary }: RuleContext): string => text(summary, 'GIOI_TINH');

type Basis = Pick<Rule, 'law' | 'validFrom' | 'validTo'>;

/** What the list of the day says of each code. `mark` tells the rows of the older list apart. */
const listRules = (basis: Basis, mark: string): readonly Rule[] => [
  {
    ...base, ...basis, code: `ICD-01${mark}`, title: 'Mã ICD-10 không có trong danh mục', severity: 'error', tables: ['XML1', 'XML3'], remedy: 'Chọn mã ICD-10 còn hiệu lực tại ngày ra viện; mã bệnh YHCT ghi ở MA_BENH_YHCT.',
    check: (context, report) => {
      const { catalogues, eventDate, rows } = context;
      if (!catalogues.has('icd10', eventDate)) return context.undecidable(`danh mục ICD-10 tại ngày ${eventDate}`);
      if (!catalogues.isComplete('icd10', eventDate)) return;
      for (const { code, place, entry } of diagnoses(context)) if (!entry) report(place, `Mã ICD-10 «${code.slice(0, 20)}» không có trong danh mục ngày ${eventDate}`);
      const said = new Set<string>();
      rows('XML3').forEach((row, index) => {
        for (const code of items(row['MA_BENH'])) {
          if (code === '' || said.has(code) || catalogues.find('icd10', code, eventDate)) continue;
          said.add(code);
          report(at('XML3', index + 1, 'MA_BENH'), `XML3 dòng ${index + 1}: mã ICD-10 «${code.slice(0, 20)}» không có trong danh mục ngày ${eventDate}`);
        }
      });
    },
  },
  {
    ...base, ...basis, code: `ICD-11${mark}`, title: 'Mã ICD-10 chưa thấy trong danh mục chưa đủ', severity: 'info', tables: ['XML1', 'XML3'], remedy: 'Kiểm tra lại mã; danh mục trong máy còn thiếu một số mã nên đây chỉ là lời nhắc.',
    check: (context, report) => {
      const { catalogues, eventDate, rows } = context;
      if (!catalogues.has('icd10', eventDate) || catalogues.isComplete('icd10', eventDate)) return;
      const said = new Set<string>();
      for (const { code, place, entry } of diagnoses(context)) if (!entry && said.size === said.add(code).size - 1) report(place, `Mã ICD-10 «${code.slice(0, 20)}» chưa thấy trong danh mục`);
      rows('XML3').forEach((row, index) => {
        for (const code of items(row['MA_BENH'])) {
          if (code === '' || said.has(code) || catalogues.find('icd10', code, eventDate)) continue;
          said.add(code);
          report(at('XML3', index + 1, 'MA_BENH'), `XML3 dòng ${index + 1}: mã ICD-10 «${code.slice(0, 20)}» chưa thấy trong danh mục`);
        }
      });
    },
  },
  flagged(basis, `ICD-02${mark}`, 'Mã không được làm bệnh chính', 'not_main', (_, diagnosis) => (diagnosis.main ? `Mã ${name(diagnosis)} không được dùng làm bệnh chính` : undefined), 'Chọn mã bệnh khác làm bệnh chính, chuyển mã này sang bệnh kèm theo.'),
  flagged(basis, `ICD-12${mark}`, 'Mã không nên làm bệnh chính', 'discouraged_main', (_, diagnosis) => (diagnosis.main ? `Mã ${name(diagnosis)} không khuyến khích dùng làm bệnh chính` : undefined), 'Chọn mã đúng hơn nếu có chẩn đoán cụ thể.', [], 'info'),
  flagged(basis, `ICD-03${mark}`, 'Mã chỉ dùng cho nguyên nhân tử vong', 'death_cause_only', ({ summary }, diagnosis) => (['5', '8'].includes(text(summary, 'KET_QUA_DTRI')) ? undefined : `Mã ${name(diagnosis)} chỉ dùng khi tử vong, KET_QUA_DTRI là ${text(summary, 'KET_QUA_DTRI')}`), 'Chọn mã bệnh khác hoặc sửa KET_QUA_DTRI.', ['KET_QUA_DTRI']),
  flagged(basis, `ICD-04${mark}`, 'Mã chỉ dùng cho nữ', 'female', (context, diagnosis) => (sex(context) === '1' ? `Mã ${name(diagnosis)} chỉ dùng cho nữ, GIOI_TINH là 1 (nam)` : undefined), 'Sửa mã bệnh hoặc giới tính.', ['GIOI_TINH']),
  flagged(basis, `ICD-13${mark}`, 'Mã chỉ dùng cho nam', 'male', (context, diagnosis) => (sex(context) === '2' ? `Mã ${name(diagnosis)} chỉ dùng cho nam, GIOI_TINH là 2 (nữ)` : undefined), 'Sửa mã bệnh hoặc giới tính.', ['GIOI_TINH']),
  flagged(basis, `ICD-05${mark}`, 'Mã còn mã chi tiết hơn', 'has_more_specific', (_, diagnosis) => `Mã ${name(diagnosis)} có mã chi tiết hơn (thêm ký tự sau dấu chấm)`, 'Ghi mã chi tiết nhất của bệnh.', [], 'info'),
  {
    ...base, ...basis, code: `ICD-06${mark}`, title: 'Mã không hợp tuổi', remedy: 'Kiểm tra mã bệnh và ngày sinh.',
    check: (context, report) => {
      const days = daysApart(text(context.summary, 'NGAY_SINH'), text(context.summary, 'NGAY_VAO'));
      if (Number.isNaN(days)) return;
      for (const diagnosis of diagnoses(context)) {
        const least = diagnosis.entry?.attributes['age_min_days'];
        const most = diagnosis.entry?.attributes['age_max_days'];
        if (least && days < Number(least)) report(diagnosis.place, `Mã ${name(diagnosis)} dùng từ ${least} ngày tuổi, người bệnh ${days} ngày tuổi`, fieldsOf('XML1', 1, 'NGAY_SINH'));
        if (most && days > Number(most)) report(diagnosis.place, `Mã ${name(diagnosis)} dùng đến ${most} ngày tuổi, người bệnh ${days} ngày tuổi`, fieldsOf('XML1', 1, 'NGAY_SINH'));
      }
    },
  },
];

/** The older list is complete and knows sex and age, but not which code may stand where. */
const KNOWN_TO_4469 = new Set(['ICD-01-4469', 'ICD-04-4469', 'ICD-06-4469', 'ICD-13-4469']);

/** QĐ 4469/2020 until 30/06/2026, TT 06/2026 since; and what holds under both. */
export const ICD_RULES: readonly Rule[] = [
  ...listRules(ICD_TT06, ''),
  ...listRules(ICD_4469, '-4469').filter((rule) => KNOWN_TO_4469.has(rule.code)),
  {
    ...base, ...QD130, code: 'ICD-07', title: 'Quá nhiều bệnh kèm theo', severity: 'error', remedy: 'Ghi tối đa 12 mã bệnh kèm theo.',
    check: ({ summary, catalogues, eventDate, undecidable }, report) => {
      const most = catalogues.parameter('max-comorbidities', eventDate);
      if (most === undefined) return undecidable('tham số max-comorbidities');
      const count = items(summary?.['MA_BENH_KT']).length;
      if (count > Number(most)) report(at('XML1', 1, 'MA_BENH_KT'), `MA_BENH_KT có ${count} mã, tối đa ${most}`);
    },
  },
  {
    ...base, ...QD130, code: 'ICD-08', title: 'Mã bệnh kèm theo lặp lại', remedy: 'Mỗi mã bệnh kèm theo ghi một lần.',
    check: ({ summary }, report) => {
      const codes = items(summary?.['MA_BENH_KT']).filter((code) => code !== '');
      const twice = codes.find((code, index) => codes.indexOf(code) !== index);
      if (twice !== undefined) report(at('XML1', 1, 'MA_BENH_KT'), `MA_BENH_KT ghi mã ${twice} hơn một lần`);
    },
  },
  {
    ...base, ...QD130, code: 'ICD-09', title: 'Bệnh chính lặp lại ở bệnh kèm theo', remedy: 'Bỏ mã bệnh chính khỏi MA_BENH_KT.',
    check: ({ summary }, report) => {
      const main = text(summary, 'MA_BENH_CHINH');
      if (main !== '' && items(summary?.['MA_BENH_KT']).includes(main)) report(at('XML1', 1, 'MA_BENH_KT'), `Bệnh chính ${main} ghi lại ở MA_BENH_KT`, fieldsOf('XML1', 1, 'MA_BENH_CHINH'));
    },
  },
  {
    ...base, ...QD130, code: 'ICD-10', title: 'Nhiều hơn một bệnh chính', severity: 'error', remedy: 'MA_BENH_CHINH chỉ một mã; các mã khác ghi ở MA_BENH_KT.',
    check: ({ summary }, report) => {
      const main = text(summary, 'MA_BENH_CHINH');
      if (/[;,+]/.test(main)) report(at('XML1', 1, 'MA_BENH_CHINH'), `MA_BENH_CHINH «${main.slice(0, 40)}» có hơn một mã`);
    },
  },
  {
    ...base, ...QD130, code: 'ICD-14', title: 'Mã bệnh y học cổ truyền ghi ở chỗ của ICD-10', remedy: 'Mã bệnh YHCT (U50.011 …) ghi ở MA_BENH_YHCT; MA_BENH_CHINH, MA_BENH_KT ghi mã ICD-10 tương ứng.',
    check: ({ summary }, report) => {
      for (const field of ['MA_BENH_CHINH', 'MA_BENH_KT']) {
        const strange = items(summary?.[field]).find((code) => /^U[5-9]\d\.\d{3}/.test(code));
        if (strange !== undefined) report(at('XML1', 1, field), `${field} ghi mã bệnh y học cổ truyền ${strange.slice(0, 20)}`, fieldsOf('XML1', 1, 'MA_BENH_YHCT'));
      }
    },
  },
];
