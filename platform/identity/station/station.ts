import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { tokenHash } from '../session/session.ts';

/** A computer that several people of one facility share. */
export interface Station {
  readonly id: string;
  readonly facility: string;
  readonly name: string;
}

const stationRow = z.object({ id: z.string(), facility: z.string(), name: z.string() });

/** @returns the token for the computer's cookie; its hash alone is kept */
export async function registerStation(tx: Tx, facility: string, name: string, account: string): Promise<{ token: string; station: Station }> {
  const token = randomBytes(32).toString('base64url');
  const [station] = await tx.query('insert into station (token_hash, facility, name, made_by) values ($1, $2, $3, $4) returning id::text, facility, name', [tokenHash(token), facility, name, tx.policy.actor.id], stationRow);
  if (!station) throw new Error('station was not made');
  await tx.run('insert into station_person (station, account, full_at) values ($1, $2, now())', [station.id, account]);
  return { token, station };
}

/** The computer behind a cookie; undefined: none, or closed. */
export async function stationOf(tx: Tx, token: string | undefined): Promise<Station | undefined> {
  if (token === undefined) return undefined;
  const [found] = await tx.query('select id::text, facility, name from station where token_hash = $1 and closed_at is null', [tokenHash(token)], stationRow);
  return found;
}

export async function stationsOf(tx: Tx, facility: string | null): Promise<{ id: string; facility: string; name: string; madeAt: Date; seenAt: Date }[]> {
  const rows = await tx.query('select id::text, facility, name, made_at, seen_at from station where closed_at is null and ($1::text is null or facility = $1) order by made_at desc limit 500', [facility],
    stationRow.extend({ made_at: z.date(), seen_at: z.date() }));
  return rows.map((row) => ({ id: row.id, facility: row.facility, name: row.name, madeAt: row.made_at, seenAt: row.seen_at }));
}

/** Shuts a shared computer out from afar: its cookie opens nothing, its sessions end. @param facility whose it must be; null: any */
export async function closeStation(tx: Tx, id: string, facility: string | null): Promise<boolean> {
  const closed = await tx.run('update station set closed_at = now() where id = $1::uuid and closed_at is null and ($2::text is null or facility = $2)', [id, facility]);
  if (closed === 1) await tx.run('delete from session where station = $1::uuid', [id]);
  return closed === 1;
}

const person = z.object({ id: z.string(), display_name: z.string(), pin: z.boolean() });

/** Who signed in fully on it in the last ninety days, the latest first. */
export async function peopleOf(tx: Tx, station: string): Promise<{ id: string; displayName: string; pin: boolean }[]> {
  const rows = await tx.query(
    `select a.id, a.display_name, p.account is not null as pin from station_person s join account a on a.id = s.account and a.active left join account_pin p on p.account = a.id
     where s.station = $1::uuid and s.full_at > now() - interval '90 days' order by s.full_at desc limit 30`, [station], person);
  return rows.map((row) => ({ id: row.id, displayName: row.display_name, pin: row.pin }));
}
