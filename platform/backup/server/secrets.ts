import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupError } from './error.ts';

/** Larger ones are data, no keys. */
const LARGEST = 1024 * 1024;

/**
 * The keys of an installation: everything under `keys/`, and every small file beside it (keys of the OpenID provider and of the trail, accounts of a
 * demonstration). None of them leaves the data folder readable.
 */
export async function secretsOf(dataFolder: string): Promise<Map<string, Buffer>> {
  const names: string[] = [];
  for (const entry of await readdir(dataFolder, { withFileTypes: true }).catch(() => [])) {
    const isKept = entry.isFile() && /^[A-Za-z0-9_]/.test(entry.name) && !/\.(ndjson|log|new)$/.test(entry.name);
    if (isKept && (await stat(join(dataFolder, entry.name))).size <= LARGEST) names.push(entry.name);
  }
  const keys = await readdir(join(dataFolder, 'keys'), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of keys) if (entry.isFile() && !entry.name.endsWith('.new')) names.push(join(entry.parentPath, entry.name).slice(dataFolder.length + 1));
  return new Map(await Promise.all(names.sort().map(async (name): Promise<[string, Buffer]> => [name, await readFile(join(dataFolder, name))])));
}

/** @throws BackupError when other keys are there already: something was sealed with them. The backup's own are those of a restore that was cut off. */
export async function refuseOverKeys(dataFolder: string, secrets: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [name, bytes] of await secretsOf(dataFolder)) {
    if (secrets.get(name)?.equals(bytes) === true) continue;
    throw new BackupError(`Thư mục dữ liệu ${dataFolder} đã có khoá của một cài đặt khác (${name}).\nKhôi phục vào một YTESO_DATA mới; không bao giờ khôi phục đè lên dữ liệu đang có.`);
  }
}

export async function bringSecrets(dataFolder: string, secrets: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [name, bytes] of secrets) {
    const path = join(dataFolder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { mode: 0o600, flush: true });
  }
}
