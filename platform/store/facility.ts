import { z } from 'zod';
import type { Tx } from '#platform/db';

const row = z.object({ rid: z.string(), patient: z.string() });

/**
 * Says who made the next resources for whom it is not said yet: those of a Patient were made by the facility whose Patient he is. No version is
 * made, history keeps nothing of it.
 * @param after rid; '' from the beginning
 * @param facilityOf facility of each Patient id, as far as it is known
 * @returns where to go on, and how many were filled
 */
export async function fillFacility(tx: Tx, after: string, count: number, facilityOf: (patients: readonly string[]) => Promise<ReadonlyMap<string, string>>): Promise<{ at: string; touched: number; hasMore: boolean }> {
  const rows = await tx.query('select r.rid::text, r.patient from resource r where r.facility is null and r.patient is not null and r.rid > $1 order by r.rid limit $2', [after === '' ? '0' : after, count], row);
  const known = await facilityOf([...new Set(rows.map((one) => one.patient))]);
  const filled = rows.filter((one) => known.has(one.patient));
  const touched = filled.length === 0 ? 0 : await tx.run(
    `with wanted as (select rid, facility from unnest($1::bigint[], $2::text[]) as t(rid, facility)),
     -- In the order in which writers take rows.
     locked as (select r.rid, w.facility from resource r join wanted w on w.rid = r.rid where r.facility is null order by r.type, r.id for no key update of r)
     update resource r set facility = l.facility from locked l where r.rid = l.rid`, [filled.map((one) => one.rid), filled.map((one) => known.get(one.patient))]);
  return { at: rows.at(-1)?.rid ?? after, touched, hasMore: rows.length === count };
}
