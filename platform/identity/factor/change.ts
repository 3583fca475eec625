import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { IDENTITY_FAULTS } from '../faults.ts';
import type { Signed } from '../identity.ts';
import { makeRecoveryCodes } from './recovery.ts';

/** What stands on one's own account. */
export interface Factors {
  readonly totp: boolean;
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly madeAt: Date; readonly usedAt: Date | null }[];
  readonly recoveryLeft: number;
  readonly pin: boolean;
  readonly passwordAt: Date | null;
}

const passkey = z.object({ id: z.string(), name: z.string(), made_at: z.date(), used_at: z.date().nullable() });
const rest = z.object({ totp: z.boolean(), recovery: z.number(), pin: z.boolean(), password_at: z.date().nullable() });

export async function factorsOf(tx: Tx, account: string): Promise<Factors> {
  const keys = await tx.query('select id, name, made_at, used_at from account_passkey where account = $1 order by made_at', [account], passkey);
  const [row] = await tx.query(
    `select exists (select 1 from account_totp where account = $1 and confirmed_at is not null) as totp, (select count(*)::int from account_recovery where account = $1 and used_at is null) as recovery,
       exists (select 1 from account_pin where account = $1) as pin, (select password_at from account where id = $1) as password_at`, [account], rest);
  return {
    totp: row?.totp ?? false, recoveryLeft: row?.recovery ?? 0, pin: row?.pin ?? false, passwordAt: row?.password_at ?? null,
    passkeys: keys.map((key) => ({ id: key.id, name: key.name, madeAt: key.made_at, usedAt: key.used_at })),
  };
}

/** A factor was proven in this session: it counts as strong from now on, and the first one brings recovery codes. @returns new codes, none when some are left */
export async function proven(tx: Tx, signed: Signed): Promise<string[]> {
  await tx.run('update session set strength = 2 where id = $1::uuid', [signed.session]);
  return signed.hasSecond ? [] : makeRecoveryCodes(tx, signed.id);
}

/** @throws Fault identity.last-factor: what would be left is too weak */
export async function removeFactor(tx: Tx, signed: Signed, which: { totp: true } | { passkey: string }): Promise<boolean> {
  // Locked, so that two removals at once do not leave nothing.
  const [row] = await tx.query('select password_short from account where id = $1 for update', [signed.id], z.object({ password_short: z.boolean() }));
  const gone = 'totp' in which ? await tx.run('delete from account_totp where account = $1', [signed.id]) : await tx.run('delete from account_passkey where account = $1 and id = $2', [signed.id, which.passkey]);
  const { totp, passkeys } = await factorsOf(tx, signed.id);
  if (totp || passkeys.length > 0) return gone === 1;
  if (row?.password_short || signed.places.some((place) => place.role === 'admin')) throw new Fault(IDENTITY_FAULTS.lastFactor);
  await tx.run('delete from account_recovery where account = $1', [signed.id]);
  return gone === 1;
}
