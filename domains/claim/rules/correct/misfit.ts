import { isBirth, isDay, isMoment } from '../check/when.ts';
import { fieldDamage } from '../read/encoding.ts';
import { parseScaled } from '../money/index.ts';
import type { FieldSpec } from '../standard/index.ts';
import { forbiddenAt } from '../write/escape.ts';

/** They say which dossier it is: whoever changes them makes another one. */
export const FIXED_FIELDS: ReadonlySet<string> = new Set(['MA_LK', 'MA_CSKCB']);

/**
 * Why a value cannot stand in a field, as Vietnamese words for behind the place; undefined: it can. Only the shape: what a value means is for the rules.
 * The words never hold the value. '' empties a field, which is a shape of every field.
 */
export function misfitOf(field: FieldSpec, value: string): string | undefined {
  if (FIXED_FIELDS.has(field.name)) return 'không sửa được tại chỗ vì là khoá của hồ sơ. Hãy sửa ở phần mềm của cơ sở rồi nộp tệp mới';
  if (forbiddenAt(value) >= 0) return 'có ký tự không ghi được vào XML. Hãy xoá rồi gõ lại';
  if (fieldDamage(value) !== undefined) return 'có chữ gõ bằng bảng mã cũ (TCVN3) hoặc ký tự hỏng. Hãy gõ lại bằng Unicode';
  if (value === '') return undefined;
  if (value.trim() === '') return 'chỉ có khoảng trắng. Hãy xoá trống hoặc điền giá trị';
  if (field.maxLength !== null && [...value].length > field.maxLength) return `dài quá ${field.maxLength} ký tự. Hãy rút ngắn`;
  return kindMisfit(field, value);
}

function kindMisfit(field: FieldSpec, value: string): string | undefined {
  switch (field.kind) {
    case 'integer': return isAmount(value, 0) ? undefined : 'phải là số nguyên không âm, chỉ gồm chữ số';
    case 'decimal': return isAmount(value, field.decimals) ? undefined : `phải là số không âm, dấu thập phân là dấu chấm, nhiều nhất ${field.decimals} số lẻ`;
    // Before QĐ 3176 this day had an hour too.
    case 'date': return isDay(value) || (field.name === 'NGAY_HEN_KL' && isMoment(value)) ? undefined : 'phải là ngày có thật, viết yyyyMMdd (ví dụ 20261121)';
    case 'datetime': return (field.name === 'NGAY_SINH' ? isBirth(value) : isMoment(value)) ? undefined : 'phải là thời điểm có thật, viết yyyyMMddHHmm (ví dụ 202611210830)';
    case 'date-or-datetime': return isDay(value) || isMoment(value) ? undefined : 'phải là ngày yyyyMMdd hoặc thời điểm yyyyMMddHHmm có thật';
    case 'date-list': return value.split(';').every(isDay) ? undefined : 'phải là các ngày có thật, viết yyyyMMdd, cách nhau bằng dấu chấm phẩy';
    case 'string':
    case 'list': return undefined;
  }
}

const isAmount = (value: string, decimals: number): boolean => parseScaled(value, decimals) !== undefined && !value.startsWith('-');
