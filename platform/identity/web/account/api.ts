import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, pathPart, send } from '#platform/ui';

const own = z.object({
  totp: z.boolean(), recoveryLeft: z.number(), pin: z.boolean(), passwordAt: z.nullable(z.string()), passwordMin: z.number(),
  passkeys: z.array(z.object({ id: z.string(), name: z.string(), madeAt: z.string(), usedAt: z.nullable(z.string()) })),
  sessions: z.array(z.object({ id: z.string(), agent: z.string(), address: z.string(), method: z.string(), since: z.string(), seen: z.string(), station: z.nullable(z.string()), here: z.boolean() })),
});
export type Own = z.infer<typeof own>;
const codes = z.object({ recovery: z.array(z.string()) });

export const ownQuery = queryOptions({ queryKey: ['own-account'], queryFn: ({ signal }) => call('/account', own, { signal }) });
export const beginTotp = () => call('/account/totp', z.object({ secret: z.string(), svg: z.string() }), { method: 'POST', json: {} });
export const proveTotp = (code: string) => call('/account/totp/proof', codes, { method: 'POST', json: { code: code.replace(/\s/g, '') } });
export const addPasskey = (json: unknown) => call('/account/passkeys', codes, { method: 'POST', json });
export const removeFactor = (which: string) => send(`/account/factors/${pathPart(which)}`, { method: 'DELETE' });
export const newRecovery = () => call('/account/recovery', codes, { method: 'POST', json: {} });
export const changePassword = (password: string, current: string) => send('/account/password', { method: 'POST', json: { password, ...(current === '' ? {} : { current }) } });
export const setPin = (pin: string, current: string) => send('/account/pin', { method: 'POST', json: { pin, ...(current === '' ? {} : { current }) } });
export const removePin = () => send('/account/pin', { method: 'DELETE' });
export const endSession = (id: string | undefined) => call('/account/sessions', z.object({ ended: z.number() }), { method: 'DELETE', query: { id } });

const stations = z.object({ items: z.array(z.object({ id: z.string(), facility: z.string(), name: z.string(), madeAt: z.string(), seenAt: z.string() })) });
export const stationsQuery = queryOptions({ queryKey: ['stations'], queryFn: ({ signal }) => call('/stations', stations, { signal }) });
export const registerStation = (name: string, facility: string | undefined) => send('/stations', { method: 'POST', json: { name, ...(facility === undefined ? {} : { facility }) } });
export const closeStation = (id: string) => send(`/stations/${pathPart(id)}`, { method: 'DELETE' });
