import { z } from 'zod';
import { ROLES } from '#platform/access';
import type { Database, Tx } from '#platform/db';

const row = z.object({
  id: z.string(), client: z.string(), account: z.string(), role: z.enum(ROLES), facility: z.string().nullable(), person: z.string().nullable(),
  patient: z.string().nullable(), encounter: z.string().nullable(), session: z.string().nullable(), strength: z.number().nullable(),
});
/** As whom and for whom a user let a program work. */
export type GrantContext = z.output<typeof row>;

/** @param seconds that the grant lives */
export async function writeGrant(tx: Tx, grant: GrantContext, seconds: number): Promise<void> {
  await tx.run(
    `insert into openid_grant (id, client, account, role, facility, person, patient, encounter, session, strength, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + make_interval(secs => $11))`,
    [grant.id, grant.client, grant.account, grant.role, grant.facility, grant.person, grant.patient, grant.encounter, grant.session, grant.strength, seconds]);
}

export async function readGrant(db: Database, id: string): Promise<GrantContext | undefined> {
  return (await db.bookkeeping('openid', (tx) => tx.query(
    'select id, client, account, role, facility, person, patient, encounter, session, strength from openid_grant where id = $1', [id], row)))[0];
}

/** Ends what programs got, by the sign-in it hangs on, by account or by program. @returns grants ended */
export async function endGrants(tx: Tx, by: { readonly session: string } | { readonly account: string } | { readonly client: string }): Promise<number> {
  const [column, value] = 'session' in by ? ['session', by.session] : 'account' in by ? ['account', by.account] : ['client', by.client];
  const ended = await tx.query(`delete from openid_grant where ${column} = $1 returning id`, [value], z.object({ id: z.string() }));
  if (ended.length > 0) await tx.run('delete from openid_record where grant_id = any($1)', [ended.map((one) => one.id)]);
  return ended.length;
}
