import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { FAULTS, Fault } from '#platform/fault';

export const PASSWORD_MIN = 14;

/** OWASP's advice for argon2id: 19 MiB, two passes, one lane; 51 ms on the machine of the trials. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength: 32, ...cost }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** @returns PHC text. @throws Fault identity.weak-password */
export async function hashPassword(password: string): Promise<string> {
  if ([...password].length < PASSWORD_MIN) throw new Fault(FAULTS.weakPassword, { min: PASSWORD_MIN });
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${text(salt)}$${text(key)}`;
}

const DECOY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Compares in constant time. Without a stored password it works just as long and says no. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parts = PHC.exec(stored ?? DECOY);
  if (!parts) return false;
  const [, memory, passes, parallelism, salt = '', key = ''] = parts;
  const wanted = Buffer.from(key, 'base64');
  const given = await derive(password, Buffer.from(salt, 'base64'), { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) });
  return stored !== undefined && wanted.length === given.length && timingSafeEqual(wanted, given);
}

/** Five groups of four letters and figures that are not mistaken for each other: 99 bit. */
export function randomPassword(): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...randomBytes(20)].map((byte, at) => (at > 0 && at % 4 === 0 ? '-' : '') + (letters[byte % letters.length] ?? '')).join('');
}
