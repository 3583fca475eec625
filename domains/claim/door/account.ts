import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { hashSecret, randomPassword } from '#platform/identity';

const row = z.object({ id: z.string(), facility: z.string(), username: z.string(), secret: z.string(), addresses: z.array(z.string()) });

/** An account that is open today. */
export type DoorAccount = z.output<typeof row>;

const OPEN = "closed_at is null and valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date and (valid_to is null or valid_to >= (now() at time zone 'Asia/Ho_Chi_Minh')::date)";
const COLUMNS = 'id, facility, username, secret, addresses';

export async function accountNamed(db: Database, username: string): Promise<DoorAccount | undefined> {
  return (await db.bookkeeping('door', (tx) => tx.query(`select ${COLUMNS} from door_account where lower(username) = lower($1) and ${OPEN}`, [username], row)))[0];
}

/** @param id a uuid */
export async function accountById(db: Database, id: string): Promise<DoorAccount | undefined> {
  return (await db.bookkeeping('door', (tx) => tx.query(`select ${COLUMNS} from door_account where id = $1 and ${OPEN}`, [id], row)))[0];
}

/** What programs send for a password: MD5 as 32 hexadecimal digits, upper case as the letter says. undefined: not of that form. */
export function readPasswordHash(text: string): string | undefined {
  return /^[0-9A-Fa-f]{32}$/u.test(text) ? text.toUpperCase() : undefined;
}

/** A new password and what is kept of it. */
export async function freshPassword(): Promise<{ readonly password: string; readonly secret: string }> {
  const password = randomPassword();
  return { password, secret: await hashSecret(createHash('md5').update(password).digest('hex').toUpperCase()) };
}

/** Notes that the program came: at most once a minute, so that a thousand files do not wait for one row. @param way e.g. `form` */
export async function noteVisit(db: Database, account: string, from: string, way: string): Promise<void> {
  await db.bookkeeping('door', (tx) => tx.run(
    `update door_account set last_at = now(), last_from = $2, last_way = $3 where id = $1 and (last_at is null or last_at < now() - interval '1 minute' or last_from is distinct from $2 or last_way is distinct from $3)`,
    [account, from, way]));
}

const listed = z.object({
  id: z.string(), facility: z.string(), username: z.string(), addresses: z.array(z.string()), valid_from: z.string(), valid_to: z.string().nullable(), created_at: z.date(), closed_at: z.date().nullable(),
  last_at: z.date().nullable(), last_from: z.string().nullable(), last_way: z.string().nullable(), received: z.number(),
});

/** Accounts, open ones first; of one facility or of all. `received`: files of the last 24 hours. */
export function listAccounts(tx: Tx, facility: string | null) {
  return tx.query(
    `select a.id, a.facility, a.username, a.addresses, to_char(a.valid_from, 'YYYYMMDD') as valid_from, to_char(a.valid_to, 'YYYYMMDD') as valid_to, a.created_at, a.closed_at, a.last_at, a.last_from, a.last_way,
       (select count(*)::int from door_receipt r where r.account = a.id and r.received_at > now() - interval '1 day') as received
     from door_account a where ($1::text is null or a.facility = $1) and (a.closed_at is null or a.closed_at > now() - interval '90 days') order by a.closed_at nulls first, a.facility, a.username limit 2000`, [facility], listed);
}
