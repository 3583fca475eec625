import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const kept = z.object({ current: z.string(), naming: z.string(), keys: z.record(z.string().regex(/^[a-z0-9]{1,16}$/), z.string()) });

/** Keys of an installation: one seals, all open; `naming` names contents without telling them. 32 bytes each. */
export interface SealKeys {
  readonly current: string;
  readonly naming: Buffer;
  readonly keys: ReadonlyMap<string, Buffer>;
}

let held: SealKeys | undefined;

/** The keys that this process works with. @throws Error before they were given: nothing restricted is ever written in the clear */
export function sealKeys(): SealKeys {
  if (held === undefined) throw new Error('no seal keys were given to this process');
  return held;
}

export function useSealKeys(keys: SealKeys): void {
  held = keys;
}

/** Keys that live as long as the process: for tests. */
export function passingKeys(): SealKeys {
  return { current: 'test', naming: randomBytes(32), keys: new Map([['test', randomBytes(32)]]) };
}

const pathIn = (dataFolder: string): string => join(dataFolder, 'keys', 'seal.json');

/**
 * The keys of an installation, made at random at its first start and readable by its owner alone. A backup without them cannot open what is sealed.
 * @throws Error for a file that is not whole: making new keys would lose what is sealed
 */
export function openSealKeys(dataFolder: string): SealKeys {
  const path = pathIn(dataFolder);
  if (!existsSync(path)) write(dataFolder, { current: 'k1', naming: fresh(), keys: { k1: fresh() } }, true);
  return parse(readFileSync(path, 'utf8'));
}

/** Seals with a new key from now on; what older ones sealed they still open. @returns id of the new key */
export function rotateSealKey(dataFolder: string): string {
  openSealKeys(dataFolder);
  const found = kept.parse(JSON.parse(readFileSync(pathIn(dataFolder), 'utf8')));
  const id = `k${Object.keys(found.keys).length + 1}`;
  write(dataFolder, { ...found, current: id, keys: { ...found.keys, [id]: fresh() } }, false);
  return id;
}

const fresh = (): string => randomBytes(32).toString('base64');

function parse(text: string): SealKeys {
  const found = kept.parse(JSON.parse(text));
  const keys = new Map(Object.entries(found.keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]));
  const naming = Buffer.from(found.naming, 'base64');
  if (!keys.has(found.current) || [naming, ...keys.values()].some((key) => key.length !== 32)) throw new Error('the file of seal keys is not whole');
  return { current: found.current, naming, keys };
}

function write(dataFolder: string, content: z.output<typeof kept>, isNew: boolean): void {
  mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
  const path = pathIn(dataFolder);
  const text = `${JSON.stringify(content, null, 2)}\n`;
  if (isNew) {
    try {
      // Two processes that start together: the first file stays.
      writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    return;
  }
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
