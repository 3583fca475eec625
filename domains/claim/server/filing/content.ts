import { z } from 'zod';
import { TABLES, layout, type Dossier, type LayoutName, type Row, type TableName } from '#domains/claim/rules';

/** A dossier's tables as they are kept: rows as arrays in the order of the layout, null for a field that was not there. */
export interface Content {
  readonly createdOn: string;
  readonly tables: readonly { readonly name: TableName; readonly layout: LayoutName; readonly rows: readonly (readonly (string | null)[])[] }[];
}

export function contentOf(dossier: Dossier): Content {
  return {
    createdOn: dossier.createdOn,
    tables: [...dossier.tables.values()].map((table) => {
      const { names } = layout(table.layout);
      return { name: table.name, layout: table.layout, rows: table.rows.map((row) => names.map((name) => row[name] ?? null)) };
    }),
  };
}

export const contentSchema = z.object({
  createdOn: z.string(),
  tables: z.array(z.object({ name: z.enum(TABLES), layout: z.enum([...TABLES, 'XML13@3176']), rows: z.array(z.array(z.string().nullable())) })),
});

export function mainRowOf(dossier: Dossier): Row | undefined {
  return (dossier.tables.get('XML1') ?? dossier.tables.get('XML0') ?? dossier.tables.get('XML12'))?.rows[0];
}
