import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart } from '#platform/ui';

const place = z.object({ code: z.string(), name: z.string() });
const told = z.object({ display: z.string(), law: z.string() });
const until = z.nullable(z.string());

const mine = z.object({
  role: z.string(), facility: until, strength: z.number(),
  bases: z.array(z.object({ basis: z.string(), display: z.string(), law: z.string(), validFrom: z.string(), validTo: until })),
  rights: z.array(z.object({ class: z.string(), display: z.string(), law: z.string() })),
});
export type Mine = z.infer<typeof mine>;

const who = z.object({
  relations: z.array(z.object({ facility: place, kind: z.string(), from: z.string(), until, basis: z.nullable(told) })),
  openings: z.array(z.object({ facility: place, openedAt: z.string(), endsAt: z.string(), reason: z.string() })),
  byLaw: z.array(told),
});
export type Who = z.infer<typeof who>;

const policies = z.object({
  text: z.string(), isShipped: z.boolean(),
  bases: z.array(z.object({ basis: z.string(), display: z.string(), purposes: z.array(z.string()), law: z.string(), validFrom: z.string(), validTo: until })),
  classes: z.array(z.object({ class: z.string(), display: z.string(), sealed: z.boolean(), law: z.string(), validFrom: z.string(), validTo: until })),
  history: z.array(z.object({ validFrom: z.string(), reason: z.string(), madeBy: z.string(), madeAt: z.string() })),
});
export type Policies = z.infer<typeof policies>;

const checked = z.object({ policies: z.array(z.object({ id: z.string(), effect: z.string(), basis: until })) });
const tried = z.object({
  days: z.number(), accesses: z.number(),
  changed: z.array(z.object({ role: z.string(), facility: z.nullable(place), type: z.string(), protectedClass: z.boolean(), now: z.boolean(), because: z.array(z.string()), count: z.number() })),
});
export type Tried = z.infer<typeof tried>;

export const mineQuery = queryOptions({ queryKey: ['access', 'mine'], queryFn: ({ signal }) => call('/access/mine', mine, { signal }) });
/** @param person undefined: oneself, for a citizen */
export const whoQuery = (person?: string) => queryOptions({ queryKey: ['access', 'who', person ?? ''], queryFn: ({ signal }) => call(person === undefined ? '/my-record/who' : `/access/people/${pathPart(person)}`, who, { signal }) });
export const policiesQuery = queryOptions({ queryKey: ['access', 'policies'], queryFn: ({ signal }) => call('/access/policies', policies, { signal }) });
export const checkPolicies = (text: string) => call('/access/policies/check', checked, { method: 'POST', json: { text } });
export const tryPolicies = (text: string) => call('/access/policies/try', tried, { method: 'POST', json: { text } });
export const putInForce = (json: { readonly text: string; readonly from: string; readonly reason: string }) => call('/access/policies', z.object({ from: z.string() }), { method: 'POST', json });

