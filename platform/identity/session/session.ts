import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { currentPersons } from '#platform/access';
import type { Database, Tx } from '#platform/db';
import type { Desk } from '../desk.ts';
import type { Signed } from '../identity.ts';
import { placeRow, placesSql } from '../role/place.ts';
import type { Origin } from './origin.ts';

/** What a session is called where its token must not stand. */
export const sessionKey = (token: string): string => tokenHash(token).toString('hex');

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface NewSession {
  readonly account: string;
  readonly strength: 1 | 2;
  readonly method: 'password' | 'pin' | 'totp' | 'recovery' | 'passkey' | 'outside';
  readonly origin: Origin;
  /** Shared computer it stands on. */
  readonly station?: string | undefined;
  /** The place that was chosen; the first one when absent. */
  readonly place?: { readonly id: string; readonly facility: string | null } | undefined;
}

/** A new session, always under a new token: one that was there before sign-in is worth nothing afterwards. @returns the token */
export async function openSession(desk: Desk, tx: Tx, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.run('delete from session where expires_at < now()');
  await tx.run(
    `insert into session (token_hash, account, expires_at, strength, method, agent, address, station, role_id, facility)
     values ($1, $2, now() + make_interval(hours => $3), $4, $5, $6, $7, $8, $9, $10)`,
    [tokenHash(token), session.account, desk.times.hours, session.strength, session.method, session.origin.agent, session.origin.address, session.station ?? null, session.place?.id ?? null, session.place?.facility ?? null]);
  await tx.run('update account set last_seen_at = now() where id = $1', [session.account]);
  // A full sign-in opens the PIN again, here and now.
  if (session.method !== 'pin') await tx.run('update account_pin set failures = 0 where account = $1', [session.account]);
  if (session.station !== undefined && session.method !== 'pin') {
    await tx.run('insert into station_person (station, account, full_at) values ($1, $2, now()) on conflict (station, account) do update set full_at = now()', [session.station, session.account]);
  }
  return token;
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.bookkeeping('identity', (tx) => tx.run('delete from session where token_hash = $1', [tokenHash(token)]));
}

const row = z.object({
  id: z.string(), user_name: z.string(), display_name: z.string(), person: z.string().nullable(), stale: z.boolean(), session: z.string(), strength: z.literal([1, 2]), method: z.string(),
  auth_time: z.number(), confirmed: z.boolean(), role_id: z.string().nullable(), facility: z.string().nullable(), address: z.string(), places: z.array(placeRow), second: z.boolean(),
});

/** One statement: the session, the account, its places today, its factors. */
const WHO = `select a.id, a.user_name, a.display_name, a.person::text, s.seen_at < now() - interval '1 minute' as stale, s.id::text as session, s.strength, s.method,
    extract(epoch from s.authenticated_at)::int as auth_time, coalesce(s.confirmed_until > now(), false) as confirmed, s.role_id::text, s.facility, s.address,
    ${placesSql('a.id', '$3::date')} as places,
    exists (select 1 from account_totp t where t.account = a.id and t.confirmed_at is not null) or exists (select 1 from account_passkey p where p.account = a.id) as second
  from session s join account a on a.id = s.account
  where s.token_hash = $1 and s.expires_at > now() and s.seen_at > now() - make_interval(mins => $2) and a.active`;

/**
 * Who is behind a token. Writes at most once a minute: reading must not cost a write.
 * @param from address of this call: a session that was opened inside and is used outside counts as outside
 */
export function whoIs(desk: Desk, token: string, from = ''): Promise<Signed | undefined> {
  return desk.db.bookkeeping('identity', async (tx) => {
    const [found] = await tx.query(WHO, [tokenHash(token), desk.times.idleMinutes, desk.today()], row);
    if (!found) return undefined;
    if (found.stale) {
      await tx.run('update session set seen_at = now() where token_hash = $1', [tokenHash(token)]);
      await tx.run("update account set last_seen_at = now() where id = $1 and last_seen_at < now() - interval '1 hour'", [found.id]);
    }
    const [person = null] = found.person === null ? [] : await currentPersons(tx, [found.person]);
    return signedOf(desk, { ...found, person }, from);
  });
}

function signedOf(desk: Desk, found: z.output<typeof row>, from: string): Signed | undefined {
  const chosen = found.places.find((each) => each.id === found.role_id && each.facility === found.facility);
  // A PIN opened the work at one computer: when that role ends it opens no other.
  const place = chosen ?? (found.method === 'pin' ? undefined : found.places[0]);
  // Every role has ended or none has begun: there is nothing to work as.
  if (!place) return undefined;
  // What was confirmed was confirmed for the work before.
  const confirmed = found.confirmed && (chosen !== undefined || found.role_id === null);
  const needed = found.strength < 2 && (place.role === 'admin' || (desk.outsideNeedsSecond && !(desk.inner(found.address) && desk.inner(from))));
  return {
    id: found.id, user: found.user_name, displayName: found.display_name, role: place.role, facility: place.facility, session: found.session, place, places: found.places, person: found.person,
    strength: confirmed ? 3 : found.strength, authTime: found.auth_time, method: found.method, hasSecond: found.second,
    enrolling: needed && !desk.demonstration, secondWaived: needed && desk.demonstration,
  };
}
