import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { networkOf } from '../session/origin.ts';

/** Failures that cost nothing; from then on each locks for 15 s, 30 s, 1 min … at most 15 min. */
const FREE = { name: 5, second: 5, confirm: 5, pin: 20, reset: 5, invitation: 5, emergency: 5, network: 100, door: 20 } as const;
export type Counted = keyof typeof FREE;

const keyOf = (kind: Counted, what: string): Buffer => createHash('sha256').update(kind === 'name' ? what : `${kind}\u0000${what}`).digest();

/**
 * Counts before the secret is looked at, so that a hundred parallel guesses count as a hundred. Known or not, whatever was typed
 * counts alike. Never locks for ever: an hour of silence forgives everything.
 * @returns seconds that it is locked, 0: it may try
 */
export function countAttempt(db: Database, kind: Counted, what: string): Promise<number> {
  const key = keyOf(kind, what);
  return db.bookkeeping('identity', async (tx) => {
    const [row] = await tx.query(
      `insert into sign_in_failure as f (name_hash, count, last_at) values ($1, 1, now())
       on conflict (name_hash) do update set (count, last_at, locked_until) = (
         select n.count, now(), case when n.count >= $2 then now() + make_interval(secs => least(900, 15 * 2 ^ least(n.count - $2, 10))) end
         from (select case when f.last_at < now() - interval '1 hour' then 1 else least(f.count, 1000) + 1 end as count) n)
       where f.locked_until is null or f.locked_until <= now()
       returning count`, [key, FREE[kind]], z.object({ count: z.number() }));
    if (row) return 0;
    const [left] = await tx.query('select ceil(extract(epoch from locked_until - now()))::int as seconds from sign_in_failure where name_hash = $1', [key], z.object({ seconds: z.number() }));
    return Math.max(1, left?.seconds ?? 1);
  });
}

/** The address too, unless it is this machine: behind a proxy that is not trusted everybody has that one. @returns as countAttempt */
export async function countFrom(db: Database, address: string): Promise<number> {
  return isHere(address) ? 0 : countAttempt(db, 'network', networkOf(address));
}

/** A right answer: the name is forgiven all, the address this one try. */
export async function forgive(tx: Tx, kind: Counted, what: string, address: string): Promise<void> {
  await tx.run('delete from sign_in_failure where name_hash = $1', [keyOf(kind, what)]);
  if (!isHere(address)) await tx.run('update sign_in_failure set count = greatest(count - 1, 0), locked_until = null where name_hash = $1', [keyOf('network', networkOf(address))]);
}

function isHere(address: string): boolean {
  return address === '' || address === '::1' || networkOf(address).startsWith('127.');
}
