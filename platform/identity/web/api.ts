import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, send } from '#platform/ui';

const facility = z.nullable(z.object({ code: z.string(), name: z.string() }));
const place = z.object({ id: z.string(), role: z.string(), facility, inheritedFrom: z.nullable(z.string()) });
export type Place = z.infer<typeof place>;

const me = z.object({
  id: z.string(), account: z.string(), displayName: z.string(), role: z.string(), facility, demonstration: z.boolean(),
  actions: z.optional(z.array(z.string())), version: z.optional(z.string()), places: z.array(place), place: z.nullable(place),
  strength: z.number(), method: z.string(), hasSecond: z.boolean(), enrolling: z.boolean(), secondWaived: z.boolean(),
});
export type Me = z.infer<typeof me>;

const second = z.object({ next: z.literal('second'), ticket: z.string(), ways: z.array(z.enum(['totp', 'passkey', 'recovery'])) });
export type Second = z.infer<typeof second>;

const demo = z.object({
  demonstration: z.boolean(),
  accounts: z.array(z.object({ account: z.string(), password: z.string(), role: z.string(), note: z.string(), displayName: z.optional(z.string()) })),
});
export type DemoAccount = z.infer<typeof demo>['accounts'][number];

/** The account that this device saw last. */
let seen: string | undefined;

export const meQuery = queryOptions({
  queryKey: ['me'], staleTime: 300_000,
  queryFn: async ({ signal }) => {
    const found = await call('/me', me, { signal });
    seen = found.account;
    return found;
  },
});

/** Whether another account than the last one is at work now; remembers it. */
export function changesHands(account: string): boolean {
  const changed = seen !== undefined && seen !== account;
  seen = account;
  return changed;
}
export const demoQuery = queryOptions({ queryKey: ['demo'], queryFn: ({ signal }) => call('/demo', demo, { signal }), staleTime: Infinity });

const station = z.object({ station: z.nullable(z.object({ id: z.string(), name: z.string(), facility: z.object({ code: z.string(), name: z.string() }) })), people: z.array(z.object({ id: z.string(), displayName: z.string(), pin: z.boolean() })) });
export type Station = z.infer<typeof station>;
export const stationQuery = queryOptions({ queryKey: ['station'], queryFn: ({ signal }) => call('/station', station, { signal }) });

export function signIn(account: string, password: string): Promise<Me | Second> {
  return call('/session', z.union([second, me]), { method: 'POST', json: { account, password } });
}
export const finishSignIn = (json: { ticket: string; code: string } | { ticket: string; recovery: string }): Promise<Me> => call('/session/second', me, { method: 'POST', json });
export const finishByPasskey = (json: unknown): Promise<Me> => call('/session/passkey', me, { method: 'POST', json });
export const switchByPin = (account: string, pin: string): Promise<Me> => call('/session/switch', me, { method: 'POST', json: { account, pin } });
export const choosePlace = (one: Place): Promise<Me> => call('/session/place', me, { method: 'POST', json: { id: one.id, facility: one.facility?.code ?? null } });
export const confirmByCode = (json: { password: string; code?: string }): Promise<void> => send('/session/confirm', { method: 'POST', json });
export const confirmByPasskey = (json: unknown): Promise<void> => send('/session/confirm/passkey', { method: 'POST', json });
export const acceptInvitation = (code: string, password: string): Promise<Me> => call('/invitation/accept', me, { method: 'POST', json: { code, password } });
export const readInvitation = (code: string) => call('/invitation', z.object({ account: z.string(), displayName: z.string(), passwordMin: z.number() }), { method: 'POST', json: { code } });
export const resetPassword = (json: { account: string; recovery: string; code: string; password: string }): Promise<Me> => call('/reset', me, { method: 'POST', json });

export function signOut(): Promise<void> {
  return send('/session', { method: 'DELETE' });
}
