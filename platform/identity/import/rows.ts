import { fold } from '#platform/db';
import type { Role } from '#platform/access';
import { Fault } from '#platform/fault';
import { USER_NAME } from '../account.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { AT_FACILITY } from '../role/grant.ts';

/** Roles as people write them; administrators are invited one by one. */
export const ROLE_WORDS: Readonly<Record<string, Role>> = {
  'cơ sở': 'facility', 'văn thư cơ sở': 'facility', 'bác sĩ': 'doctor', 'điều dưỡng': 'nurse', 'sở y tế': 'department', 'thanh tra': 'inspector', 'kiểm soát bệnh tật': 'disease-control', 'bảo hiểm xã hội': 'insurer',
};
export const COLUMNS = ['Tên đăng nhập', 'Họ và tên', 'Vai trò', 'Mã cơ sở', 'Từ ngày', 'Đến ngày'] as const;
type Column = (typeof COLUMNS)[number];

export interface RowProblem { readonly column: Column; readonly what: string; readonly todo: string }
export interface AccountLine {
  /** As the spreadsheet counts; the header is 1. */
  readonly line: number;
  readonly user: string;
  readonly displayName: string;
  readonly role: Role | null;
  readonly facility: string | null;
  /** yyyyMMdd */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly problems: readonly RowProblem[];
}

export interface Known {
  /** Whether a user name is taken. */
  taken(user: string): boolean;
  /** Whether a facility's code is in the catalogue. */
  facility(code: string): boolean;
  /** yyyyMMdd */
  readonly today: string;
}

/** Every line, judged. @throws Fault identity.sheet-unreadable: a column is missing */
export function readLines(rows: readonly (readonly string[])[], known: Known): AccountLine[] {
  const header = (rows[0] ?? []).map((title) => fold(title));
  const place = (column: Column): number => header.indexOf(fold(column));
  const missing = COLUMNS.slice(0, 4).filter((column) => place(column) === -1);
  if (missing.length > 0) throw new Fault(IDENTITY_FAULTS.sheet, { why: `thiếu cột ${missing.map((column) => `“${column}”`).join(', ')}` });
  const seen = new Map<string, number>();
  return rows.slice(1).map((row, index) => ({ row, line: index + 2 })).filter(({ row }) => row.some((cell) => cell !== '')).map(({ row, line }) => {
    const cell = (column: Column): string => row[place(column)] ?? '';
    const problems: RowProblem[] = [];
    const wrong = (column: Column, what: string, todo: string): null => { problems.push({ column, what, todo }); return null; };
    const user = cell('Tên đăng nhập').toLowerCase();
    if (!USER_NAME.test(user)) wrong('Tên đăng nhập', user === '' ? 'để trống' : `“${user}” không đúng dạng`, 'Viết 2–40 chữ thường không dấu, số, dấu chấm hoặc gạch nối.');
    else if (known.taken(user)) wrong('Tên đăng nhập', `“${user}” đã có người dùng`, 'Chọn tên khác, hoặc bỏ dòng này nếu người đó đã có tài khoản.');
    else if (seen.has(user)) wrong('Tên đăng nhập', `“${user}” trùng với dòng ${seen.get(user)}`, 'Mỗi người một tên; bỏ dòng thừa.');
    else seen.set(user, line);
    const displayName = cell('Họ và tên');
    if (displayName.length < 2 || displayName.length > 120) wrong('Họ và tên', displayName === '' ? 'để trống' : 'quá ngắn hoặc quá dài', 'Viết họ tên đầy đủ, tối đa 120 ký tự.');
    const words = cell('Vai trò').toLowerCase();
    const role = Object.hasOwn(ROLE_WORDS, words) ? ROLE_WORDS[words] ?? null : wrong('Vai trò', words === '' ? 'để trống' : `không có vai trò “${words}”`, `Viết một trong: ${Object.keys(ROLE_WORDS).join(', ')}.`);
    const code = cell('Mã cơ sở');
    if (role !== null && AT_FACILITY.includes(role) && code === '') wrong('Mã cơ sở', 'để trống', 'Vai trò này cần mã cơ sở năm ký tự.');
    else if (code !== '' && !known.facility(code)) wrong('Mã cơ sở', `không có cơ sở “${code}” trong danh mục`, 'Xem lại mã (giữ số 0 ở đầu), hoặc thêm cơ sở vào danh mục trước.');
    const day = (column: Column): string | null => {
      const text = cell(column);
      return text === '' ? null : parseDay(text) ?? wrong(column, `“${text}” không phải một ngày`, 'Viết ngày dạng 31/12/2026.');
    };
    const [validFrom, validTo] = [day('Từ ngày'), day('Đến ngày')];
    if (validTo !== null && validTo < (validFrom ?? known.today)) wrong('Đến ngày', 'đứng trước ngày bắt đầu', 'Sửa lại một trong hai ngày.');
    return { line, user, displayName, role, facility: code === '' ? null : code, validFrom, validTo, problems };
  });
}

/** dd/MM/yyyy → yyyyMMdd; undefined when there is no such day. */
function parseDay(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(20\d{2})$/.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== '' && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) ? date.toISOString().slice(0, 10).replaceAll('-', '') : undefined;
}
