import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, itemsOf, pageOf, pathPart } from '#platform/ui';

const article = z.object({
  key: z.string(), title: z.string(), document: z.string(), article: z.string(), validFrom: z.string(), validTo: z.nullable(z.string()), replaces: z.nullable(z.string()), source: z.nullable(z.string()), confidence: z.optional(z.nullable(z.string())),
});
export type LawArticle = z.infer<typeof article>;

const entry = z.object({ code: z.string(), display: z.string(), validFrom: z.string(), validTo: z.nullable(z.string()), attributes: z.record(z.string(), z.string()) });
export type CodeEntry = z.infer<typeof entry>;

const lawName = z.pipe(z.nullish(z.union([z.string(), article])), z.transform((law) => (law === null || law === undefined ? '' : typeof law === 'string' ? law : law.key)));
const list = z.object({
  list: z.string(), title: z.string(), rows: z.number(),
  versions: z.array(z.object({ validFrom: z.string(), validTo: z.nullable(z.string()), complete: z.boolean(), rows: z.number(), law: lawName, source: z.nullish(z.string()) })),
});
export type CodeList = z.infer<typeof list>;

const approvedKind = z.object({ kind: z.string(), rows: z.number(), importedAt: z.nullable(z.string()), fileName: z.nullable(z.string()) });
export type ApprovedState = z.infer<typeof approvedKind>;
const imported = z.object({ rows: z.number(), opened: z.number(), closed: z.number(), unchanged: z.number(), problems: z.array(z.object({ line: z.nullable(z.number()), message: z.string() })) });
export type ImportResult = z.infer<typeof imported>;

/** Rows asked for at a time. */
export const PIECE = 50;
const RARELY = 60_000;

export const listsQuery = queryOptions({ queryKey: ['catalogues'], queryFn: ({ signal }) => call('/catalogues', itemsOf(list), { signal }), staleTime: RARELY });

export function entriesQuery(name: string, q: string, on: string, offset: number) {
  return queryOptions({ queryKey: ['catalogues', name, 'entries', q, on, offset], queryFn: ({ signal }) => call(`/catalogues/${pathPart(name)}`, pageOf(entry), { signal, query: { q, on, limit: PIECE, offset } }), staleTime: RARELY });
}

export function codeQuery(name: string, code: string) {
  return queryOptions({ queryKey: ['catalogues', name, 'code', code], queryFn: ({ signal }) => call(`/catalogues/${pathPart(name)}/${pathPart(code)}`, z.object({ history: z.array(entry), law: z.nullish(z.union([article, z.string()])), changes: z.optional(z.array(z.object({ at: z.string(), actor: z.string(), reason: z.string() }))) }), { signal }) });
}

export interface NewRow { readonly display: string; readonly validFrom: string; readonly attributes: Readonly<Record<string, string>>; readonly reason: string }

export function openRow(name: string, code: string, row: NewRow): Promise<unknown> {
  return call(`/catalogues/${pathPart(name)}/${pathPart(code)}`, z.unknown(), { method: 'POST', json: row });
}

export function closeRow(name: string, code: string, end: { readonly validTo: string; readonly reason: string }): Promise<unknown> {
  return call(`/catalogues/${pathPart(name)}/${pathPart(code)}/close`, z.unknown(), { method: 'POST', json: end });
}

export function approvedQuery(facility: string) {
  return queryOptions({ queryKey: ['approved', facility], queryFn: ({ signal }) => call(`/facilities/${pathPart(facility)}/approved`, itemsOf(approvedKind), { signal }), enabled: /^[0-9A-Za-z]{5}$/.test(facility) });
}

export function importApproved(facility: string, kind: string, file: File): Promise<ImportResult> {
  return call(`/facilities/${pathPart(facility)}/approved/${pathPart(kind)}`, imported, { method: 'POST', file: { name: file.name, content: file } });
}

export const lawQuery = queryOptions({ queryKey: ['law'], queryFn: ({ signal }) => call('/law', itemsOf(article), { signal }), staleTime: RARELY });
export const lawEndingQuery = queryOptions({ queryKey: ['law', 'ending'], queryFn: ({ signal }) => call('/law/ending', itemsOf(article), { signal }), staleTime: RARELY });
