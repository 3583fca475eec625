import type { DossierText } from './text.ts';

/** Where the damage is. `row` and `field` null: anywhere in the table; `table` null: the file as a whole. */
export interface Label { readonly table: string | null; readonly row: number | null; readonly field: string | null }

/** One way to damage a dossier so that one rule should find it. */
export interface Spoil {
  /** Code of the rule that should find it: a label, nothing is asked of the rule. */
  readonly rule: string;
  /** What is done, in English, for the report. */
  readonly what: string;
  /** Which file it damages; claims when left out. */
  readonly file?: 'claim' | 'checkin' | 'assessment';
  /** Harmless change first (an older date, say); the rule must be silent after it. */
  readonly prepare?: (text: DossierText) => boolean;
  /** Damages the text and says where; null: this dossier has nothing to damage this way. */
  readonly apply: (text: DossierText) => Label | null;
  /** Damage to the closed file, after `apply`. */
  readonly afterwards?: (file: string) => string;
}

export type Get = (field: string) => string;

const filled = (field: string) => (get: Get): boolean => get(field) !== '';

/** The first row of the table that passes; undefined: none. */
export function firstRow(text: DossierText, table: string, pass: (get: Get) => boolean = () => true): number | undefined {
  return text.rows(table, pass)[0];
}

/** Writes a value into a field of the first row that passes. */
export function put(rule: string, table: string, field: string, value: string | ((old: string, get: Get) => string), pass: (get: Get) => boolean = () => true): Spoil {
  return {
    rule, what: `${table}.${field} = ${typeof value === 'string' ? `"${value.slice(0, 40)}"` : 'changed'}`, ...fileOf(table),
    apply: (text) => {
      const row = firstRow(text, table, pass);
      if (row === undefined) return null;
      const old = text.get(table, row, field);
      if (old === undefined) return null;
      const next = typeof value === 'string' ? value : value(old, (name) => text.get(table, row, name) ?? '');
      if (next === old) return null;
      text.set(table, row, field, next);
      return { table, row, field };
    },
  };
}

/** Empties a field that has content. */
export function clear(rule: string, table: string, field: string, pass: (get: Get) => boolean = () => true): Spoil {
  return put(rule, table, field, '', (get) => filled(field)(get) && pass(get));
}

/** Takes a whole table out. */
export function without(rule: string, table: string, pass: (text: DossierText) => boolean = () => true): Spoil {
  return {
    rule, what: `${table} taken out`,
    apply: (text) => {
      if (!text.has(table) || !pass(text)) return null;
      text.put(table, undefined);
      return { table, row: null, field: null };
    },
  };
}

/** Several fields of XML1 at once; the label is the first. */
export function summary(rule: string, fields: Readonly<Record<string, string>>, pass: (get: Get) => boolean = () => true): Spoil {
  return {
    rule, what: `XML1: ${Object.entries(fields).map(([name, value]) => `${name}="${value}"`).join(', ')}`,
    apply: (text) => {
      if (firstRow(text, 'XML1', pass) === undefined) return null;
      for (const [name, value] of Object.entries(fields)) text.set('XML1', 1, name, value);
      return { table: 'XML1', row: 1, field: Object.keys(fields)[0] ?? null };
    },
  };
}

/** Moves every date of the dossier to another year, and the file with it. */
export function movedTo(year: string): (text: DossierText) => boolean {
  return (text) => {
    for (const table of ['XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML7', 'XML8', 'XML13', 'XML14']) {
      if (text.has(table)) text.put(table, text.xml(table).replace(/([>;])2026(?=\d{4,8}[<;])/g, `$1${year}`).replace(/<NAM_QT>2026</, `<NAM_QT>${year}<`));
    }
    return true;
  };
}

/** `18900` → `19900`: more by a thousand đồng, decimals kept. */
export function more(amount: string): string {
  const [whole = '0', rest] = amount.split('.');
  return `${BigInt(whole) + 1000n}${rest === undefined ? '' : `.${rest}`}`;
}

/** `yyyyMMdd…` some days later. */
export function shifted(moment: string, days: number): string {
  const time = Date.UTC(Number(moment.slice(0, 4)), Number(moment.slice(4, 6)) - 1, Number(moment.slice(6, 8)) + days);
  return new Date(time).toISOString().slice(0, 10).replaceAll('-', '') + moment.slice(8);
}

export const is = (field: string, ...values: readonly string[]) => (get: Get): boolean => values.includes(get(field));
export const has = filled;
export const not = (pass: (get: Get) => boolean) => (get: Get): boolean => !pass(get);
export const both = (...passes: readonly ((get: Get) => boolean)[]) => (get: Get): boolean => passes.every((pass) => pass(get));

function fileOf(table: string): { file?: 'checkin' | 'assessment' } {
  return table === 'XML0' ? { file: 'checkin' } : table === 'XML12' ? { file: 'assessment' } : {};
}
