import { z } from 'zod';
import type { Role } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';

export interface NewRole {
  readonly role: Role;
  readonly facility: string | null;
  /** yyyyMMdd */
  readonly validFrom: string;
  /** yyyyMMdd inclusive; null: open. */
  readonly validTo: string | null;
  readonly rights?: readonly string[];
}

/** Roles that make no sense without a facility. */
export const AT_FACILITY: readonly Role[] = ['facility', 'doctor', 'nurse'];
/** Roles that people have; the others are of programs and of the machine. */
export const PEOPLES: readonly Role[] = ['admin', 'facility', 'doctor', 'nurse', 'department', 'inspector', 'disease-control', 'insurer', 'citizen'];
/** Classes whose right is given by name; as the labels of the record have them. */
export const CLASS = /^[A-Z][A-Z0-9-]{1,19}$/;

/** @returns key of the row. @throws Fault request.invalid */
export async function grantRole(tx: Tx, account: string, role: NewRole): Promise<string> {
  const wrong = AT_FACILITY.includes(role.role) && !role.facility ? { path: 'facility', message: 'vai trò này cần mã cơ sở' }
    : role.validTo !== null && role.validTo < role.validFrom ? { path: 'validTo', message: 'ngày kết thúc đứng trước ngày bắt đầu' } : undefined;
  if (wrong) throw new Fault(FAULTS.invalid, { count: 1 }, { places: [wrong] });
  const [row] = await tx.query(
    `insert into account_role (account, role, facility, rights, valid_from, valid_to, granted_by) values ($1, $2, $3, $4, $5::date, $6::date, $7) returning id`,
    [account, role.role, AT_FACILITY.includes(role.role) || role.facility ? role.facility : null, [...(role.rights ?? [])], role.validFrom, role.validTo, tx.policy.actor.id], z.object({ id: z.string() }));
  if (!row) throw new Error('role row was not made');
  await tx.audit({ action: 'account.grant', target: `account/${account}/role/${row.id}` });
  return row.id;
}

/** Ends a role: yesterday was its last day. @returns whether it was there and open */
export async function closeRole(tx: Tx, account: string, id: string, today: string): Promise<boolean> {
  const closed = await tx.run(
    `update account_role set valid_to = greatest($3::date - 1, valid_from - 1), closed_by = $4
     where id = $2 and account = $1 and (valid_to is null or valid_to >= $3::date)`, [account, id, today, tx.policy.actor.id]);
  if (closed === 0) return false;
  await tx.audit({ action: 'account.grant', target: `account/${account}/role/${id}/closed` });
  await mirrorRole(tx, account, today);
  return true;
}

/**
 * Keeps `account.role` and `.facility` as the previous version reads them: the first role in force; `anonymous`, which may nothing, when none is.
 * @param account undefined: every account whose mirror is old, because a role began or ended by its date
 */
export async function mirrorRole(tx: Tx, account: string | undefined, today: string): Promise<void> {
  await tx.run(
    `update account a set role = coalesce(first.role, 'anonymous'), facility = first.facility
     from account b left join lateral (
       select r.role, r.facility from account_role r where r.account = b.id and r.valid_from <= $2::date and (r.valid_to is null or r.valid_to >= $2::date) order by r.granted_at, r.id limit 1) first on true
     where a.id = b.id and ($1::text is null or a.id = $1) and (a.role, a.facility) is distinct from (coalesce(first.role, 'anonymous'), first.facility)`, [account ?? null, today]);
}

/** Accounts that the previous version made while it ran on the new schema. */
export async function adoptRoles(tx: Tx): Promise<void> {
  await tx.run(
    `insert into account_role (account, role, facility, valid_from, granted_by)
     select id, role, facility, (created_at at time zone 'Asia/Ho_Chi_Minh')::date, 'migration' from account a
     where not exists (select 1 from account_role r where r.account = a.id)`);
}
