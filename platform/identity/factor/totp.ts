import { randomBytes, timingSafeEqual } from 'node:crypto';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import type { Desk } from '../desk.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { close, open } from './box.ts';
import { base32, codeAt, stepOf, STEP_SECONDS } from './code.ts';

const place = (account: string): string => `totp|${account}`;
const DECOY = Buffer.alloc(20, 7);

/** What an app needs: the secret as text and as a QR code (SVG). Holds until proven by a code. @throws Fault identity.factor-exists */
export async function beginTotp(desk: Desk, tx: Tx, account: string, user: string): Promise<{ secret: string; svg: string }> {
  const secret = randomBytes(20);
  const made = await tx.run(
    `insert into account_totp (account, secret) values ($1, $2)
     on conflict (account) do update set secret = excluded.secret, last_step = 0 where account_totp.confirmed_at is null`, [account, close(desk.key(), place(account), secret)]);
  if (made === 0) throw new Fault(IDENTITY_FAULTS.alreadyThere);
  const text = base32(secret);
  const uri = `otpauth://totp/yteso:${encodeURIComponent(user)}?secret=${text}&issuer=yteso&algorithm=SHA1&digits=6&period=${STEP_SECONDS}`;
  return { secret: text, svg: renderSVG(uri, { border: 2 }) };
}

/**
 * Whether a code is right now (a step earlier or later is allowed for clocks) and its step was never used. The step is taken by one
 * atomic update, so that of parallel uses of one code one alone wins. Works as long for an account without TOTP.
 * @param proving the first code after enrolment: makes it count
 */
export async function useTotp(desk: Desk, tx: Tx, account: string | undefined, code: string, proving = false): Promise<boolean> {
  const [row] = await tx.query(`select secret, last_step::text as last_step from account_totp where account = $1 and (confirmed_at is null) = $2`, [account ?? '', proving],
    z.object({ secret: z.instanceof(Buffer), last_step: z.string() }));
  const secret = row && account !== undefined ? open(desk.key(), place(account), row.secret) : DECOY;
  const given = Buffer.from(/^\d{6}$/.test(code) ? code : 'xxxxxx');
  const now = stepOf(Date.now());
  const steps = [now - 1, now, now + 1].filter((step) => timingSafeEqual(Buffer.from(codeAt(secret, step)), given));
  const step = steps.find((each) => each > Number(row?.last_step ?? 0));
  const taken = await tx.run(
    `update account_totp set last_step = $2, confirmed_at = coalesce(confirmed_at, now()) where account = $1 and last_step < $2 and (confirmed_at is null) = $3`, [account ?? '', step ?? 0, proving]);
  return row !== undefined && step !== undefined && taken === 1;
}
