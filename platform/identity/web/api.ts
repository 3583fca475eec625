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

export function signIn(account: string, password: string): Promise<Me> {
  return call('/session', me, { method: 'POST', json: { account, password } });
}

export function signOut(): Promise<void> {
  return send('/session', { method: 'DELETE' });
}
