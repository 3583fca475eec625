import { z } from 'zod';
import { ROLES } from '#platform/access';
import type { Role } from '#platform/access';
import type { Tx } from '#platform/db';

/** One thing somebody can work as, today: a role at a facility, or one of the province. */
export interface Place {
  /** Key of the role row. */
  readonly id: string;
  readonly role: Role;
  /** MA_CSKCB; null: the province. */
  readonly facility: string | null;
  /** Specially protected classes (labels) that come with it. */
  readonly rights: readonly string[];
  /** The code that the role was given at, when that facility was merged into `facility` since. */
  readonly inheritedFrom: string | null;
}

export const placeRow = z.object({ id: z.string(), role: z.enum(ROLES), facility: z.string().nullable(), rights: z.array(z.string()), inheritedFrom: z.string().nullable() });

/**
 * SQL of the places of an account on a day, as a JSON array: its roles in force, and the same at every facility that theirs was
 * merged into. A circle of mergers ends by itself: a row that is there is not added again.
 * @param account SQL of the account's id @param day SQL of the day
 */
export function placesSql(account: string, day: string): string {
  return `(with recursive place as (
      select r.id, r.role, r.facility, r.rights, null::text as origin, r.granted_at from account_role r
      where r.account = ${account} and r.valid_from <= ${day} and (r.valid_to is null or r.valid_to >= ${day})
      union
      select p.id, p.role, m.new, p.rights, coalesce(p.origin, m.old), p.granted_at from place p join facility_merger m on m.old = p.facility
      where m.from_day <= ${day} and m.new <> coalesce(p.origin, ''))
    select coalesce(jsonb_agg(jsonb_build_object('id', id, 'role', role, 'facility', facility, 'rights', to_jsonb(rights), 'inheritedFrom', origin)
      order by granted_at, id, origin nulls first, facility), '[]'::jsonb) from place)`;
}

/** @param day yyyyMMdd @returns in the order they were given */
export async function placesOf(tx: Tx, account: string, day: string): Promise<Place[]> {
  const [row] = await tx.query(`select ${placesSql('$1', '$2::date')} as places`, [account, day], z.object({ places: z.array(placeRow) }));
  return row?.places ?? [];
}
