import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, itemsOf, pathPart } from '#platform/ui';

const scope = z.object({ word: z.string(), context: z.string(), type: z.string(), interactions: z.array(z.string()), narrowed: z.boolean() });
export type AskedScope = z.infer<typeof scope>;

const details = z.object({
  program: z.object({ name: z.string(), owner: z.string(), address: z.string() }), account: z.string(), citizen: z.boolean(), scopes: z.array(scope), who: z.boolean(),
  lasts: z.enum(['long', 'session', 'minutes']), patient: z.nullable(z.string()), choosesPatient: z.boolean(),
});
export type Details = z.infer<typeof details>;

const leads = z.object({ to: z.string() });
const person = z.object({ id: z.string(), name: z.string(), born: z.string() });
export type FoundPerson = z.infer<typeof person>;

const program = z.object({
  id: z.string(), name: z.string(), owner: z.string(), kind: z.enum(['public', 'confidential', 'backend']), method: z.string(), redirectUris: z.array(z.string()), launchUri: z.nullable(z.string()),
  jwksUri: z.nullable(z.string()), keys: z.array(z.string()), scopes: z.array(z.string()), facility: z.nullable(z.object({ code: z.string(), name: z.string() })), openedAt: z.string(), closedAt: z.nullable(z.string()),
});
export type Program = z.infer<typeof program>;

export interface NewProgram {
  readonly name: string; readonly owner: string; readonly kind: Program['kind']; readonly method: 'none' | 'private_key_jwt'; readonly redirectUris: readonly string[]; readonly launchUri: string | null;
  readonly jwks: unknown; readonly jwksUri: string | null; readonly scopes: string; readonly facility: string | null;
}

export const detailsQuery = (uid: string) => queryOptions({
  queryKey: ['consent', uid], queryFn: ({ signal }) => call(`/openid/interactions/${pathPart(uid)}/details`, details, { signal }), staleTime: Infinity, gcTime: 0,
});
export const giveConsent = (uid: string, scopes: readonly string[], chosen: string | undefined) =>
  call(`/openid/interactions/${pathPart(uid)}/consent`, leads, { method: 'POST', json: { scopes, ...(chosen === undefined ? {} : { person: chosen }) } });
export const refuse = (uid: string) => call(`/openid/interactions/${pathPart(uid)}/refuse`, leads, { method: 'POST', json: {} });

export const peopleQuery = (q: string) => queryOptions({
  queryKey: ['people', 'consent', q], queryFn: ({ signal }) => call('/people/search', itemsOf(person), { method: 'POST', json: { q }, query: { limit: 10 }, signal }), enabled: q.trim().length >= 2, gcTime: 60_000,
});

export const programsQuery = queryOptions({ queryKey: ['programs'], queryFn: ({ signal }) => call('/programs', itemsOf(program), { signal }) });
export const registerProgram = (one: NewProgram) => call('/programs', z.object({ id: z.string(), secret: z.nullable(z.string()) }), { method: 'POST', json: one });
export const closeProgram = (id: string) => call(`/programs/${pathPart(id)}/close`, z.object({ ended: z.number() }), { method: 'POST', json: {} });

export const launchableQuery = queryOptions({ queryKey: ['launches'], queryFn: ({ signal }) => call('/launches/programs', itemsOf(z.object({ id: z.string(), name: z.string() })), { signal }), staleTime: 300_000 });
export const launch = (client: string, forPerson: string, encounter: string | undefined) => call('/launches', leads, { method: 'POST', json: { client, person: forPerson, encounter: encounter ?? null } });

export const outsideQuery = queryOptions({ queryKey: ['outside'], queryFn: ({ signal }) => call('/outside', itemsOf(z.object({ id: z.string(), name: z.string() })), { signal }), staleTime: Infinity, retry: false });
export const beginOutside = (id: string, back: string) => call(`/outside/${pathPart(id)}/begin`, leads, { method: 'POST', json: { back } });
