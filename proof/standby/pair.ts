import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { z } from 'zod';

const HOLD = fileURLToPath(new URL('hold.ts', import.meta.url));

/** A PostgreSQL in a process of its own. */
export interface Held {
  readonly url: string;
  readonly child: ChildProcess;
  readonly dataFolder: string;
}

export async function hold(dataFolder: string, how: 'migrated' | 'as it is'): Promise<Held> {
  const child = spawn(process.execPath, [HOLD, how], { env: { ...process.env, YTESO_DATA: dataFolder, DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGTERM'));
  for await (const url of createInterface({ input: child.stdout })) return { url, child, dataFolder };
  throw new Error('PostgreSQL did not come up');
}

export async function ask(url: string, sql: string, params: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000, options: '-c search_path=province,public' });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, [...params])).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

const NOT_COPIED = /^(postmaster\.(pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_dynshmem\/.+|pg_stat_tmp\/.+|pg_notify\/.+|pg_subtrans\/.+|pg_serial\/.+|pg_snapshots\/.+|.*\/pgsql_tmp.*)$/;

/** A standby of the primary in another data folder, made with SQL alone (the embedded PostgreSQL has no pg_basebackup), and waited for by every commit. */
export async function addStandby(primary: Held, dataFolder: string): Promise<Held> {
  const [from] = z.tuple([z.object({ data_directory: z.string() })]).parse(await ask(primary.url, 'show data_directory'));
  if (!from.data_directory.startsWith(primary.dataFolder)) throw new Error('not available: the data of the embedded PostgreSQL lie outside of the data folder on this machine');
  const base = join(dataFolder, 'postgresql');
  const data = join(base, 'data');
  mkdirSync(base, { recursive: true, mode: 0o700 });
  copyFileSync(join(primary.dataFolder, 'postgresql', 'password'), join(base, 'password'));
  const client = new pg.Client({ connectionString: primary.url });
  await client.connect();
  await client.query("select pg_create_physical_replication_slot('standby', true)");
  await client.query("select pg_backup_start('standby', true)");
  cpSync(from.data_directory, data, { recursive: true, filter: (path) => !NOT_COPIED.test(path.slice(from.data_directory.length + 1)) });
  const stopped = z.object({ labelfile: z.string(), spcmapfile: z.string() }).parse((await client.query<Record<string, unknown>>('select labelfile, spcmapfile from pg_backup_stop(false)')).rows[0]);
  // As it is given: a blank line in it and PostgreSQL does not start.
  writeFileSync(join(data, 'backup_label'), stopped.labelfile, { mode: 0o600 });
  const address = new URL(primary.url);
  writeFileSync(join(data, 'standby.signal'), '', { mode: 0o600 });
  writeFileSync(join(data, 'postgresql.auto.conf'), `primary_conninfo = 'host=${address.hostname} port=${address.port} user=${address.username} password=${address.password} application_name=standby'\nprimary_slot_name = 'standby'\n`, { mode: 0o600 });
  const standby = await hold(dataFolder, 'as it is');
  for (let tries = 0; ; tries += 1) {
    const [state] = z.array(z.object({ state: z.string() })).parse(await ask(primary.url, "select state from pg_stat_replication where application_name = 'standby'"));
    if (state?.state === 'streaming') break;
    if (tries > 300) throw new Error('the standby does not follow');
    await new Promise((done) => { setTimeout(done, 100); });
  }
  await client.query("alter system set synchronous_standby_names = 'standby'");
  await client.query('select pg_reload_conf()');
  await client.end();
  return standby;
}

/** kill −9 of whoever holds it, PostgreSQL's first process and all its children: as a machine that loses its power. */
export function killAll(held: Held): number {
  const postmaster = Number(readFileSync(join(held.dataFolder, 'postgresql', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  held.child.kill('SIGKILL');
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => parentOf(name) === postmaster).map(Number);
  for (const pid of [postmaster, ...children]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by itself meanwhile.
    }
  }
  return 1 + children.length;
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return 0;
  }
}
