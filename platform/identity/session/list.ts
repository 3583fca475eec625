import { z } from 'zod';
import type { Tx } from '#platform/db';

/** Where somebody is signed in, for himself and for an administrator. */
export interface OpenSession {
  readonly id: string;
  readonly agent: string;
  readonly address: string;
  readonly method: string;
  readonly since: Date;
  readonly seen: Date;
  /** Name of the shared computer, if it is one. */
  readonly station: string | null;
  readonly facility: string | null;
}

const row = z.object({ id: z.string(), agent: z.string(), address: z.string(), method: z.string(), created_at: z.date(), seen_at: z.date(), station: z.string().nullable(), facility: z.string().nullable() });

export async function sessionsOf(tx: Tx, account: string, idleMinutes: number): Promise<OpenSession[]> {
  const rows = await tx.query(
    `select s.id::text, s.agent, s.address, s.method, s.created_at, s.seen_at, st.name as station, s.facility from session s left join station st on st.id = s.station
     where s.account = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(mins => $2) order by s.seen_at desc limit 200`, [account, idleMinutes], row);
  return rows.map(({ created_at, seen_at, ...rest }) => ({ ...rest, since: created_at, seen: seen_at }));
}

const key = z.object({ key: z.string() });

/** @param id one of them; undefined: all but `except` @returns keys of those that ended (`tellEnded` after the transaction) */
export async function endSessions(tx: Tx, account: string, id: string | undefined, except: string | undefined): Promise<string[]> {
  const rows = id === undefined
    ? await tx.query(`delete from session where account = $1 and ($2::uuid is null or id <> $2::uuid) returning encode(token_hash, 'hex') as key`, [account, except ?? null], key)
    : await tx.query(`delete from session where account = $1 and id = $2::uuid returning encode(token_hash, 'hex') as key`, [account, id], key);
  return rows.map((row) => row.key);
}
