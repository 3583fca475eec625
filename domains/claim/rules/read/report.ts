/** Vietnamese sentences of the reader: what is wrong, where, what to do. */
import type { ProblemCode, ReadProblem, TableName } from '../model/index.ts';
import type { Base64Fault } from './base64.ts';
import type { ScanCode } from './scan-error.ts';

/** Where in a dossier. */
export interface Spot {
  readonly table?: TableName | undefined;
  readonly row?: number | undefined;
  readonly field?: string | undefined;
}

export function problem(code: ProblemCode, spot: Spot, message: string): ReadProblem {
  return {
    code, message,
    ...(spot.table === undefined ? {} : { table: spot.table }),
    ...(spot.row === undefined ? {} : { row: spot.row }),
    ...(spot.field === undefined ? {} : { field: spot.field }),
  };
}

/** Content of a file shown in a message: at most 60 characters. */
export function shown(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}

/** `bảng XML3, dòng 2, trường SO_LUONG` */
export function place(spot: Spot): string {
  return [
    spot.table === undefined ? '' : `bảng ${spot.table}`,
    spot.row === undefined ? '' : `dòng ${spot.row}`,
    spot.field === undefined ? '' : `trường ${spot.field}`,
  ].filter((part) => part !== '').join(', ');
}

const REMEDIES: Readonly<Record<ScanCode, string>> = {
  malformed: 'Hãy xuất lại từ phần mềm khám chữa bệnh; không sửa tệp bằng tay.',
  truncated: 'Hãy xuất hoặc tải lên lại cho đủ.',
  entity: 'Hãy bỏ phần đó rồi xuất lại.',
  'too-deep': 'Đây không phải cấu trúc của chuẩn; hãy xuất lại.',
  'too-large': 'Hãy tách nhỏ hoặc xuất lại.',
};

export function scanProblem(code: ScanCode, clause: string, spot: Spot, subject: string): ReadProblem {
  const where = place(spot);
  return problem(code, spot, `${subject}${where === '' ? '' : ` (${where})`}: ${clause}. ${REMEDIES[code]}`);
}

export function base64Problem(fault: Base64Fault, table: TableName): ReadProblem {
  if (fault.fault === 'length') {
    return problem('bad-base64', { table }, `Bảng ${table}: nội dung base64 bị cụt (${fault.letters} ký tự, không chia hết cho 4). Hãy xuất hoặc gửi lại tệp.`);
  }
  const hint = fault.character === '-' || fault.character === '_' ? ' (đây là dạng base64url, chuẩn dùng + và /)' : '';
  return problem('bad-base64', { table }, `Bảng ${table}: ký tự «${fault.character}» ở vị trí ${fault.at + 1} không thuộc base64${hint}. Hãy xuất lại bảng này.`);
}

export function damageProblem(damage: 'lost' | 'tcvn3', spot: Spot): ReadProblem {
  const why = damage === 'lost'
    ? 'có ký tự không phải UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258)'
    : 'chữ gõ bằng bảng mã TCVN3 (ABC)';
  return problem('bad-encoding', spot, `${place(spot)}: ${why}. Hãy đặt phần mềm xuất Unicode UTF-8 rồi xuất lại.`.replace(/^./u, (letter) => letter.toUpperCase()));
}
