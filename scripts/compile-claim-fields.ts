/**
 * Makes domains/claim/rules/standard/fields.json out of reference/claim-xml/fields.tsv, which is the source of truth.
 * Run after every change of the list: node scripts/compile-claim-fields.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';

const SOURCE = new URL('../reference/claim-xml/fields.tsv', import.meta.url);
const TARGET = new URL('../domains/claim/rules/standard/fields.json', import.meta.url);

/** [name, kind, decimals, maxLength or null, required, condition, meaning, since] in the order of the standard. */
type Compact = readonly [string, string, number, number | null, string, string, string, string];

const KINDS: Readonly<Record<string, readonly [kind: string, decimals: number]>> = {
  'string': ['string', 0],
  'number, integer': ['integer', 0],
  'number, 2 decimals': ['decimal', 2],
  'number, 3 decimals': ['decimal', 3],
  'number (integer; decimals such as 47.5 allowed from QĐ1931/2026)': ['decimal', 1],
  'date yyyyMMdd': ['date', 0],
  'date yyyyMMddHHmm': ['datetime', 0],
  'string: yyyyMMddHHmm (size 100)': ['datetime', 0],
  'date yyyyMMdd or yyyyMMddHHmm': ['date-or-datetime', 0],
  'string, list(;)': ['list', 0],
  'string, list(;) of yyyyMMdd': ['date-list', 0],
};

function sizeInForce(before: string, now: string): number | null {
  // A field that a later layout dropped keeps its size in the layout that has it.
  const size = now === 'removed' ? before : now;
  return size === 'n' ? null : Number(size);
}

function obligation(text: string): readonly [required: string, condition: string] {
  const found = /^(yes|no|conditional)(?:: (.*)| \((.*)\))?$/u.exec(text);
  if (found === null) throw new Error(`unknown obligation: ${text}`);
  return [found[1] ?? '', found[2] ?? found[3] ?? ''];
}

function origin(note: string): string {
  if (note.startsWith('in 130')) return '130';
  if (note.startsWith('added by 4750')) return '4750';
  if (note.startsWith('changed by 3176')) return '3176';
  throw new Error(`unknown version note: ${note}`);
}

/** The text of fields.json for the text of fields.tsv. Throws on anything it does not know. */
export function compileFields(tsv: string): string {
  const layouts = new Map<string, Compact[]>();
  for (const line of tsv.trimEnd().split('\n').slice(1)) {
    const [layout = '', ordinal, name = '', type = '', before = '', needed = '', meaning = '', note = '', , now = ''] = line.split('\t');
    const known = KINDS[type];
    if (known === undefined) throw new Error(`unknown type of ${layout}.${name}: ${type}`);
    const fields = layouts.get(layout) ?? [];
    layouts.set(layout, fields);
    if (Number(ordinal) !== fields.length + 1) throw new Error(`gap in the ordinals at ${layout}.${name}`);
    const size = sizeInForce(before, now);
    // QĐ 3176 shortened one point in time to a day (XML14.NGAY_HEN_KL, 12 → 8).
    const kind = known[0] === 'datetime' && size === 8 ? 'date' : known[0];
    fields.push([name, kind, known[1], size, ...obligation(needed), meaning, origin(note)]);
  }
  const parts = [...layouts].map(([name, fields]) => `${JSON.stringify(name)}: [\n${fields.map((f) => JSON.stringify(f)).join(',\n')}\n]`);
  return `{\n${parts.join(',\n')}\n}\n`;
}

if (import.meta.main) writeFileSync(TARGET, compileFields(readFileSync(SOURCE, 'utf8')));
