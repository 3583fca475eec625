import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pageOf, pathPart, send } from '#platform/ui';

const opening = z.object({
  id: z.string(), who: z.string(), own: z.boolean(), facility: z.object({ code: z.string(), name: z.string() }), person: z.string(), reason: z.string(), openedAt: z.string(), endsAt: z.string(), isOpen: z.boolean(),
  seconded: z.nullable(z.object({ by: z.string(), at: z.string() })), review: z.nullable(z.object({ by: z.string(), at: z.string(), verdict: z.nullable(z.enum(['justified', 'unjustified'])), remark: z.nullable(z.string()) })),
});
export type Opening = z.infer<typeof opening>;
export type Verdict = 'justified' | 'unjustified';

export const STEP = 30;
/** All lists of openings: made stale together. */
export const OPENINGS = ['access', 'openings'] as const;
const MINUTE = 60_000;

export const openingsQuery = (unreviewed: boolean, offset = 0, limit = STEP) => queryOptions({
  queryKey: [...OPENINGS, 'list', unreviewed, offset, limit], queryFn: ({ signal }) => call('/access/openings', pageOf(opening), { signal, query: { unreviewed: String(unreviewed), offset, limit } }),
});
/** What I have open now. Asked again while something is, so that its end is seen. */
export const ownOpeningsQuery = queryOptions({
  queryKey: [...OPENINGS, 'own'], queryFn: ({ signal }) => call('/access/openings', pageOf(opening), { signal, query: { own: 'true' } }), staleTime: MINUTE,
  refetchInterval: ({ state }) => (state.data !== undefined && state.data.items.length > 0 ? MINUTE : false),
});
export const openRecord = (json: { readonly number: string; readonly reason: string; readonly hours: number }) => call('/access/openings', z.object({ id: z.string(), person: z.string() }), { method: 'POST', json });
export const endOpening = (id: string) => send(`/access/openings/${pathPart(id)}/end`, { method: 'POST', json: {} });
export const secondOpening = (id: string) => send(`/access/openings/${pathPart(id)}/second`, { method: 'POST', json: {} });
export const reviewOpening = ({ id, ...json }: { readonly id: string; readonly verdict: Verdict; readonly remark: string }) => send(`/access/openings/${pathPart(id)}/review`, { method: 'POST', json });
