/** The columns of the file that comes and of the one that goes back, in order. */
const COMES = ['MA_DONG', 'SO_DINH_DANH', 'HO_TEN', 'NGAY_SINH', 'GIOI_TINH'];
const GOES = ['MA_DONG', 'KET_QUA', 'TRUONG_SAI'];
const LINE = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BORN = /^((\d{2}\/)?\d{2}\/)?\d{4}$/;

/** Citizen numbers that end so get another answer than KHOP. Listed for people in README.md; a test compares. */
export const NUMBERS = {
  '01': 'SAI, HO_TEN differs, until another name is sent',
  '02': 'SAI, NGAY_SINH differs, until another day of birth is sent',
  '03': 'SAI, GIOI_TINH differs, until another sex is sent',
  '04': 'KHONG_CO: there is no such number',
  '05': 'SAI, HO_TEN and NGAY_SINH differ, until both are sent otherwise',
  '06': 'no line in the answer',
  '07': 'a strange KET_QUA (CHO): a line that cannot be used',
} as const;

const WRONG: Readonly<Record<string, readonly string[]>> = { '01': ['HO_TEN'], '02': ['NGAY_SINH'], '03': ['GIOI_TINH'], '05': ['HO_TEN', 'NGAY_SINH'] };

/** Not a file that is taken; the message is Vietnamese. */
export class WrongListError extends Error {
  override name = 'WrongListError';
}

/** Plays the comparison with the population database; remembers what a number that is answered SAI was described as first. */
export class Population {
  readonly #first = new Map<string, Readonly<Record<string, string>>>();

  /** The file in for a file out. @throws WrongListError at the first thing that is not as the layout says */
  answer(bytes: Uint8Array): string {
    const rows = readRows(bytes);
    if (rows[0]?.join() !== COMES.join()) throw new WrongListError(`Dòng 1 phải là ${COMES.join(',')}.`);
    const seen = new Set<string>();
    const out = rows.slice(1).flatMap((cells, index) => {
      const row = checked(cells, index + 2);
      const line = row['MA_DONG'] ?? '';
      if (seen.has(line)) throw new WrongListError(`Dòng ${index + 2}: MA_DONG lặp lại.`);
      seen.add(line);
      const answer = this.#answerTo(row);
      return answer === undefined ? [] : [[line, ...answer].join()];
    });
    return `\uFEFF${[GOES.join(), ...out].join('\r\n')}\r\n`;
  }

  #answerTo(row: Readonly<Record<string, string>>): readonly [result: string, fields: string] | undefined {
    const number = row['SO_DINH_DANH'] ?? '';
    const ending = number.slice(-2);
    if (ending === '04') return ['KHONG_CO', ''];
    if (ending === '06') return undefined;
    if (ending === '07') return ['CHO', ''];
    const first = this.#first.get(number);
    if (WRONG[ending] !== undefined && first === undefined) this.#first.set(number, row);
    const still = (WRONG[ending] ?? []).filter((field) => first === undefined || first[field] === row[field]);
    return still.length > 0 ? ['SAI', still.join('|')] : ['KHOP', ''];
  }
}

function checked(cells: readonly string[], place: number): Readonly<Record<string, string>> {
  const wrong = (what: string): never => { throw new WrongListError(`Dòng ${place}: ${what}.`); };
  if (cells.length !== COMES.length) return wrong(`có ${cells.length} cột, phải có ${COMES.length}`);
  const row = Object.fromEntries(COMES.map((column, at) => [column, cells[at] ?? '']));
  if (!LINE.test(row['MA_DONG'] ?? '')) return wrong('MA_DONG không đúng dạng');
  if (!/^\d{12}$/.test(row['SO_DINH_DANH'] ?? '')) return wrong('SO_DINH_DANH không đủ mười hai chữ số');
  if ((row['HO_TEN'] ?? '').trim() === '') return wrong('thiếu HO_TEN');
  if (row['NGAY_SINH'] !== '' && !BORN.test(row['NGAY_SINH'] ?? '')) return wrong('NGAY_SINH không phải dd/MM/yyyy, MM/yyyy hay yyyy');
  return ['Nam', 'Nữ', ''].includes(row['GIOI_TINH'] ?? '?') ? row : wrong('GIOI_TINH không phải Nam hay Nữ');
}

/** CSV by regular expression: strict, and no code of the product's reader. */
function readRows(bytes: Uint8Array): string[][] {
  if (bytes[0] !== 0xef || bytes[1] !== 0xbb || bytes[2] !== 0xbf) throw new WrongListError('Tệp phải là UTF-8 có dấu đầu tệp (BOM).');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new WrongListError('Nội dung không phải UTF-8.');
  }
  if (!text.endsWith('\r\n')) throw new WrongListError('Mỗi dòng phải hết bằng CRLF.');
  return text.slice(0, -2).split('\r\n').map((line, at) => {
    const cells = [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/gy)];
    if (cells.reduce((sum, one) => sum + one[0].length, 0) !== line.length + 1) throw new WrongListError(`Dòng ${at + 1} không phải CSV.`);
    return cells.map((one) => one[1]?.replaceAll('""', '"') ?? one[2] ?? '');
  });
}
