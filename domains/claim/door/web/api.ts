import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { MODES } from '#platform/exchange/rules';
import type { Mode } from '#platform/exchange/rules';
import { call, pathPart, send } from '#platform/ui';

export { MODES };
export type { Mode };

const facility = z.object({ code: z.string(), name: z.string() });
export type Facility = z.infer<typeof facility>;

const accountSchema = z.object({
  id: z.string(), facility, username: z.string(), addresses: z.array(z.string()), validFrom: z.string(), validTo: z.nullable(z.string()), createdAt: z.string(), closedAt: z.nullable(z.string()),
  lastAt: z.nullable(z.string()), lastFrom: z.nullable(z.string()), lastWay: z.nullable(z.string()), received: z.number(),
});
export type DoorAccount = z.infer<typeof accountSchema>;

const modeSchema = z.object({ facility: z.nullable(facility), destination: z.string(), from: z.string(), mode: z.enum(MODES), reason: z.string(), by: z.string(), at: z.string() });
export type ModeRow = z.infer<typeof modeSchema>;

const modesSchema = z.object({ destinations: z.array(z.string()), items: z.array(modeSchema) });
export type Modes = z.infer<typeof modesSchema>;

export const accountsQuery = queryOptions({ queryKey: ['door', 'accounts'], queryFn: async ({ signal }) => (await call('/door-accounts', z.object({ items: z.array(accountSchema) }), { signal })).items, refetchInterval: 30_000 });
export const modesQuery = queryOptions({ queryKey: ['door', 'modes'], queryFn: ({ signal }) => call('/exchange-modes', modesSchema, { signal }) });

const secretSchema = z.object({ username: z.string(), password: z.string() });
export type Secret = z.infer<typeof secretSchema>;

export interface NewAccount { readonly facility: string; readonly username: string; readonly addresses: readonly string[]; readonly validTo: string | null }

export const createAccount = (body: NewAccount): Promise<Secret> => call('/door-accounts', secretSchema, { method: 'POST', json: body });
export const renewPassword = (id: string): Promise<Secret> => call(`/door-accounts/${pathPart(id)}/password`, secretSchema, { method: 'POST' });
export const setAddresses = ({ id, addresses }: { readonly id: string; readonly addresses: readonly string[] }): Promise<void> => send(`/door-accounts/${pathPart(id)}/addresses`, { method: 'POST', json: { addresses } });
export const closeAccount = (id: string): Promise<void> => send(`/door-accounts/${pathPart(id)}/close`, { method: 'POST' });
export const putMode = (body: { readonly facility: string; readonly destination: string; readonly mode: Mode; readonly from: string; readonly reason: string }): Promise<void> => send('/exchange-modes', { method: 'PUT', json: body });
