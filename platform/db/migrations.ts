import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Migration {
  /** `platform/store` */
  readonly room: string;
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
  /** Data jobs that must be done before: a line `-- requires data job: NAME`. */
  readonly requires: readonly string[];
}

/**
 * All migrations of the house, in the order they are applied: `platform/db` first, then the platform's other rooms,
 * then the domains, each by name; within a room by number. A room has them in `migrations/` or `server/migrations/` as `NNN-name.sql`.
 * So a room is added by adding its folder; rooms do not refer to each other's tables.
 * @param root the product's folder
 * @throws Error when a number is used twice or a file is not named so
 */
export function findMigrations(root: string): Migration[] {
  return ['platform', 'domains'].flatMap((floor) => {
    const rooms = existsSync(join(root, floor)) ? readdirSync(join(root, floor)).sort() : [];
    const ordered = floor === 'platform' ? ['db', ...rooms.filter((room) => room !== 'db')] : rooms;
    return ordered.flatMap((room) => ofRoom(root, `${floor}/${room}`));
  });
}

function ofRoom(root: string, room: string): Migration[] {
  const folder = [join(root, room, 'migrations'), join(root, room, 'server', 'migrations')].find(existsSync);
  if (folder === undefined) return [];
  const seen = new Set<number>();
  return readdirSync(folder).filter((file) => file.endsWith('.sql')).sort().map((file) => {
    const parts = /^(\d{3})-([a-z0-9-]+)\.sql$/.exec(file);
    if (!parts?.[1] || !parts[2]) throw new Error(`${room}: migration ${file} must be named NNN-name.sql`);
    const number = Number(parts[1]);
    if (seen.has(number)) throw new Error(`${room}: migration number ${number} is used twice`);
    seen.add(number);
    const sql = readFileSync(join(folder, file), 'utf8');
    return { room, number, name: parts[2], sql, checksum: createHash('sha256').update(sql).digest('hex'), requires: requiredBy(sql) };
  });
}

/** Names of the data jobs that a migration waits for. */
export const requiredBy = (sql: string): string[] => [...sql.matchAll(/^-- requires data job: ([a-z0-9-]+)$/gm)].map((match) => match[1] ?? '');
