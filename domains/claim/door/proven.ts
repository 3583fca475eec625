import { createHmac } from 'node:crypto';
import type { Context } from '#platform/room';
import type { DoorAccount } from './account.ts';
import { keyOf } from './session.ts';

/**
 * Many programs take a session for every file. That a hash was right for the present secret is remembered for a while, so that the costly check is not done
 * thousands of times an hour; only what was right is ever remembered, so that guessing stays as costly as it is. Kept in memory alone, under a key.
 */
const REMEMBERED = 15 * 60_000;
const MOST = 5_000;
const proven = new Map<string, number>();

const markOf = (context: Context, account: DoorAccount, passwordHash: string): string => createHmac('sha256', keyOf(context)).update(JSON.stringify(['proven', account.id, account.secret, passwordHash])).digest('base64');

export function isProven(context: Context, account: DoorAccount, passwordHash: string): boolean {
  return (proven.get(markOf(context, account, passwordHash)) ?? 0) > Date.now();
}

export function prove(context: Context, account: DoorAccount, passwordHash: string): void {
  if (proven.size >= MOST) proven.clear();
  const mark = markOf(context, account, passwordHash);
  if ((proven.get(mark) ?? 0) <= Date.now()) proven.set(mark, Date.now() + REMEMBERED);
}
