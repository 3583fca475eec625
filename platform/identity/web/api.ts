import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, send } from '#platform/ui';

const me = z.object({
  account: z.string(), displayName: z.string(), role: z.string(), facility: z.nullable(z.object({ code: z.string(), name: z.string() })), demonstration: z.boolean(),
  actions: z.optional(z.array(z.string())), version: z.optional(z.string()),
});
export type Me = z.infer<typeof me>;

const demo = z.object({
  demonstration: z.boolean(),
  accounts: z.array(z.object({ account: z.string(), password: z.string(), role: z.string(), note: z.string(), displayName: z.optional(z.string()) })),
});
export type DemoAccount = z.infer<typeof demo>['accounts'][number];

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => call('/me', me, { signal }), staleTime: 300_000 });
export const demoQuery = queryOptions({ queryKey: ['demo'], queryFn: ({ signal }) => call('/demo', demo, { signal }), staleTime: Infinity });

export function signIn(account: string, password: string): Promise<Me> {
  return call('/session', me, { method: 'POST', json: { account, password } });
}

export function signOut(): Promise<void> {
  return send('/session', { method: 'DELETE' });
}
