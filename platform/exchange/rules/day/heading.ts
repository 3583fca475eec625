import { fold } from '#platform/catalogue/rules';

/** Headings stand in one of the first lines: a portal puts its own title above. */
const HEAD_LINES = 12;

/** A heading or a word as a mapping has it: without accents, spaces and signs. */
export const plainHeading = (text: string): string => fold(text).replaceAll(/[^a-z0-9]/gu, '');

export interface Column<Field extends string> { readonly heading: string; /** Null: not used. */ readonly field: Field | null }

/**
 * The line of headings of a sheet.
 * @param meaning what a heading stands for, by the catalogue; asked with `plainHeading`
 * @param isHead whether a line that has these is the one
 * @returns `at`: its 0-based line; undefined: none of the first lines is one
 */
export function headOf<Field extends string>(rows: readonly (readonly string[])[], fields: readonly Field[], meaning: (heading: string) => string | undefined, isHead: (has: (field: Field) => boolean) => boolean): { readonly at: number; readonly columns: readonly Column<Field>[] } | undefined {
  for (const [at, row] of rows.slice(0, HEAD_LINES).entries()) {
    const taken = new Set<Field>();
    const columns = row.map((heading): Column<Field> => {
      const field = fields.find((one) => one === meaning(plainHeading(heading)));
      // The first column that means something is taken: a second of the same meaning would overwrite it.
      if (field === undefined || taken.has(field)) return { heading, field: null };
      taken.add(field);
      return { heading, field };
    });
    if (isHead((field) => taken.has(field))) return { at, columns };
  }
  return undefined;
}

/** The cells of a line by what they stand for; '' where there is no such column. */
export const cellOf = <Field extends string>(columns: readonly Column<Field>[], row: readonly string[]) => (field: Field): string => row[columns.findIndex((one) => one.field === field)] ?? '';

/** MA_LK as lists may have it. */
export const VISIT_KEY = /^[A-Za-z0-9][\w.\-/]{0,99}$/u;

/** Whose visit a line is about. @returns Vietnamese words when it cannot be said */
export function visitOfLine(maLk: string, named: string, own: string): { readonly facility: string; readonly maLk: string } | { readonly what: string } {
  if (!VISIT_KEY.test(maLk)) return { what: maLk === '' ? 'Không có mã lượt khám (MA_LK).' : 'Mã lượt khám (MA_LK) có ký tự lạ.' };
  const facility = named === '' ? own : named;
  if (!/^[A-Za-z0-9]{1,20}$/u.test(facility)) return { what: facility === '' ? 'Không có mã cơ sở (MA_CSKCB).' : 'Mã cơ sở có ký tự lạ.' };
  return { facility, maLk };
}
