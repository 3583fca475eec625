import type { Readable } from 'node:stream';
import type { Policy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import { listLines, type ListLine, type ListReading } from '#platform/exchange/rules';
import { FAULTS, Fault } from '#platform/fault';
import type { FaultEntry } from '#platform/fault';
import type { Context } from '#platform/room';
import { SheetError, readSheetFile, sheetBytes } from '#platform/sheet';
import { dayInVietnam } from '#platform/time/rules';
import { DAY_FAULTS } from './faults.ts';
import { listWords } from './list-words.ts';

const MB = 1024 * 1024;
export const MOST_BYTES = 10 * MB;
const LIMITS = { bytes: MOST_BYTES, rows: 20_000, columns: 200, cell: 2000, unpacked: 100 * MB };

export interface ReadList {
  readonly bytes: Buffer;
  readonly columns: ListReading['columns'];
  readonly problems: ListReading['problems'];
  /** Of facilities that the caller may bring a list of. */
  readonly lines: readonly ListLine[];
  /** Lines of others: counted, not shown, not taken. */
  readonly foreign: number;
}

/** @param facility whose lines alone are taken; null: all (the department) @throws Fault receiver-list.unreadable, request.too-large */
export async function readList(context: Context, stream: Readable, facility: string | null): Promise<ReadList> {
  const bytes = await sheetBytes(stream, MOST_BYTES);
  const reading = listLines(await rowsOf(bytes, DAY_FAULTS.list), listWords(catalogues(context), dayInVietnam(Date.now())), facility ?? '');
  if (reading.columns.length === 0) throw new Fault(DAY_FAULTS.list, { why: 'không thấy cột mã lượt khám (MA_LK) trong mười hai dòng đầu' });
  const lines = reading.lines.filter((line) => facility === null || line.facility === facility);
  return { bytes, columns: reading.columns, problems: reading.problems, lines, foreign: reading.lines.length - lines.length };
}

/** Whose lines a caller brings. @throws Fault access.refused */
export function facilityFor(policy: Policy, asked: string | undefined): string | null {
  if (policy.role === 'department') return asked ?? null;
  if (policy.facility === null || (asked !== undefined && asked !== policy.facility)) throw new Fault(FAULTS.refused, { action: 'receiver-list.create' });
  return policy.facility;
}

/** @param unreadable what to throw @throws Fault */
export async function rowsOf(bytes: Buffer, unreadable: FaultEntry): Promise<string[][]> {
  try {
    return await readSheetFile(bytes, LIMITS);
  } catch (error) {
    throw error instanceof SheetError ? new Fault(unreadable, { why: error.message }) : error;
  }
}
