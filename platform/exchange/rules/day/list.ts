import { cellOf, headOf, plainHeading, visitOfLine } from './heading.ts';
import { dayOf, momentOf } from './moment.ts';

/** What a column of a receiver's list may hold. */
export const LIST_FIELDS = ['maLk', 'facility', 'receipt', 'receivedAt', 'day', 'outcome', 'answer', 'errorCode', 'errorTable', 'errorRow', 'errorField', 'errorText'] as const;
export type ListField = (typeof LIST_FIELDS)[number];
const OUTCOMES = ['accepted', 'rejected', 'adjudicated'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What headings and words of the portal mean: rows of the catalogue. Asked with `plainHeading`. */
export interface ListWords {
  field(heading: string): string | undefined;
  outcome(word: string): string | undefined;
}

export interface ListLine {
  /** 1-based line of the sheet. */
  readonly line: number;
  readonly facility: string;
  readonly maLk: string;
  readonly outcome: Outcome;
  readonly receipt: string | null;
  /** ISO 8601 with +07:00. */
  readonly receivedAt: string | null;
  /** yyyy-MM-dd: day of the event, where a column says it. */
  readonly day: string | null;
  readonly answer: string;
  readonly error: { readonly code: string; readonly table: string | null; readonly row: number | null; readonly field: string | null; readonly text: string } | null;
}

export interface ListReading {
  /** In the order of the sheet; field null: not used. Empty: no line of headings was found. */
  readonly columns: readonly { readonly heading: string; readonly field: ListField | null }[];
  readonly lines: readonly ListLine[];
  /** Lines that were not understood, and why (Vietnamese). */
  readonly problems: readonly { readonly line: number; readonly what: string }[];
}

/**
 * Reads the rows of a list that a receiver's portal exports.
 * @param facility of lines that name none; '': such lines are not understood
 */
export function listLines(rows: readonly (readonly string[])[], words: ListWords, facility: string): ListReading {
  const head = headOf(rows, LIST_FIELDS, (heading) => words.field(heading), (has) => has('maLk'));
  if (head === undefined) return { columns: [], lines: [], problems: [] };
  const lines: ListLine[] = [];
  const problems: { line: number; what: string }[] = [];
  rows.slice(head.at + 1).forEach((row, index) => {
    if (row.every((cell) => cell === '')) return;
    const line = head.at + index + 2;
    const read = readLine(cellOf(head.columns, row), words, facility);
    if ('what' in read) problems.push({ line, what: read.what });
    else lines.push({ line, ...read });
  });
  return { columns: head.columns, lines, problems };
}

function readLine(cell: (field: ListField) => string, words: ListWords, ownFacility: string): Omit<ListLine, 'line'> | { readonly what: string } {
  const visit = visitOfLine(cell('maLk'), cell('facility'), ownFacility);
  if ('what' in visit) return visit;
  const moment = momentOf(cell('receivedAt'));
  if (moment === undefined) return { what: 'Không đọc được thời gian tiếp nhận.' };
  const day = dayOf(cell('day'));
  if (day === undefined) return { what: 'Không đọc được ngày ra viện.' };
  const said = cell('outcome');
  const faulty = cell('errorCode') !== '' || cell('errorText') !== '' || cell('errorField') !== '';
  const outcome = said === '' ? (faulty ? 'rejected' : 'accepted') : OUTCOMES.find((one) => one === words.outcome(plainHeading(said)));
  if (outcome === undefined) return { what: `Không hiểu trạng thái “${said.slice(0, 60)}”: cần thêm vào danh mục receiver-list-outcome.` };
  const row = Number(cell('errorRow'));
  const error = faulty ? {
    code: cell('errorCode'), table: cell('errorTable') || null, row: Number.isInteger(row) && row > 0 ? row : null, field: cell('errorField') || null, text: cell('errorText') || cell('answer') || said,
  } : null;
  return { ...visit, outcome, receipt: cell('receipt') || null, receivedAt: moment, day, answer: cell('answer') || error?.text || said, error };
}

/** A visit of a list: its lines together. */
export interface ListedLines extends Omit<ListLine, 'line' | 'error'> { readonly errors: readonly NonNullable<ListLine['error']>[] }

/**
 * Lists have a line for each error, and one for each time that a visit was sent. The latest sending counts; of it one line that is rejected rejects it.
 * @returns one for each (facility, MA_LK), in the order of their first lines
 */
export function visitsOf(lines: readonly ListLine[]): ListedLines[] {
  return [...Map.groupBy(lines, (one) => `${one.facility} ${one.maLk}`).values()].flatMap((group) => {
    const [latest] = group.toSorted((a, b) => (b.receivedAt ?? '').localeCompare(a.receivedAt ?? ''));
    if (latest === undefined) return [];
    const same = group.filter((one) => one.receivedAt === latest.receivedAt && one.receipt === latest.receipt);
    const chosen = same.find((one) => one.outcome === 'rejected') ?? latest;
    const { facility, maLk, outcome, receipt, receivedAt, day, answer } = chosen;
    return [{ facility, maLk, outcome, receipt, receivedAt, day, answer, errors: outcome === 'rejected' ? same.flatMap((one) => one.error ?? []) : [] }];
  });
}
