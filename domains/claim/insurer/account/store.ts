import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database, Tx } from '#platform/db';
import { NoSessionError } from '#platform/exchange/server';
import { seal, sealKeys, unseal } from '#platform/seal';
import { passwordHashOf } from '../gateway.ts';
import type { GatewayAccount } from '../gateway.ts';

const IN_FORCE = "closed_at is null and valid_from <= (now() at time zone 'Asia/Ho_Chi_Minh')::date and (valid_to is null or valid_to >= (now() at time zone 'Asia/Ho_Chi_Minh')::date)";
const row = z.object({ id: z.string(), username: z.string(), secret: z.instanceof(Uint8Array), secret_mark: z.string() });
const sealed = z.object({ passwordHash: z.string(), staff: z.object({ name: z.string(), number: z.string() }).optional() });
const place = (id: string): string => `gateway_account/${id}`;

/**
 * The account of a facility that is in force today, opened.
 * @throws NoSessionError when the key that sealed it is not there
 */
export async function storedAccount(db: Database, destination: string, facility: string): Promise<GatewayAccount | undefined> {
  const [found] = await db.bookkeeping('gateway', (tx) => tx.query(`select id, username, secret, secret_mark from gateway_account where destination = $1 and facility = $2 and ${IN_FORCE}`, [destination, facility], row));
  if (found === undefined) return undefined;
  try {
    return { username: found.username, ...sealed.parse(JSON.parse(unseal(sealKeys(), place(found.id), { mark: found.secret_mark, bytes: Buffer.from(found.secret) }))) };
  } catch {
    // Without its cause: nothing of what was sealed belongs into an error.
    throw new NoSessionError(`Không mở được mật khẩu cổng đã lưu của cơ sở ${facility}: khoá của bản cài đặt không khớp. Nhờ người quản trị đặt lại tài khoản.`, false);
  }
}

export interface NewGatewayAccount {
  readonly destination: string;
  readonly facility: string;
  readonly username: string;
  readonly password: string;
  readonly staff: { readonly name: string; readonly number: string } | null;
  /** yyyyMMdd */
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Takes the place of the one that is open. @returns its id */
export async function setAccount(tx: Tx, account: NewGatewayAccount): Promise<string> {
  const id = randomUUID();
  const content: z.input<typeof sealed> = { passwordHash: passwordHashOf(account.password), ...(account.staff === null ? {} : { staff: account.staff }) };
  const kept = seal(sealKeys(), place(id), JSON.stringify(content));
  // Two administrators at once: the later one's stays.
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 21))', [`${account.destination} ${account.facility}`]);
  await tx.run(`update gateway_account set closed_at = now(), closed_by = $3, secret = null, secret_mark = null where destination = $1 and facility = $2 and closed_at is null`, [account.destination, account.facility, tx.policy.actor.id]);
  await tx.run(
    'insert into gateway_account (id, destination, facility, username, secret, secret_mark, valid_from, valid_to, set_by) values ($1, $2, $3, $4, $5, $6, $7::date, $8::date, $9)',
    [id, account.destination, account.facility, account.username, kept.bytes, kept.mark, account.validFrom, account.validTo, tx.policy.actor.id]);
  return id;
}

/** @returns whether there was an open one */
export async function closeAccount(tx: Tx, id: string): Promise<boolean> {
  return await tx.run('update gateway_account set closed_at = now(), closed_by = $2, secret = null, secret_mark = null where id = $1 and closed_at is null', [id, tx.policy.actor.id]) > 0;
}

const listed = z.object({ id: z.string(), destination: z.string(), facility: z.string(), username: z.string(), valid_from: z.string(), valid_to: z.string().nullable(), set_by: z.string(), set_at: z.date() });

/** Open accounts, of one facility or of all; never what opens them. */
export function listAccounts(tx: Tx, facility: string | null) {
  return tx.query(
    `select id, destination, facility, username, to_char(valid_from, 'YYYYMMDD') as valid_from, to_char(valid_to, 'YYYYMMDD') as valid_to, set_by, set_at
     from gateway_account where closed_at is null and ($1::text is null or facility = $1) order by facility, destination limit 5000`, [facility], listed);
}
