import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pageOf, pathPart } from '#platform/ui';

const run = { id: z.string(), of: z.string(), asOf: z.string(), quotes: z.boolean(), build: z.string(), madeAt: z.string() };
const runSchema = z.object(run);
export type LabRun = z.infer<typeof runSchema>;
const reportSchema = z.object({
  ...run, result: z.string(),
  report: z.object({
    dossiers: z.number(), failing: z.number(), score: z.number(),
    files: z.array(z.object({ name: z.string(), sha256: z.string(), dossiers: z.number(), failing: z.number(), unreadable: z.nullable(z.string()) })),
    groups: z.array(z.object({ group: z.string(), title: z.string(), failing: z.number(), score: z.number() })),
    rules: z.array(z.object({
      code: z.string(), title: z.string(), severity: z.enum(['error', 'warning', 'info']), article: z.string(), remedy: z.string(), count: z.number(), dossiers: z.number(),
      fields: z.array(z.object({ place: z.string(), count: z.number() })), examples: z.array(z.object({ file: z.string(), position: z.number(), place: z.string(), message: z.string() })),
    })),
  }),
});
export type LabReport = z.infer<typeof reportSchema>;

export const runsQuery = queryOptions({ queryKey: ['conformance', 'runs'], queryFn: ({ signal }) => call('/conformance', pageOf(runSchema), { signal }) });

export function reportQuery(id: string) {
  return queryOptions({ queryKey: ['conformance', 'report', id], queryFn: ({ signal }) => call(`/conformance/${pathPart(id)}`, reportSchema, { signal }) });
}

export function beginRun(of: string, quotes: boolean): Promise<LabRun> {
  return call('/conformance', runSchema, { method: 'POST', json: { of, quotes } });
}

/** Judges one file. @throws ApiFault */
export function judgeFile(id: string, file: File, signal: AbortSignal): Promise<unknown> {
  return call(`/conformance/${pathPart(id)}/files`, z.unknown(), { method: 'POST', query: { name: file.name }, file: { name: file.name, content: file }, signal });
}

export const paperAddress = (id: string): string => `/api/conformance/${pathPart(id)}/paper`;
