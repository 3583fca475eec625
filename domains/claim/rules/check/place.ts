import type { Place, TableName } from '../model/index.ts';

/** A field of a record. `row` counts from 1. */
export const at = (table: TableName, row: number, field: string): Place => ({ table, row, field });
export const wholeTable = (table: TableName): Place => ({ table, row: null, field: null });
export const wholeRow = (table: TableName, row: number): Place => ({ table, row, field: null });

/** Places of several fields of one record. */
export const fieldsOf = (table: TableName, row: number, ...fields: readonly string[]): readonly Place[] => fields.map((field) => at(table, row, field));
