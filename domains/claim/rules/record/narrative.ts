import type { LayoutName, Row } from '../model/index.ts';
import { layout } from '../standard/index.ts';
import { text } from './key.ts';

/** Readable text of a row, for whoever reads R4 and not our extensions. */

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };
const escape = (value: string): string => value.replace(/[&<>"\r]/g, (mark) => MARKS[mark] ?? mark);

/** A text as XHTML. */
export const xhtml = (value: string): string => `<div xmlns="http://www.w3.org/1999/xhtml">${escape(value)}</div>`;

/** Fields that join or number and say nothing to a reader. */
const SILENT = new Set(['MA_LK', 'STT', 'DU_PHONG']);

/** The filled fields of a row but for those that stand as text already. undefined: none. */
export function narrativeOf(name: LayoutName, row: Row, but: ReadonlySet<string>): { status: string; div: string } | undefined {
  const lines = layout(name).fields.flatMap((field) => {
    const value = text(row, field.name);
    return value === '' || SILENT.has(field.name) || but.has(field.name) ? [] : [`<p>${escape(field.meaningVi.split(/ \(|;/)[0] ?? field.name)}: ${escape(value)}</p>`];
  });
  return lines.length === 0 ? undefined : { status: 'extensions', div: `<div xmlns="http://www.w3.org/1999/xhtml">${lines.join('')}</div>` };
}
