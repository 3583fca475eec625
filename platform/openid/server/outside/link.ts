import { z } from 'zod';
import type { Database, Tx } from '#platform/db';

const row = z.object({ account: z.string(), person: z.string().nullable() });
export type Link = z.output<typeof row>;

export async function findLink(tx: Tx, provider: string, subject: string): Promise<Link | undefined> {
  return (await tx.query('select account, person from openid_outside_subject where provider = $1 and subject = $2 and closed_at is null', [provider, subject], row))[0];
}

/** @param by the administrator's account, or 'citizen-number'. A closed link is opened anew, an open one stays as it is. @returns whether it was made */
export async function writeLink(tx: Tx, link: { provider: string; subject: string; account: string; person: string | null; by: string }): Promise<boolean> {
  return (await tx.run(
    `insert into openid_outside_subject (provider, subject, account, person, linked_by) values ($1, $2, $3, $4, $5)
     on conflict (provider, subject) do update set account = excluded.account, person = excluded.person, linked_by = excluded.linked_by, linked_at = now(), closed_at = null
     where openid_outside_subject.closed_at is not null`, [link.provider, link.subject, link.account, link.person, link.by])) === 1;
}

/** The person that a citizen's account was linked to by his number. */
export async function personOfAccount(db: Database, account: string): Promise<string | undefined> {
  const [found] = await db.bookkeeping('openid', (tx) => tx.query('select account, person from openid_outside_subject where account = $1 and person is not null and closed_at is null limit 1', [account], row));
  return found?.person ?? undefined;
}
