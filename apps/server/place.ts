import { resolve } from 'node:path';
import type { Settings } from '#platform/config';

const DEFAULT_SCHEMA = 'province';

/** Where the data lie, for people: the folder, or machine and name of an outside database. Never its user or password. */
export function placeOf(settings: Settings): string {
  const schema = settings.schema === DEFAULT_SCHEMA ? '' : ` (YTESO_SCHEMA=${settings.schema})`;
  if (settings.databaseUrl === undefined) return `thư mục dữ liệu ${settings.dataFolder}${schema}`;
  try {
    const { host, pathname } = new URL(settings.databaseUrl);
    return `cơ sở dữ liệu ${host}${decodeURIComponent(pathname)}${schema}`;
  } catch {
    return `cơ sở dữ liệu của DATABASE_URL${schema}`;
  }
}

/**
 * The line that makes an administrator in this installation and in no other, to be typed in `folder`.
 * A DATABASE_URL carries a password and is only named.
 */
export function administratorCommand(settings: Settings, folder: string): string {
  const words = ['npx yteso admin create --user TÊN'];
  if (settings.schema !== DEFAULT_SCHEMA) words.unshift(`YTESO_SCHEMA=${settings.schema}`);
  if (settings.databaseUrl === undefined && settings.dataFolder !== resolve(folder, '.data')) words.unshift(`YTESO_DATA=${quoted(settings.dataFolder)}`);
  return `${words.join(' ')}${settings.databaseUrl === undefined ? '' : ' (với cùng DATABASE_URL như máy chủ)'}`;
}

const quoted = (path: string): string => (/^[\w@%+=:,./-]+$/u.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);
