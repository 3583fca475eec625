import type { Readable } from 'node:stream';
import { catalogues } from '#platform/catalogue/server';
import { formLines, formVisits, sumOf, type Amount, type FormReading, type FormVisit } from '#platform/exchange/rules';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { sheetBytes } from '#platform/sheet';
import { dayInVietnam } from '#platform/time/rules';
import { DAY_FAULTS } from './faults.ts';
import { MOST_BYTES, rowsOf } from './list-read.ts';

export interface ReadForm {
  readonly bytes: Buffer;
  readonly columns: FormReading['columns'];
  readonly problems: FormReading['problems'];
  /** Of facilities that the caller may bring a form of. */
  readonly visits: readonly FormVisit[];
  /** Visits of his that are left, because a line of theirs was not understood. */
  readonly broken: number;
  /** Lines of other facilities: counted, not shown, not taken. */
  readonly foreign: number;
  readonly sums: { readonly lines: number; readonly claimed: Amount; readonly refused: Amount };
}

/** @param facility whose lines alone are taken; null: all (the department) @throws Fault adjudication-form.unreadable, request.too-large */
export async function readForm(context: Context, stream: Readable, facility: string | null): Promise<ReadForm> {
  const bytes = await sheetBytes(stream, MOST_BYTES);
  const lists = catalogues(context);
  const today = dayInVietnam(Date.now());
  const reading = formLines(await rowsOf(bytes, DAY_FAULTS.form), (heading) => (heading === '' ? undefined : lists.find('adjudication-form-column', heading, today)?.attributes['field']), facility ?? '');
  if (reading.columns.length === 0) throw new Fault(DAY_FAULTS.form, { why: 'không thấy cột mã lượt khám (MA_LK) cùng cột số tiền từ chối trong mười hai dòng đầu' });
  const isMine = (one: { readonly facility: string }): boolean => facility === null || one.facility === facility;
  const lines = reading.lines.filter(isMine);
  // What is wrong with a line of another facility is no business of the caller's.
  const problems = reading.problems.filter((one) => one.of === null || isMine(one.of));
  const { visits, broken } = formVisits({ lines, problems });
  const all = visits.flatMap((one) => one.lines);
  return {
    bytes, columns: reading.columns, problems, visits, broken: broken.length, foreign: reading.lines.length - lines.length + reading.problems.length - problems.length,
    sums: { lines: all.length, claimed: sumOf(all.map((one) => one.claimed)), refused: sumOf(all.map((one) => one.refused)) },
  };
}
