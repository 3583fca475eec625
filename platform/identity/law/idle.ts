import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { closeAccount } from '../account.ts';
import type { Desk } from '../desk.ts';
import { adoptRoles, mirrorRole } from '../role/grant.ts';

/** Accounts at a time. */
const PIECE = 100;

/**
 * Once an hour: what the previous version made comes in, roles that began or ended are mirrored for it, and accounts are closed that nobody used for as many days as the law says. Citizens keep theirs: the standard is about those who work with the system.
 * @returns whether there may be more
 */
export async function closeIdle(desk: Desk): Promise<boolean> {
  await desk.db.bookkeeping('identity-idle', async (tx) => {
    await adoptRoles(tx);
    await mirrorRole(tx, undefined, desk.today());
  });
  if (desk.demonstration) return false;
  const days = desk.limits().idleDays;
  const idle = await desk.db.bookkeeping('identity-idle', (tx) => tx.query(
    `select a.id from account a where a.active and a.last_seen_at < now() - make_interval(days => $1)
       and exists (select 1 from account_role r where r.account = a.id and r.role <> 'citizen')
       and not exists (select 1 from invitation i where i.account = a.id and i.used_at is null and i.expires_at > now()) limit ${PIECE}`, [days], z.object({ id: z.string() })));
  for (const { id } of idle) await desk.db.withAccess(systemPolicy('identity-idle', 'TCVN 14423'), { action: 'account.close', target: `account/${id}`, basis: 'TCVN14423.2026' }, (tx) => closeAccount(tx, id, 'idle'));
  return idle.length === PIECE;
}
