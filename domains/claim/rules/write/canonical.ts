import { TABLES, type Dossier } from '../model/index.ts';
import { layout } from '../standard/index.ts';

/**
 * What a dossier says, as one stable text to be hashed: the same for base64 and inline tables, CDATA, white space
 * between elements and any order of tables and fields. Absent and empty stay different, for tables and for fields.
 * The file's own MACSKCB and NGAYLAP are not in it: the same visit exported on another day is the same visit.
 */
export function canonical(dossier: Dossier): string {
  const lines: string[] = [`yteso-claim 1 ${dossier.kind}`];
  for (const name of TABLES) {
    const table = dossier.tables.get(name);
    if (table === undefined) continue;
    lines.push(`${table.layout} ${table.rows.length}${table.emptiness === undefined ? '' : ` ${table.emptiness}`}`);
    const { names } = layout(table.layout);
    for (const row of table.rows) {
      lines.push('-');
      for (const field of names) {
        const value = row[field];
        if (value !== undefined) lines.push(`${field}=${JSON.stringify(value)}`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
