import { z } from 'zod';
import type { Entry } from '#platform/catalogue/rules';

const attributes = z.record(z.string(), z.string());

/** A row with the columns list, code, display, valid_from, valid_to, attributes. */
export const entryRow = z.object({
  list: z.string(), code: z.string(), display: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), attributes,
}).transform((row): { list: string; entry: Entry } => ({
  list: row.list, entry: { code: row.code, display: row.display, validFrom: row.valid_from, validTo: row.valid_to, attributes: row.attributes },
}));
