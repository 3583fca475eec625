import { COMPARED, type ComparedField, type NationalLayout } from './layout.ts';

/** What the national side says of one line. */
export interface NationalResult {
  readonly line: string;
  readonly outcome: 'match' | 'differ';
  /** In the order of `COMPARED`; the citizen number alone: there is no such number. */
  readonly differs: readonly ComparedField[];
}

/** A line that cannot be used; the words are Vietnamese and tell what is wrong with the values. */
export class ResultProblem extends Error {
  override name = 'ResultProblem';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the cells of one line of the file in. @throws ResultProblem */
export function resultOf(cells: readonly string[], layout: NationalLayout): NationalResult {
  const titles = Object.values(layout.in);
  if (cells.length !== titles.length) throw new ResultProblem(`dòng có ${cells.length} cột, bố cục cần ${titles.length} cột`);
  const [line = '', result = '', written = ''] = cells.map((cell) => cell.trim());
  const id = line.toLowerCase();
  if (!UUID.test(id)) throw new ResultProblem(`${layout.in.line} “${shortened(line)}” không phải mã dòng đã gửi`);
  const { match, differ, absent } = layout.results;
  const fields = written === '' ? [] : written.split(layout.fieldsBetween).map((one) => one.trim());
  if (result === match || result === absent) {
    if (fields.length > 0) throw new ResultProblem(`${layout.in.result} là ${result} mà ${layout.in.differs} lại có “${shortened(written)}”`);
    return { line: id, outcome: result === match ? 'match' : 'differ', differs: result === match ? [] : ['citizenId'] };
  }
  if (result !== differ) throw new ResultProblem(`${layout.in.result} “${shortened(result)}” không phải ${[match, differ, absent].join(', ')}`);
  if (fields.length === 0) throw new ResultProblem(`${layout.in.result} là ${differ} mà ${layout.in.differs} không nêu trường nào`);
  const known = new Map(COMPARED.map((field) => [layout.out[field], field]));
  const strange = fields.find((field) => !known.has(field));
  if (strange !== undefined) throw new ResultProblem(`${layout.in.differs} có “${shortened(strange)}”, bố cục chỉ có ${[...known.keys()].join(', ')}`);
  const named = new Set(fields.map((field) => known.get(field)));
  return { line: id, outcome: 'differ', differs: COMPARED.filter((field) => named.has(field)) };
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
