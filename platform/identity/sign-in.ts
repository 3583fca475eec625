import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Database } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { accountRow } from './account.ts';
import type { Account } from './account.ts';
import { policyOf } from './identity.ts';
import type { Identity } from './identity.ts';
import { verifyPassword } from './password.ts';
import { turnstile } from './turnstile.ts';

export interface SessionTimes {
  readonly idleMinutes: number;
  readonly hours: number;
}

/** Failures that cost nothing; from then on each locks the name for 15 s, 30 s, 1 min … at most 15 min. */
const FREE_FAILURES = 5;

/** Password checks at a time, so that files can be read and written beside them, and those that may wait: some three seconds of work. */
const CHECKS_AT_ONCE = 2;
const MOST_WAITING = 64;

const hash = (value: string): Buffer => createHash('sha256').update(value).digest();

/** Accounts and sessions in PostgreSQL. */
export function postgresIdentity(db: Database, times: SessionTimes): Identity {
  const inTurn = turnstile(CHECKS_AT_ONCE, MOST_WAITING);
  return {
    async signIn({ user, password, requestId }) {
      const name = user.trim().toLowerCase();
      const locked = await countAttempt(db, name);
      if (locked > 0) {
        await db.refuse({ ...ANONYMOUS, requestId }, { action: 'session.create', target: 'account/locked' });
        throw new Fault(FAULTS.locked, { seconds: locked });
      }
      const found = await findAccount(db, name);
      if (!(await inTurn(() => verifyPassword(password, found?.password))) || !found) {
        await db.refuse({ ...ANONYMOUS, requestId }, { action: 'session.create', target: found ? `account/${found.account.id}` : 'account/unknown' });
        throw new Fault(FAULTS.wrongPassword);
      }
      const token = randomBytes(32).toString('base64url');
      await db.withAccess(policyOf(found.account, requestId), { action: 'session.create', target: `account/${found.account.id}` }, async (tx) => {
        await tx.run('delete from session where expires_at < now()');
        // Names that nobody has: guessing must not fill the table for ever.
        await tx.run("delete from sign_in_failure where last_at < now() - interval '1 day'");
        await tx.run('delete from sign_in_failure where name_hash = $1', [hash(name)]);
        await tx.run('insert into session (token_hash, account, expires_at) values ($1, $2, now() + make_interval(hours => $3))', [hash(token), found.account.id, times.hours]);
      });
      return { token, account: found.account };
    },

    async signOut(token) {
      await db.bookkeeping('identity', (tx) => tx.run('delete from session where token_hash = $1', [hash(token)]));
    },

    whoIs: (token) => db.bookkeeping('identity', async (tx) => {
      const live = `token_hash = $1 and expires_at > now() and seen_at > now() - make_interval(mins => $2)`;
      const [row] = await tx.query(
        `select a.id, a.user_name, a.display_name, a.role, a.facility, a.password, s.seen_at < now() - interval '1 minute' as stale
         from session s join account a on a.id = s.account where ${live} and a.active`,
        [hash(token), times.idleMinutes], accountRow.extend({ stale: z.boolean() }));
      // Written at most once a minute: reading must not cost a write.
      if (row?.stale) await tx.run(`update session set seen_at = now() where ${live}`, [hash(token), times.idleMinutes]);
      return row && toAccount(row);
    }),
  };
}

function toAccount(row: z.output<typeof accountRow>): Account {
  return { id: row.id, user: row.user_name, displayName: row.display_name, role: row.role, facility: row.facility };
}

async function findAccount(db: Database, name: string): Promise<{ account: Account; password: string } | undefined> {
  const [row] = await db.bookkeeping('identity', (tx) =>
    tx.query('select id, user_name, display_name, role, facility, password from account where user_name = $1 and active', [name], accountRow));
  return row && { account: toAccount(row), password: row.password };
}

/** Counts before the password is looked at, so that a hundred parallel guesses count as a hundred. @returns seconds that the name is locked, 0: it may try */
function countAttempt(db: Database, name: string): Promise<number> {
  return db.bookkeeping('identity', async (tx) => {
    const [row] = await tx.query(
      `insert into sign_in_failure as f (name_hash, count, last_at) values ($1, 1, now())
       on conflict (name_hash) do update set (count, last_at, locked_until) = (
         select n.count, now(), case when n.count >= $2 then now() + make_interval(secs => least(900, 15 * 2 ^ least(n.count - $2, 10))) end
         from (select case when f.last_at < now() - interval '1 hour' then 1 else least(f.count, 1000) + 1 end as count) n)
       where f.locked_until is null or f.locked_until <= now()
       returning count`, [hash(name), FREE_FAILURES], z.object({ count: z.number() }));
    if (row) return 0;
    const [left] = await tx.query('select ceil(extract(epoch from locked_until - now()))::int as seconds from sign_in_failure where name_hash = $1', [hash(name)], z.object({ seconds: z.number() }));
    return Math.max(1, left?.seconds ?? 1);
  });
}
