import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { FAULTS, Fault } from '#platform/fault';
import { IDENTITY_FAULTS } from './faults.ts';

/** OWASP's advice for argon2id: 19 MiB, two passes, one lane; 51 ms on the machine of the trials. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFC'), nonce: salt, tagLength: 32, ...cost }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

const text = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
const phc = (salt: string, key: string): string => `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${salt}$${key}`;

/** Hashes any secret, without asking whether it is a good one. @returns PHC text */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  return phc(text(salt), text(await derive(secret, salt, COST)));
}

/** @param min signs it needs @param user what it must not hold @returns PHC text. @throws Fault identity.weak-password | identity.guessable-password */
export async function hashPassword(password: string, min: number, user: string): Promise<string> {
  checkPassword(password, min, user);
  return hashSecret(password);
}

/** @throws Fault identity.weak-password | identity.guessable-password */
export function checkPassword(password: string, min: number, user: string): void {
  if ([...password.normalize('NFC')].length < min) throw new Fault(FAULTS.weakPassword, { min });
  if (isGuessable(password, user)) throw new Fault(IDENTITY_FAULTS.guessable);
}

/** What attackers try first, in Vietnam too; compared without case, accents and what surrounds it. */
const COMMON = ['password', 'passw0rd', 'matkhau', '123456', '1234567', '12345678', '123456789', '1234567890', '0123456789', '12345678901234', '111111', '000000', 'qwerty', 'qwertyuiop', 'abc123', 'iloveyou', 'anhyeuem', 'emyeuanh',
  'yeuem', 'admin', 'administrator', 'quantri', 'letmein', 'welcome', 'vietnam', 'benhvien', 'tramyte', 'soyte', 'bacsi', 'dieuduong', 'yteso', 'khongbiet', 'khongcomatkhau', 'abcd1234', 'a123456', 'aa123456', '123123', '654321', '987654321',
  'zxcvbnm', 'asdfgh', 'asdfghjkl', '1q2w3e4r', '1qaz2wsx', 'dragon', 'monkey', 'sunshine', 'football', 'p@ssw0rd', 'vnpt', 'viettel', 'matkhaumoi', 'doimatkhau', 'changeme', 'default'];

function isGuessable(password: string, user: string): boolean {
  const plain = password.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  if (user.length >= 4 && plain.includes(user.toLowerCase())) return true;
  if (new Set(plain).size < 4) return true;
  const letters = plain.replace(/[^a-z0-9@]/g, '');
  // Nothing but common words, years and runs of figures, said once or again and again.
  let rest = letters;
  for (const word of [...COMMON].sort((a, b) => b.length - a.length)) rest = rest.replaceAll(word, '');
  return letters.length > 0 && rest.replace(/\d+/g, '').length < 3 && rest.length < 6;
}

const NOTHING = phc('A'.repeat(22), 'A'.repeat(43));

/** What stands for a password that nobody has: the account is invited and has not chosen one. */
export function noPassword(): string {
  return phc(text(randomBytes(16)), text(randomBytes(32)));
}

/** Compares in constant time. Without a stored password it works just as long and says no. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const parts = PHC.exec(stored ?? NOTHING);
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
