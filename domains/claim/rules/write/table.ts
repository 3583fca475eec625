import type { Row, Table } from '../model/index.ts';
import { layout, tableShape } from '../standard/index.ts';
import { escapeText, forbiddenAt, UnwritableError } from './escape.ts';

function fieldsOf(table: Table, row: Row, index: number): string {
  let out = '';
  for (const field of layout(table.layout).names) {
    const value = row[field];
    if (value === undefined) continue;
    const bad = forbiddenAt(value);
    if (bad >= 0) throw new UnwritableError(table.layout, index + 1, field, value.charCodeAt(bad));
    out += value === '' ? `<${field}/>` : `<${field}>${escapeText(value)}</${field}>`;
  }
  return out;
}

/**
 * The inner documents of a table, in the order of its layout: fields that are undefined are left out, '' is an empty
 * element. One document; none for emptiness `content`; one for each row where the document has room for one record.
 * Throws UnwritableError.
 */
export function tableDocuments(table: Table): string[] {
  if (table.rows.length === 0 && table.emptiness === 'content') return [];
  const { path, record } = tableShape(table.name);
  const rows = table.rows.map((row, index) => `<${record}>${fieldsOf(table, row, index)}</${record}>`);
  if (path.length === 1) return rows.length === 0 ? [`<${record}/>`] : rows;
  const outer = path.slice(0, -1);
  return [`${outer.map((name) => `<${name}>`).join('')}${rows.join('')}${outer.toReversed().map((name) => `</${name}>`).join('')}`];
}

/** The inner XML of a table as one text, '' for emptiness `content`. */
export function writeTable(table: Table): string {
  return tableDocuments(table).join('');
}
