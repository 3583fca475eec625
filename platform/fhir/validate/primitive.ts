import { numeral } from '../raw-number.ts';
import { isDate, isDateTime, isInstant, isTime } from './calendar.ts';

/** A primitive type: what fits it, and how to say what it asks for. */
interface Primitive {
  readonly fits: (value: unknown) => boolean;
  /** Vietnamese, after "phải là". */
  readonly wanted: string;
}

const LONGEST = 1024 * 1024;
const INTEGER = /^-?(0|[1-9]\d*)$/;
/** Control characters other than tab and line ends. */
const CONTROL = /[\0-\u0008\u000b\u000c\u000e-\u001f]/;
const BASE64 = /^[0-9a-zA-Z+/]*={0,2}$/;

const text = (wanted: string, fits: (value: string) => boolean): Primitive => ({ wanted, fits: (value) => typeof value === 'string' && fits(value) });
const matching = (wanted: string, pattern: RegExp): Primitive => text(wanted, (value) => pattern.test(value));
const whole = (wanted: string, least: number): Primitive => ({
  wanted,
  fits: (value) => {
    const written = numeral(value);
    return written !== undefined && INTEGER.test(written) && Number(written) >= least && Number(written) <= 2_147_483_647;
  },
});
const words = text('chuỗi không rỗng, không có ký tự điều khiển', (value) => value !== '' && value.length <= LONGEST && !CONTROL.test(value));
const address = matching('địa chỉ (URI) không rỗng, không có khoảng trắng', /^\S+$/);

/** Formats of http://hl7.org/fhir/R4/datatypes.html, on values as JSON has them. */
export const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  boolean: { wanted: 'true hoặc false, không đặt trong dấu nháy', fits: (value) => typeof value === 'boolean' },
  integer: whole('số nguyên 32 bit, không đặt trong dấu nháy', -2_147_483_648),
  unsignedInt: whole('số nguyên từ 0, không đặt trong dấu nháy', 0),
  positiveInt: whole('số nguyên từ 1, không đặt trong dấu nháy', 1),
  decimal: { wanted: 'số thập phân, không đặt trong dấu nháy', fits: (value) => Number.isFinite(Number(numeral(value) ?? Number.NaN)) },
  string: words,
  markdown: words,
  code: matching('mã không rỗng, không thừa khoảng trắng', /^[^\s]+(\s[^\s]+)*$/),
  id: matching('định danh 1–64 ký tự gồm chữ, số, dấu "-" và "."', /^[A-Za-z0-9\-.]{1,64}$/),
  uri: address, url: address, canonical: address,
  oid: matching('OID dạng urn:oid:1.2.3', /^urn:oid:[0-2](\.(0|[1-9]\d*))+$/),
  uuid: matching('UUID dạng urn:uuid:xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx, chữ thường', /^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  date: text('ngày có thật dạng YYYY, YYYY-MM hoặc YYYY-MM-DD', isDate),
  dateTime: text('thời điểm có thật dạng YYYY, YYYY-MM, YYYY-MM-DD hoặc YYYY-MM-DDThh:mm:ss+07:00', isDateTime),
  instant: text('thời điểm đầy đủ dạng YYYY-MM-DDThh:mm:ss+07:00', isInstant),
  time: text('giờ dạng hh:mm:ss', isTime),
  base64Binary: text('dữ liệu base64', isBase64),
  xhtml: text('đoạn XHTML nằm trong <div>', (value) => value !== ''),
};

/** Never the official expression, which takes exponential time on long data. */
function isBase64(value: string): boolean {
  if (value.length > LONG && decodes(value)) return true;
  const bare = /\s/.test(value) ? value.replaceAll(/\s+/g, '') : value;
  return bare !== '' && bare.length % 4 === 0 && BASE64.test(bare);
}

/** From here on decoding is quicker than looking at each character. */
const LONG = 256;

/** Whether long data without white space decodes to its full length. */
function decodes(value: string): boolean {
  const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
  try {
    return value.length % 4 === 0 && atob(value).length === (value.length / 4) * 3 - padding;
  } catch {
    return false;
  }
}
