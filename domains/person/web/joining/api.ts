import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart } from '#platform/ui';
import { standingSchema } from '../national/api.ts';

const text = z.nullable(z.string());
const facility = z.object({ code: z.string(), name: z.string() });
const end = z.object({ patient: z.string(), facility, name: z.string(), patientNumber: text });

const joining = z.object({
  sources: z.array(z.object({
    patient: z.string(), facility, patientNumber: text, name: z.string(), born: text, sex: text, citizenId: text, paper: text, cards: z.array(z.string()), phone: text, commune: text, address: text,
    mother: text, father: text, newborn: z.boolean(), describedAt: text, visits: z.number(), national: z.nullable(standingSchema),
  })),
  identifiers: z.array(z.object({ kind: z.enum(['citizen-id', 'insurance-number', 'card', 'paper', 'phone', 'patient-number']), value: z.string(), from: text, to: text, facilities: z.array(facility) })),
  joins: z.array(z.object({
    id: z.string(), kind: z.enum(['visit', 'strong', 'clerk', 'before']), why: z.string(), actor: z.string(), at: z.string(), undone: z.nullable(z.object({ at: z.string(), by: text, why: text })), a: end, b: end,
  })),
});
export type Joining = z.infer<typeof joining>;
export type Join = Joining['joins'][number];

export function joiningQuery(id: string) {
  return queryOptions({ queryKey: ['people', 'joining', id], queryFn: ({ signal }) => call(`/people/${pathPart(id)}/joining`, joining, { signal }), refetchOnMount: 'always' });
}

/** @param other the person to be one with this one; both are one afterwards */
export function joinPeople(person: string, other: string, why: string) {
  return call(`/people/${pathPart(person)}/joins`, z.object({ join: z.string(), person: z.string() }), { method: 'POST', json: { other, why } });
}

/** `persons`: whom the two that it connected are afterwards. */
export function undoJoin(join: string, why: string) {
  return call(`/person-joins/${pathPart(join)}/undo`, z.object({ apart: z.boolean(), persons: z.array(z.string()) }), { method: 'POST', json: { why } });
}
