import type { LayoutName, Row, TableName } from '../model/index.ts';
import compiled from './fields.json' with { type: 'json' };

export const FIELD_KINDS = [
  'string', 'integer', 'decimal', 'date', 'datetime', 'date-or-datetime', 'list', 'date-list',
] as const;
/** date: yyyyMMdd. datetime: yyyyMMddHHmm. list: texts joined by `listSeparator`. date-list: days joined by it. */
export type FieldKind = (typeof FIELD_KINDS)[number];

export const OBLIGATIONS = ['yes', 'no', 'conditional'] as const;
export type Obligation = (typeof OBLIGATIONS)[number];

export const DECISIONS = ['130', '4750', '3176'] as const;
/** Number of the decision of the Ministry of Health that brought the field in. */
export type Decision = (typeof DECISIONS)[number];

export interface FieldSpec {
  readonly name: string;
  /** 1-based place in the standard's order. */
  readonly ordinal: number;
  readonly kind: FieldKind;
  /** Most digits after the point; 0 unless `kind` is decimal. */
  readonly decimals: number;
  /** Characters, in force now; null: no limit stated. */
  readonly maxLength: number | null;
  readonly required: Obligation;
  /** English note of the source on the obligation; '' when there is none. */
  readonly condition: string;
  readonly meaningVi: string;
  readonly since: Decision;
  /** '' for fields that are no list. */
  readonly listSeparator: ';' | '';
}

export interface Layout {
  readonly name: LayoutName;
  readonly table: TableName;
  readonly fields: readonly FieldSpec[];
  readonly names: readonly string[];
  /** Name → 1-based ordinal. */
  readonly ordinals: ReadonlyMap<string, number>;
  readonly byName: ReadonlyMap<string, FieldSpec>;
  /** A row with every field undefined. Spread it to make a row: all rows of a layout then share one hidden class. */
  readonly blank: Row;
}

function oneOf<T extends string>(values: readonly T[], value: unknown, where: string): T {
  const found = values.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`fields.json: ${where} is ${String(value)}`);
  return found;
}

function isRow(value: unknown): value is Record<string, string | undefined> {
  return typeof value === 'object' && value !== null;
}

/** JSON.parse, because an object filled key by key would become a slow dictionary; the values are overwritten at once. */
function blankRow(names: readonly string[]): Row {
  const row: unknown = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:""`).join(',')}}`);
  if (!isRow(row)) throw new Error('fields.json: no fields');
  for (const name of names) row[name] = undefined;
  return row;
}

function spec(entry: readonly (string | number | null)[], index: number): FieldSpec {
  const [name, kind, decimals, maxLength, required, condition, meaningVi, since] = entry;
  const where = `field ${String(name)}`;
  const known = oneOf(FIELD_KINDS, kind, where);
  return {
    name: String(name), ordinal: index + 1, kind: known, decimals: Number(decimals),
    maxLength: typeof maxLength === 'number' ? maxLength : null,
    required: oneOf(OBLIGATIONS, required, where), condition: String(condition), meaningVi: String(meaningVi),
    since: oneOf(DECISIONS, since, where), listSeparator: known === 'list' || known === 'date-list' ? ';' : '',
  };
}

function build(name: LayoutName, table: TableName): Layout {
  const fields = compiled[name].map(spec);
  const names = fields.map((field) => field.name);
  return {
    name, table, fields, names,
    ordinals: new Map(fields.map((field) => [field.name, field.ordinal])),
    byName: new Map(fields.map((field) => [field.name, field])),
    blank: blankRow(names),
  };
}

/** Every field list of the standard (QĐ 130 → 4750 → 3176), by name. Source: reference/claim-xml/fields.tsv. */
export const LAYOUTS: Readonly<Record<LayoutName, Layout>> = {
  XML0: build('XML0', 'XML0'), XML1: build('XML1', 'XML1'), XML2: build('XML2', 'XML2'), XML3: build('XML3', 'XML3'),
  XML4: build('XML4', 'XML4'), XML5: build('XML5', 'XML5'), XML6: build('XML6', 'XML6'), XML7: build('XML7', 'XML7'),
  XML8: build('XML8', 'XML8'), XML9: build('XML9', 'XML9'), XML10: build('XML10', 'XML10'), XML11: build('XML11', 'XML11'),
  XML12: build('XML12', 'XML12'), XML13: build('XML13', 'XML13'), 'XML13@3176': build('XML13@3176', 'XML13'),
  XML14: build('XML14', 'XML14'), XML15: build('XML15', 'XML15'),
};

export function layout(name: LayoutName): Layout {
  return LAYOUTS[name];
}
