import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { FORM_FIELDS } from '#platform/exchange/rules';
import { call } from '#platform/ui';

/** Amounts are decimals in đồng, as text. */
const line = { table: z.nullable(z.string()), row: z.nullable(z.number()), lineId: z.nullable(z.string()), item: z.nullable(z.string()), claimed: z.string(), refused: z.string(), reasonCode: z.nullable(z.string()), reason: z.string() };
export const adjudicationSchema = z.object({
  madeAt: z.string(), visitId: z.nullable(z.string()), resultDay: z.nullable(z.string()), claimed: z.string(), refused: z.string(), lines: z.array(z.object(line)), reply: z.nullable(z.object({ by: z.string(), basis: z.string() })),
});
export type Adjudication = z.infer<typeof adjudicationSchema>;
export type JudgedLine = Adjudication['lines'][number];

/** Sums over visits; `lines`: those that were reduced. */
export const totalsSchema = z.object({ visits: z.number(), lines: z.number(), claimed: z.string(), refused: z.string() });
export type Totals = z.infer<typeof totalsSchema>;

const previewSchema = z.object({
  columns: z.array(z.object({ heading: z.string(), field: z.nullable(z.enum(FORM_FIELDS)) })), problems: z.array(z.object({ line: z.number(), what: z.string() })), foreign: z.number(),
  counts: z.object({ visits: z.number(), lines: z.number(), broken: z.number(), problems: z.number(), strangers: z.nullable(z.number()) }), claimed: z.string(), refused: z.string(),
  items: z.array(z.object({ ...line, line: z.number(), facility: z.string(), maLk: z.string(), known: z.nullable(z.boolean()) })), more: z.boolean(),
});
export type FormPreview = z.infer<typeof previewSchema>;

const tookSchema = z.object({
  isNew: z.nullable(z.boolean()), visits: z.number(), lines: z.number(), claimed: z.string(), refused: z.string(), foreign: z.number(), problems: z.number(), broken: z.number(),
  did: z.nullable(z.object({ changed: z.number(), strangers: z.number(), older: z.number() })),
});
export type TookForm = z.infer<typeof tookSchema>;

/** Only the insurer adjudicates. */
const queryOf = (file: File) => ({ destination: 'bhxh', readAt: new Date(file.lastModified).toISOString() });
export const previewForm = (file: File): Promise<FormPreview> => call('/adjudication-forms/preview', previewSchema, { method: 'POST', query: queryOf(file), file: { name: file.name, content: file } });
export const takeForm = (file: File): Promise<TookForm> => call('/adjudication-forms', tookSchema, { method: 'POST', query: queryOf(file), file: { name: file.name, content: file } });

const formsSchema = z.object({ items: z.array(z.object({ id: z.string(), fileName: z.string(), visits: z.number(), lines: z.number(), claimed: z.string(), refused: z.string(), madeAt: z.string(), takenAt: z.string() })), more: z.boolean(), totals: z.nullable(totalsSchema) });
export const formsQuery = queryOptions({ queryKey: ['exchange', 'forms'], queryFn: ({ signal }) => call('/adjudication-forms', formsSchema, { signal }) });
