import { SaxesParser } from 'saxes';
import { dayToTime } from '#platform/catalogue/rules';

export type ReadCheckup =
  /** `concluded`: yyyyMMddHHmm or yyyyMMdd. */
  | { readonly maLk: string; readonly concluded: string }
  /** Vietnamese: what is wrong and what to do. */
  | { readonly problem: string };

const LONGEST_KEY = 100;
const DEEPEST = 64;

/**
 * Reads the key and the moment of conclusion of one document.
 * @param dateFields names of elements that carry the moment, the first that is filled in counts
 */
export function readCheckup(text: string, dateFields: readonly string[]): ReadCheckup {
  const wanted = new Set(['MA_LK', ...dateFields]);
  const found = new Map<string, string[]>();
  let problem: string | undefined;
  let depth = 0;
  let value = '';
  const parser = new SaxesParser();
  parser.on('error', () => { problem ??= 'Tệp không phải XML đúng cấu trúc. Hãy xuất lại từ phần mềm khám sức khoẻ.'; });
  parser.on('doctype', () => { problem ??= 'XML có khai báo DTD, không được nhận. Hãy xuất lại không có DTD.'; });
  parser.on('opentag', () => { depth += 1; value = ''; if (depth > DEEPEST) problem ??= 'XML lồng quá sâu. Hãy xuất lại từ phần mềm khám sức khoẻ.'; });
  const take = (chunk: string): void => { if (value.length < 1_000) value += chunk; };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (wanted.has(name) && value.trim() !== '') found.set(name, [...(found.get(name) ?? []).slice(0, 1), value.trim()]);
    value = '';
  });
  try {
    parser.write(text.replace(/^\uFEFF/u, '')).close();
  } catch {
    problem ??= 'Tệp không phải XML đúng cấu trúc. Hãy xuất lại từ phần mềm khám sức khoẻ.';
  }
  if (problem !== undefined) return { problem };
  const [maLk = '', another] = found.get('MA_LK') ?? [];
  if (maLk === '') return { problem: 'Không thấy MA_LK. Hãy điền rồi xuất lại.' };
  if (another !== undefined && another !== maLk) return { problem: 'Tệp có hai MA_LK khác nhau: mỗi tệp chỉ một lượt khám sức khoẻ.' };
  if (maLk.length > LONGEST_KEY || !/^[\p{L}\p{N}._/-]+$/u.test(maLk)) return { problem: `MA_LK «${maLk.slice(0, 20)}» có ký tự lạ hoặc dài quá ${LONGEST_KEY} ký tự.` };
  const concluded = dateFields.flatMap((name) => found.get(name) ?? [])[0] ?? '';
  if (!/^\d{8}(\d{4}(\d{2})?)?$/u.test(concluded) || Number.isNaN(dayToTime(concluded.slice(0, 8)))) {
    return { problem: `Không đọc được lúc kết luận (${dateFields.join(', ')}): cần yyyyMMddHHmm hoặc yyyyMMdd.` };
  }
  return { maLk, concluded: concluded.slice(0, 12) };
}
