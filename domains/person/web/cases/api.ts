import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart } from '#platform/ui';

const text = z.nullable(z.string());
const side = z.object({
  patient: z.string(), person: z.string(), facility: z.object({ code: z.string(), name: z.string() }), patientNumber: text, visits: z.number(), describedAt: text,
  name: z.string(), born: text, sex: text, citizenId: text, paper: text, cards: z.array(z.string()), phone: text, commune: text, address: text, mother: text, father: text, newborn: z.boolean(),
});
export type Side = z.infer<typeof side>;

const one = z.object({
  id: z.string(), state: z.string(), openedAt: z.string(), probability: z.number(),
  reasons: z.array(z.object({ field: z.string(), level: z.string(), weight: z.number(), text: z.string() })), contradictions: z.array(z.string()), a: side, b: side,
});
export type Case = z.infer<typeof one>;

const progress = z.object({ all: z.number(), checked: z.number() });
export type Progress = z.infer<typeof progress>;
export type Decision = 'join' | 'different';

/** Cases asked for at a time; what is decided makes room for others. */
const PIECE = 50;
/** Milliseconds between two looks at the counts: while comparing runs, and at rest. */
const SOON = 3000;
const LATER = 60_000;

export const casesQuery = queryOptions({
  queryKey: ['person-cases', 'list'], queryFn: ({ signal }) => call('/person-cases', z.object({ items: z.array(one), more: z.boolean(), progress }), { signal, query: { limit: PIECE } }), refetchOnMount: 'always',
});

/** How many wait, and how far comparing has come. */
export const casesSummaryQuery = queryOptions({
  queryKey: ['person-cases', 'summary'], queryFn: ({ signal }) => call('/person-cases/summary', z.object({ waiting: z.number(), progress }), { signal }),
  refetchInterval: ({ state }) => (state.data !== undefined && state.data.progress.checked < state.data.progress.all ? SOON : LATER),
});

export function decide(id: string, decision: Decision | 'reopen', why = '') {
  return call(`/person-cases/${pathPart(id)}/decision`, z.object({ join: text }), { method: 'POST', json: { decision, why } });
}

export function recheckAll() {
  return call('/person-cases/recheck', z.object({ people: z.number() }), { method: 'POST', json: {} });
}
