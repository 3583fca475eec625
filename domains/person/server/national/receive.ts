import type { Readable } from 'node:stream';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { CsvReader, ResultProblem, resultOf, type CsvRecord, type NationalLayout, type NationalResult } from '#domains/person/rules';
import { PERSON_FAULTS } from '../faults.ts';
import { applyResults, type Verdict } from './apply.ts';
import { lockNational } from './state.ts';

export interface Received {
  /** Lines with content, the header not counted. */
  readonly lines: number;
  readonly applied: number;
  /** Known already: the file, or part of it, was taken in before. */
  readonly same: number;
  readonly bad: number;
  /** The first of the bad lines. `line` counts from 1, header included; the words are Vietnamese. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

const STEP = 1000;
const TOLD = 200;
/** The signs between cells that programs for tables write. */
const BETWEEN = [',', ';', '\t'] as const;

/**
 * Takes in an answer of the national side: good lines count, bad ones are told, and taking the same file in again changes nothing.
 * @throws Fault person.national-header when the first line is not the layout's, person.national-encoding when the bytes are no UTF-8
 */
export async function receiveResults(tx: Tx, file: Readable, layout: NationalLayout): Promise<Received> {
  await lockNational(tx);
  const problems: { line: number; message: string }[] = [];
  const sum = { lines: 0, applied: 0, same: 0, bad: 0 };
  const note = (line: number, verdict: Verdict): void => {
    if (verdict === 'applied' || verdict === 'same') sum[verdict] += 1;
    else {
      sum.bad += 1;
      if (problems.length < TOLD) problems.push({ line, message: verdict.problem });
    }
  };
  let group: { at: number; result: NationalResult }[] = [];
  const settle = async (): Promise<void> => {
    const verdicts = await applyResults(tx, group.map((one) => one.result));
    group.forEach((one, place) => note(one.at, verdicts[place] ?? { problem: 'không xử lý được dòng này' }));
    group = [];
  };
  for await (const record of recordsOf(file, layout)) {
    sum.lines += 1;
    const read = readLine(record, layout);
    if ('problem' in read) note(record.line, read);
    else group.push({ at: record.line, result: read });
    if (group.length >= STEP) await settle();
  }
  await settle();
  return { ...sum, problems: problems.toSorted((a, b) => a.line - b.line) };
}

function readLine(record: CsvRecord, layout: NationalLayout): NationalResult | { problem: string } {
  if ('problem' in record) return record;
  try {
    return resultOf(record.cells, layout);
  } catch (error) {
    if (!(error instanceof ResultProblem)) throw error;
    return { problem: error.message };
  }
}

/** The lines after the header. */
async function* recordsOf(file: Readable, layout: NationalLayout): AsyncGenerator<CsvRecord> {
  let reader: CsvReader | undefined;
  let isHeader = true;
  for await (const text of textOf(file)) {
    reader ??= new CsvReader(betweenOf(text, layout));
    for (const record of reader.push(text)) {
      if (isHeader) checkHeader(record, layout);
      else yield record;
      isHeader = false;
    }
  }
  for (const record of reader?.end() ?? []) {
    if (isHeader) checkHeader(record, layout);
    else yield record;
    isHeader = false;
  }
  if (isHeader) throw new Fault(PERSON_FAULTS.nationalHeader, { expected: Object.values(layout.in).join(',') });
}

function betweenOf(text: string, layout: NationalLayout): string {
  const start = text.slice(0, 200);
  return BETWEEN.find((sign) => start.includes(`${layout.in.line}${sign}`)) ?? ',';
}

function checkHeader(record: CsvRecord, layout: NationalLayout): void {
  const expected = Object.values(layout.in).join(',');
  if (!('cells' in record) || record.cells.map((cell) => cell.trim().toUpperCase()).join(',') !== expected) throw new Fault(PERSON_FAULTS.nationalHeader, { expected });
}

async function* textOf(file: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const chunk of file) yield decoder.decode(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)), { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new Fault(PERSON_FAULTS.nationalEncoding);
    throw error;
  }
}
