import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart } from '#platform/ui';
import { findingSchema } from '../api.ts';
import type { Edit } from './edits.ts';

const draft = z.object({ flaws: z.array(z.object({ at: z.number(), message: z.string() })), findings: z.array(findingSchema), obstacle: z.nullable(z.object({ message: z.string(), remedy: z.string() })) });
export type Draft = z.infer<typeof draft>;

/** What the rules would say of the dossier with these edits; nothing is written. */
export function draftQuery(id: string, base: number, edits: readonly Edit[], enabled: boolean) {
  return queryOptions({
    queryKey: ['correction-draft', id, base, edits], enabled, placeholderData: keepPreviousData, retry: false,
    queryFn: ({ signal }) => call(`/dossiers/${pathPart(id)}/corrections/draft`, draft, { method: 'POST', json: { base, changes: edits }, signal }),
  });
}

/** Makes, signs and files it. `revision` null: received, and filed in a moment. */
export function correctDossier(id: string, base: number, edits: readonly Edit[], reason: string) {
  return call(`/dossiers/${pathPart(id)}/corrections`, z.object({ intake: z.string(), revision: z.nullable(z.number()) }), { method: 'POST', json: { base, changes: edits, reason } });
}
