import { amountOf, amountWords, sumOf, type Amount } from './amount.ts';
import { countedOnce } from './form-once.ts';
import { cellOf, headOf, plainHeading, visitOfLine, type Column } from './heading.ts';
import { dayOf } from './moment.ts';

/** What a column of a form with results of adjudication may hold. */
export const FORM_FIELDS = ['maLk', 'facility', 'visitId', 'resultDay', 'table', 'row', 'lineId', 'itemCode', 'itemName', 'claimed', 'accepted', 'refused', 'reasonCode', 'reason'] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** One line of a visit that was judged. */
export interface FormLine {
  /** 1-based line of the sheet. */
  readonly line: number;
  readonly facility: string;
  readonly maLk: string;
  /** The portal's own number of the visit (XML1_ID). */
  readonly visitId: string | null;
  /** yyyy-MM-dd: when the portal gave the result. */
  readonly resultDay: string | null;
  /** `XML2`; null where only the portal's number of the line is given. */
  readonly table: string | null;
  /** STT in that table. */
  readonly row: number | null;
  /** The portal's own number of the line. */
  readonly lineId: string | null;
  /** Code and name of what was charged, as far as the form says. */
  readonly item: string | null;
  readonly claimed: Amount;
  readonly refused: Amount;
  readonly reasonCode: string | null;
  readonly reason: string;
}

export interface FormProblem { readonly line: number; readonly what: string; /** Whose line it is, where that much was understood. */ readonly of: { readonly facility: string; readonly maLk: string } | null }

export interface FormReading {
  /** Empty: no line of headings was found. */
  readonly columns: readonly Column<FormField>[];
  readonly lines: readonly FormLine[];
  readonly problems: readonly FormProblem[];
}

/** All lines of one visit. */
export interface FormVisit {
  readonly facility: string;
  readonly maLk: string;
  readonly visitId: string | null;
  /** The earliest that its lines say: a deadline may be early, never late. */
  readonly resultDay: string | null;
  readonly lines: readonly FormLine[];
  readonly claimed: Amount;
  readonly refused: Amount;
}

/**
 * Reads the rows of a form. @param field what headings mean: rows of the catalogue, asked with `plainHeading`
 * @param ownFacility of lines that name none; '': such lines are not understood
 */
export function formLines(rows: readonly (readonly string[])[], field: (heading: string) => string | undefined, ownFacility: string): FormReading {
  const head = headOf(rows, FORM_FIELDS, field, (has) => has('maLk') && (has('refused') || (has('claimed') && has('accepted'))));
  if (head === undefined) return { columns: [], lines: [], problems: [] };
  const lines: FormLine[] = [];
  const problems: FormProblem[] = [];
  const seen = new Map<string, number>();
  rows.slice(head.at + 1).forEach((row, index) => {
    const cell = cellOf(head.columns, row);
    if (row.every((one) => one === '') || (cell('maLk') === '' && row.some(isTotal))) return;
    const line = head.at + index + 2;
    const visit = visitOfLine(cell('maLk'), cell('facility'), ownFacility);
    if ('what' in visit) return void problems.push({ line, what: visit.what, of: null });
    const read = readLine(cell);
    if ('what' in read) return void problems.push({ line, what: read.what, of: visit });
    const key = [visit.facility, visit.maLk, ...Object.values(read).map(String)].join('\n');
    const before = seen.get(key);
    if (before !== undefined) return void problems.push({ line, what: `Trùng hệt dòng ${before} của tệp: chỉ tính một lần.`, of: null });
    seen.set(key, line);
    lines.push({ line, ...visit, ...read });
  });
  const once = countedOnce(lines);
  return { columns: head.columns, lines: once.lines, problems: [...problems, ...once.problems].toSorted((a, b) => a.line - b.line) };
}

const isTotal = (cell: string): boolean => /^(tong|tongcong|cong|tongso)$/u.test(plainHeading(cell));
const LONGEST = 500;
const textOf = (value: string): string | null => (value === '' ? null : value.slice(0, LONGEST));

function readLine(cell: (field: FormField) => string): Omit<FormLine, 'line' | 'facility' | 'maLk'> | { readonly what: string } {
  const table = tableOf(cell('table'));
  if (table === undefined) return { what: `Không hiểu bảng “${cell('table').slice(0, 40)}”: cần XML1 đến XML15.` };
  const row = rowOf(cell('row'));
  if (row === undefined) return { what: `Không hiểu số thứ tự dòng “${cell('row').slice(0, 40)}”.` };
  const resultDay = dayOf(cell('resultDay'));
  if (resultDay === undefined) return { what: `Không đọc được ngày trả kết quả “${cell('resultDay').slice(0, 40)}”.` };
  const lineId = textOf(cell('lineId'));
  // A line is named by the portal, or by table and number; the summary of a visit is one line.
  if (lineId === null && (table === null || (row === null && table !== 'XML1'))) return { what: 'Không có bảng kèm số thứ tự dòng (STT), cũng không có mã dòng chi phí.' };
  const amounts = amountsOf(cell);
  if ('what' in amounts) return amounts;
  const item = [cell('itemCode'), cell('itemName')].filter((part) => part !== '').join(' – ');
  return { visitId: textOf(cell('visitId')), resultDay, table, row, lineId, item: textOf(item), ...amounts, reasonCode: textOf(cell('reasonCode')), reason: textOf(cell('reason')) ?? '' };
}

/** Claimed and refused; the third, where it stands, must agree. */
function amountsOf(cell: (field: FormField) => string): { readonly claimed: Amount; readonly refused: Amount } | { readonly what: string } {
  for (const [field, name] of [['claimed', 'đề nghị'], ['accepted', 'chấp nhận'], ['refused', 'từ chối']] as const) {
    if (cell(field) !== '' && amountOf(cell(field)) === undefined) return { what: `Không đọc được số tiền ${name} “${cell(field).slice(0, 40)}”.` };
  }
  const [said, accepted, no] = [amountOf(cell('claimed')), amountOf(cell('accepted')), amountOf(cell('refused'))];
  const refused = no ?? (said === undefined || accepted === undefined ? undefined : said - accepted);
  const claimed = said ?? (accepted === undefined || refused === undefined ? undefined : accepted + refused);
  if (refused === undefined) return { what: 'Không có số tiền từ chối.' };
  if (claimed === undefined) return { what: 'Không có số tiền đề nghị.' };
  if (refused < 0n || refused > claimed) return { what: refused < 0n ? `Số tiền chấp nhận lớn hơn số tiền đề nghị ${amountWords(claimed)}.` : `Số tiền từ chối ${amountWords(refused)} lớn hơn số tiền đề nghị ${amountWords(claimed)}.` };
  if (accepted !== undefined && accepted + refused !== claimed) return { what: `Số tiền không khớp: chấp nhận ${amountWords(accepted)} cộng từ chối ${amountWords(refused)} khác đề nghị ${amountWords(claimed)}.` };
  return { claimed, refused };
}

/** `XML2`, `xml 02`, `2` → `XML2`. @returns null: nothing there; undefined: no table */
function tableOf(text: string): string | null | undefined {
  if (text === '') return null;
  const number = Number(/^(?:xml|bang)?0?(\d{1,2})$/u.exec(plainHeading(text))?.[1] ?? 0);
  return number >= 1 && number <= 15 ? `XML${number}` : undefined;
}

function rowOf(text: string): number | null | undefined {
  if (text === '') return null;
  return /^\d{1,6}$/u.test(text) && Number(text) > 0 ? Number(text) : undefined;
}

/**
 * The visits of a form with their sums. A visit one of whose lines was not understood is left whole: its sum would be too small.
 * @returns broken: such visits
 */
export function formVisits({ lines, problems }: Pick<FormReading, 'lines' | 'problems'>): { readonly visits: readonly FormVisit[]; readonly broken: readonly { readonly facility: string; readonly maLk: string }[] } {
  const keyOf = (one: { readonly facility: string; readonly maLk: string }): string => `${one.facility} ${one.maLk}`;
  const broken = new Map(problems.flatMap(({ of }) => (of === null ? [] : [[keyOf(of), of] as const])));
  const visits = [...Map.groupBy(lines, keyOf)].flatMap(([key, group]): FormVisit[] => {
    const [first] = group;
    if (first === undefined || broken.has(key)) return [];
    return [{ facility: first.facility, maLk: first.maLk, visitId: group.find((one) => one.visitId !== null)?.visitId ?? null, resultDay: group.flatMap((one) => one.resultDay ?? []).toSorted()[0] ?? null, lines: group, claimed: sumOf(group.map((one) => one.claimed)), refused: sumOf(group.map((one) => one.refused)) }];
  });
  return { visits, broken: [...broken.values()] };
}
