import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, facilityWords, pageOf, pathPart } from '#platform/ui';
import { isOnItsWay, messageSchema, WATCH } from '#platform/exchange/web';
import { standingSchema } from './national/api.ts';
import { isAskable } from './search-term.ts';

const text = z.nullable(z.string());
const lineFields = {
  id: z.string(), name: z.string(), born: text, sex: text, citizenId: text, card: text, phone: text, commune: text, visits: z.number(), lastVisit: text,
};
const line = z.object(lineFields);
export type PersonLine = z.infer<typeof line>;

const visit = z.object({
  dossierId: text, facility: z.object({ code: z.string(), name: z.string() }), visitType: z.nullable(z.object({ code: z.string(), name: z.string() })), arrival: text, discharge: text,
  state: z.enum(['open', 'closed']), revision: z.nullable(z.number()),
  diagnoses: z.array(z.object({ code: z.string(), display: z.string(), main: z.boolean() })),
  drugs: z.array(z.object({ name: z.string(), strength: text, quantity: text, unit: text, dosage: text })),
  results: z.array(z.object({ name: z.string(), value: text, unit: text, conclusion: text, at: text })),
  procedures: z.array(z.object({ code: text, name: z.string(), at: text })),
  papers: z.array(z.object({ kind: z.string(), title: z.string(), issued: text })),
  notes: z.array(z.object({ at: text, text: z.string() })),
  money: z.nullable(z.object({ total: text, fund: text, copay: text, own: text })),
  source: z.nullable(z.object({ intake: text, fileName: text, receivedAt: text })), message: z.nullable(messageSchema),
});
export type Visit = z.infer<typeof visit>;

const page = z.object({
  ...lineFields, asOf: z.nullable(z.string()), national: z.nullable(standingSchema), address: text, cardState: z.nullable(z.object({ number: z.string(), from: text, to: text, registeredAt: z.nullable(z.object({ code: z.string(), name: z.string() })) })),
  sources: z.array(z.object({ facility: z.union([z.string(), z.pipe(z.object({ code: z.string(), name: z.string() }), z.transform(facilityWords))]), patientNumber: text })), allergies: z.array(z.string()), visits: z.array(visit), more: z.optional(z.boolean()),
});
export type PersonPage = z.infer<typeof page>;

/** By POST: what is typed here is about people and must not stand in an address. */
export function searchPeople(q: string, signal: AbortSignal) {
  return call('/people/search', pageOf(line), { method: 'POST', json: { q }, signal });
}

/** Visits asked for at a time. */
const PIECE = 50;

/** The pieces as one page. */
function inOne({ pages }: { readonly pages: readonly PersonPage[] }): PersonPage | undefined {
  const [first] = pages;
  return first ? { ...first, visits: pages.flatMap((each) => each.visits) } : undefined;
}

/** A person; the visits come in pieces, newest first. @param asOf YYYY-MM-DD: as known at the end of that day */
export function personQuery(id: string, asOf?: string) {
  return infiniteQueryOptions({
    queryKey: ['people', 'one', id, asOf ?? ''], queryFn: ({ signal, pageParam }) => call(`/people/${pathPart(id)}`, page, { signal, query: { limit: PIECE, offset: pageParam, asOf } }),
    refetchOnMount: 'always', refetchInterval: ({ state }) => (state.data?.pages.some((each) => each.visits.some((visit) => isOnItsWay(visit.message))) ? WATCH : false),
    initialPageParam: 0, getNextPageParam: (last: PersonPage, _: readonly PersonPage[], offset: number) => (last.more ? offset + PIECE : undefined),
    select: inOne,
  });
}

/** One's own record, for a citizen. */
export const ownRecordQuery = infiniteQueryOptions({
  queryKey: ['my-record', 'page'], queryFn: ({ signal, pageParam }) => call('/my-record', page, { signal, query: { limit: PIECE, offset: pageParam } }),
  initialPageParam: 0, getNextPageParam: (last: PersonPage, _: readonly PersonPage[], offset: number) => (last.more ? offset + PIECE : undefined), select: inOne,
});

export function peopleQuery(q: string) {
  return queryOptions({ queryKey: ['people', 'search', q], queryFn: ({ signal }) => searchPeople(q, signal), enabled: isAskable(q), gcTime: 60_000 });
}
