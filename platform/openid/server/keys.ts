import { createHash, generateKeyPair, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const jwk = z.looseObject({ kty: z.string(), alg: z.enum(['ES256', 'RS256']), kid: z.string(), use: z.literal('sig') });
export type Jwk = z.output<typeof jwk>;

const file = z.object({
  /** Sign cookies; the first is used, the others are still understood. */
  cookies: z.array(z.string()).min(1),
  /** Private keys in use, one of each kind. */
  keys: z.array(jwk).min(2),
  /** Public keys of before, with the moment (ISO 8601) from which nothing signed with them can still hold. */
  retired: z.array(z.object({ key: jwk, until: z.string() })),
});
export type Keys = z.output<typeof file>;

/** Hours that what was signed may live: the id token of a sign-in is the longest. */
const RETIRED_HOURS = 24;
const COOKIE_KEYS = 3;
const PUBLIC = new Set(['kty', 'alg', 'kid', 'use', 'crv', 'x', 'y', 'n', 'e']);
const generate = promisify(generateKeyPair);

export const keysPath = (dataFolder: string): string => join(dataFolder, 'openid-keys.json');

/** The keys of this installation; made at random when there are none yet. */
export async function readKeys(dataFolder: string): Promise<Keys> {
  const path = keysPath(dataFolder);
  if (!existsSync(path)) write(dataFolder, { cookies: [secret()], keys: await freshKeys(), retired: [] });
  return file.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** When the file was written last, in milliseconds: a running server notices a rotation. */
export function keysAge(dataFolder: string): number {
  return existsSync(keysPath(dataFolder)) ? statSync(keysPath(dataFolder)).mtimeMs : 0;
}

/** New keys sign from now on; the public halves of the old ones stay published until nothing signed with them holds. */
export async function rotateKeys(dataFolder: string, now: Date): Promise<Keys> {
  const old = await readKeys(dataFolder);
  const until = new Date(now.getTime() + RETIRED_HOURS * 3_600_000).toISOString();
  const keys: Keys = {
    cookies: [secret(), ...old.cookies].slice(0, COOKIE_KEYS), keys: await freshKeys(),
    retired: [...old.keys.map((key) => ({ key: publicHalf(key), until })), ...old.retired].filter((one) => Date.parse(one.until) > now.getTime()),
  };
  write(dataFolder, keys);
  return keys;
}

/** Everything that a token may be checked with, public halves only. */
export function publicKeys(keys: Keys, now: Date): Jwk[] {
  return [...keys.keys.map(publicHalf), ...keys.retired.filter((one) => Date.parse(one.until) > now.getTime()).map((one) => one.key)];
}

function publicHalf(key: Jwk): Jwk {
  return jwk.parse(Object.fromEntries(Object.entries(key).filter(([name]) => PUBLIC.has(name))));
}

async function freshKeys(): Promise<Jwk[]> {
  const ec = await generate('ec', { namedCurve: 'P-256' });
  const rsa = await generate('rsa', { modulusLength: 2048 });
  return [jwkOf('ES256', ec.privateKey.export({ format: 'jwk' })), jwkOf('RS256', rsa.privateKey.export({ format: 'jwk' }))];
}

function jwkOf(alg: 'ES256' | 'RS256', key: object): Jwk {
  const kid = createHash('sha256').update(JSON.stringify(key)).digest('base64url').slice(0, 16);
  return jwk.parse({ ...key, alg, use: 'sig', kid });
}

const secret = (): string => randomBytes(32).toString('base64url');

/** Whole or not at all, and for its owner alone. */
function write(dataFolder: string, keys: Keys): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = keysPath(dataFolder);
  const fresh = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(fresh, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, path);
}
