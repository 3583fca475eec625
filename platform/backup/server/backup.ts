import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { VERSION } from '#platform/config';
import { connect, copyOutOf, partitionsOf, quoted, rowsOf, sequencesOf, tablesOf } from './catalogue.ts';
import { copyOut } from './copy.ts';
import { RowDigest } from './digest.ts';
import { BackupError, explain } from './error.ts';
import { checkPassphrase, lock } from './keybox.ts';
import { bindingOf, writeManifest, type Manifest, type Part } from './manifest.ts';
import { writePart } from './part.ts';
import { README } from './readme.ts';
import { keepReceived } from './received.ts';
import { noteBackup } from './trail.ts';
import { secretsOf } from './secrets.ts';

export interface BackupOptions {
  /** The owner's address of the database. */
  readonly url: string;
  readonly schema: string;
  readonly dataFolder: string;
  /** Where to; new, empty, or of a backup that was interrupted. */
  readonly out: string;
  readonly passphrase: string | undefined;
  /** Told in Vietnamese how far it is. */
  readonly tell: (message: string) => void;
}

/** Kept with the migrations, not with the data. */
const LEDGER = 'schema_migration';
const UNFINISHED = 'unfinished';

/**
 * Keeps a province: every table as it was at one moment, present resources as NDJSON beside, received files, keys under a passphrase. The
 * program may go on meanwhile. A killed one leaves no manifest, so it is never taken for whole.
 * @throws BackupError with a Vietnamese message
 */
export async function backup(options: BackupOptions): Promise<Manifest> {
  const passphrase = checkPassphrase(options.passphrase);
  await claim(options.out, options.tell);
  const clients: pg.Client[] = [];
  const open = async (): Promise<pg.Client> => {
    const client = await connect(options.url, options.schema);
    clients.push(client);
    return client;
  };
  try {
    const manifest = await keep(options, passphrase, open);
    if (!(await noteBackup(options, manifest.id))) options.tell('Cấu trúc dữ liệu là của bản cũ hơn: lần sao lưu này không ghi vào nhật ký truy cập.');
    return manifest;
  } catch (error) {
    throw explain(error, options.out);
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
  }
}

/** Makes the folder ours. @throws BackupError when something else is in it */
async function claim(out: string, tell: (message: string) => void): Promise<void> {
  try {
    await mkdir(out, { recursive: true, mode: 0o700 });
    const there = await readdir(out);
    if (there.length > 0 && !there.includes(UNFINISHED)) throw new BackupError(`Thư mục ${out} đã có nội dung; không ghi đè.\nHãy nêu một thư mục mới hoặc rỗng.`);
    if (there.includes(UNFINISHED)) {
      tell('Lần sao lưu trước vào đây bị ngắt: thời điểm của nó đã qua nên các bảng được ghi lại từ đầu; tệp đã nhận chép rồi thì giữ.');
      for (const name of there) if (name !== 'files' && name !== UNFINISHED) await rm(join(out, name), { recursive: true, force: true });
    }
    await chmod(out, 0o700);
    await writeFile(join(out, UNFINISHED), '', { mode: 0o600 });
  } catch (error) {
    throw explain(error, out);
  }
}

const migrationRow = z.object({ room: z.string(), number: z.number(), name: z.string(), checksum: z.string() });

async function keep(options: BackupOptions, passphrase: string, open: () => Promise<pg.Client>): Promise<Manifest> {
  const { out, schema, tell } = options;
  const main = await open();
  await main.query('begin transaction isolation level repeatable read read only');
  const tables = await tablesOf(main);
  if (!tables.some((table) => table.name === LEDGER)) throw new BackupError(`Schema “${schema}” không có dữ liệu của yteso.\nKiểm tra YTESO_SCHEMA và YTESO_DATA hoặc DATABASE_URL.`);
  for (const table of tables) await main.query(`lock table ${quoted(table.name)} in access share mode`);
  const [moment] = await rowsOf(main, "select pg_export_snapshot() as snapshot, now() as at, current_setting('server_version_num')::int as postgres", [], z.object({ snapshot: z.string(), at: z.date(), postgres: z.number() }));
  if (moment === undefined) throw new Error('PostgreSQL exports no snapshot');
  const migrations = await rowsOf(main, `select room, number, name, checksum from ${LEDGER} order by applied_at, room, number`, [], migrationRow);
  const record = await rowsOf(main, `select type, count(*)::int as rows from resource where not deleted and content not like 'sealed:%' group by 1 order by 2 desc`, [], z.object({ type: z.string(), rows: z.number() }));

  const done: Manifest['tables'][number][] = [];
  const ndjson: Manifest['record'][number][] = [];
  let rows = 0;
  const told = progress(tell);
  const tasks = [
    ...tables.filter((table) => table.name !== LEDGER).map((table) => async (client: pg.Client) => {
      const digest = new RowDigest();
      const { part, rows: count } = await stream(client, out, `tables/${table.name}.copy.zst`, copyOutOf(table), (row) => { digest.add(row); told((rows += 1)); });
      done.push({ name: table.name, columns: table.columns, rows: count, digest: digest.hex, part });
    }),
    ...record.map(({ type }) => async (client: pg.Client) => {
      const { part, rows: count } = await stream(client, out, `record/${type}.ndjson.zst`, ndjsonOf(type), () => { told((rows += 1)); });
      ndjson.push({ type, rows: count, part });
    }),
  ];
  await onTwo(open, moment.snapshot, tasks);
  const partitions = await partitionsOf(main);
  const sequences = await sequencesOf(main);
  await main.query('commit');

  // After the moment of the tables: what a row names was on the disk before the row.
  tell('Chép các tệp đã nhận…');
  const files = await keepReceived(options.dataFolder, out);
  const order = new Map(tables.map((table, at) => [table.name, at]));
  done.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
  const body = { format: 1 as const, id: randomUUID(), product: VERSION, madeAt: moment.at.toISOString(), schema, postgres: moment.postgres, migrations, tables: done, partitions, sequences, record: ndjson, files };
  const manifest = { ...body, keys: await keepKeys(options, passphrase, bindingOf(body)) };
  await writeFile(join(out, 'README.txt'), README, { mode: 0o600 });
  await writeManifest(out, manifest);
  await rm(join(out, UNFINISHED));
  return manifest;
}

/** Content as it is: JSON has no control characters, so these marks of CSV never come up. */
const ndjsonOf = (type: string): string => {
  if (!/^[A-Za-z]+$/.test(type)) throw new Error('a type of resource that is none');
  return `copy (select content from resource where type = '${type}' and not deleted and content not like 'sealed:%') to stdout (format csv, quote E'\\x01', delimiter E'\\x02')`;
};

async function stream(client: pg.Client, out: string, path: string, sql: string, row: (row: Buffer) => void): Promise<{ part: Part; rows: number }> {
  const writer = await writePart(out, path);
  const rows = await copyOut(client, sql, row, writer);
  return { part: await writer.close(), rows };
}

/** Two connections that see the same moment: one fetches while the other packs. */
async function onTwo(open: () => Promise<pg.Client>, snapshot: string, tasks: readonly ((client: pg.Client) => Promise<void>)[]): Promise<void> {
  const left = [...tasks];
  const work = async (): Promise<void> => {
    const client = await open();
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(`set transaction snapshot '${snapshot.replaceAll("'", '')}'`);
    for (let task = left.shift(); task !== undefined; task = left.shift()) await task(client);
    await client.query('commit');
  };
  await Promise.all([work(), work()]);
}

async function keepKeys(options: BackupOptions, passphrase: string, binding: Buffer): Promise<Manifest['keys']> {
  const secrets = await secretsOf(options.dataFolder);
  const text = await lock(secrets, passphrase, binding);
  await writeFile(join(options.out, 'keys.locked'), text, { mode: 0o600, flush: true });
  return { path: 'keys.locked', bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex'), names: [...secrets.keys()] };
}

function progress(tell: (message: string) => void): (rows: number) => void {
  const began = performance.now();
  let next = began + 5_000;
  return (rows) => {
    if (rows % 4096 !== 0 || performance.now() < next) return;
    next = performance.now() + 5_000;
    const seconds = (performance.now() - began) / 1000;
    tell(`  ${rows.toLocaleString('vi-VN')} dòng, ${Math.round(rows / seconds).toLocaleString('vi-VN')} dòng/giây`);
  };
}
