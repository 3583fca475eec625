import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { deskOf } from '#platform/identity';
import type { Context } from '#platform/room';
import { accountById, readPasswordHash } from './account.ts';
import type { DoorAccount } from './account.ts';
import { isWithin } from './address.ts';

/** What a program shows with each call. `axis`: a bearer token, which comes without the password's hash. */
export type Shown =
  | { readonly kind: 'gateway'; readonly accessToken: string; readonly tokenId: string; readonly passwordHash: string }
  | { readonly kind: 'axis'; readonly accessToken: string; readonly tokenId: string };

const ID = 16;
const UNTIL = 6;
const NONCE = 10;
const keys = new WeakMap<object, Buffer>();

/** Made from the key that identity keeps for this installation, for this purpose alone: no further file to keep, and servers that share the key share sessions. */
export function keyOf(context: Context): Buffer {
  const known = keys.get(context.db);
  if (known) return known;
  const key = Buffer.from(hkdfSync('sha256', deskOf(context).key(), '', 'yteso claim door session', 32));
  keys.set(context.db, key);
  return key;
}

/**
 * A session: nothing is kept of it, so an account may have as many as it likes. It holds for this account, its present password, the caller's address and the time.
 * @param passwordHash upper-case MD5; '' on the axis
 * @param until milliseconds
 */
export function openSession(context: Context, account: DoorAccount, address: string, passwordHash: string, until: number): { readonly accessToken: string; readonly tokenId: string } {
  const moment = Buffer.alloc(UNTIL);
  moment.writeUIntBE(until, 0, UNTIL);
  const tokenId = Buffer.concat([Buffer.from(account.id.replaceAll('-', ''), 'hex'), moment, randomBytes(NONCE)]).toString('base64url');
  return { tokenId, accessToken: macOf(context, account, address, tokenId, passwordHash).toString('hex').toUpperCase() };
}

/** The account behind what a program shows; undefined: none, ended, closed meanwhile, or shown from elsewhere. */
export async function accountOf(context: Context, shown: Shown, address: string): Promise<DoorAccount | undefined> {
  const passwordHash = shown.kind === 'axis' ? '' : readPasswordHash(shown.passwordHash);
  const id = Buffer.from(shown.tokenId, 'base64url');
  if (passwordHash === undefined || id.length !== ID + UNTIL + NONCE || !/^[0-9A-Fa-f]{64}$/u.test(shown.accessToken)) return undefined;
  if (id.readUIntBE(ID, UNTIL) <= Date.now()) return undefined;
  const hex = id.subarray(0, ID).toString('hex');
  const account = await accountById(context.db, [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'));
  if (account === undefined || !isWithin(account.addresses, address)) return undefined;
  return timingSafeEqual(macOf(context, account, address, shown.tokenId, passwordHash), Buffer.from(shown.accessToken, 'hex')) ? account : undefined;
}

function macOf(context: Context, account: DoorAccount, address: string, tokenId: string, passwordHash: string): Buffer {
  return createHmac('sha256', keyOf(context)).update(JSON.stringify([account.id, account.secret, address, tokenId, passwordHash])).digest();
}
