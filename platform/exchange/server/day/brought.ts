import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { isOwn } from './guard.ts';

/** What lists and forms of a receiver's portal have in common when they are brought. */
interface Brought { readonly destination: string; readonly kind: string }
type Visits = readonly { readonly facility: string; readonly maLk: string }[];

/** When the portal made the file, as far as that is said. Never later than now. */
export const madeAt = (said: string | undefined): Date => new Date(Math.min(Date.now(), said === undefined ? Date.now() : Date.parse(said)));

/**
 * Positions of visits that we have a message of. Told to the facility alone: it sees all its visits.
 * @param target for the trail @returns null for others
 */
export async function knownToOwn({ db }: Pick<Context, 'db'>, policy: Policy, facility: string | null, target: string, brought: Brought, visits: Visits): Promise<ReadonlySet<number> | null> {
  if (facility === null || !isOwn(policy, facility)) return null;
  return db.withAccess(policy, { action: 'receiver-list.create', target, reads: true }, (tx) => knownOf(tx, brought, visits));
}

async function knownOf(tx: Tx, { destination, kind }: Brought, visits: Visits): Promise<ReadonlySet<number>> {
  const rows = await tx.query(
    `select t.ordinal from unnest($3::int[], $4::text[], $5::text[]) as t(ordinal, facility, ma_lk)
     where exists (select 1 from exchange_message m where m.destination = $1 and m.kind = $2 and m.facility = t.facility and m.ma_lk = t.ma_lk and m.state <> 'superseded')`,
    [destination, kind, visits.map((_, index) => index), visits.map((one) => one.facility), visits.map((one) => one.maLk)], z.object({ ordinal: z.number() }));
  return new Set(rows.map((row) => row.ordinal));
}

/** As the browser names it; for people alone. */
export function fileNameOf(request: FastifyRequest): string {
  const given = String(request.headers['x-file-name'] ?? '');
  try {
    return decodeURIComponent(given).replaceAll(/[\p{Cc}/\\]/gu, ' ').slice(0, 200) || 'danh-sach';
  } catch {
    return 'danh-sach';
  }
}
