import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { z } from 'zod';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate, type Migration } from '#platform/db';
import { connect, quoted, rowsOf } from './catalogue.ts';
import { copyIn } from './copy.ts';
import { BackupError, explain } from './error.ts';
import { unlock } from './keybox.ts';
import { bindingOf, type Manifest } from './manifest.ts';
import { readPart } from './part.ts';
import { bringReceived } from './received.ts';
import { bringSecrets, refuseOverKeys } from './secrets.ts';
import { noteRestore } from './trail.ts';
import { bringPartitions, claimSchema, dropForeignKeys, dropIndexes, unmark } from './target.ts';
import { verifyFolder, verifyTables } from './verify.ts';

export interface RestoreOptions {
  /** The owner's address of the database. */
  readonly url: string;
  readonly schema: string;
  readonly dataFolder: string;
  readonly from: string;
  readonly passphrase: string | undefined;
  readonly tell: (message: string) => void;
}

/**
 * Brings a backup back into an empty schema and a data folder without keys: the migrations of the backup, its rows in one transaction, then the
 * newer migrations. Every checksum is checked before, every table after. Cut off at any moment, the same call begins anew.
 * @throws BackupError with a Vietnamese message
 */
export async function restore(options: RestoreOptions): Promise<Manifest> {
  const { from, schema, url, tell } = options;
  if (options.passphrase === undefined || options.passphrase === '') throw new BackupError('Cần cụm mật khẩu của bản sao lưu: biến YTESO_BACKUP_PASSPHRASE hoặc --passphrase-stdin.');
  tell('Kiểm tra bản sao lưu…');
  const manifest = await verifyFolder(from, tell);
  const secrets = await unlock(await readFile(join(from, manifest.keys.path), 'utf8'), options.passphrase, bindingOf(manifest));
  await refuseOverKeys(options.dataFolder, secrets);
  const all = findMigrations(PRODUCT_FOLDER);
  const then = migrationsOf(manifest, all);
  const client = await connect(url, schema);
  try {
    await claimSchema(client, schema);
    await migrate({ url, schema }, then);
    tell('Chép các tệp đã nhận…');
    await bringReceived(from, options.dataFolder, manifest.files);
    await bringSecrets(options.dataFolder, secrets);
    await fill(client, options, manifest);
    tell('Đối chiếu từng bảng với bản kê…');
    await verifyTables(client, manifest);
    await client.query('analyze');
    if (all.length > then.length) tell(`Cập nhật cấu trúc dữ liệu: ${all.length - then.length} bước mới hơn bản sao lưu.`);
    await migrate({ url, schema }, all);
    await noteRestore({ url, schema }, manifest.id);
    return manifest;
  } catch (error) {
    throw explain(error, options.dataFolder);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Migrations up to the backup's. @throws BackupError when this version does not know one, or knows it otherwise */
function migrationsOf(manifest: Manifest, all: readonly Migration[]): Migration[] {
  const wanted = new Map(manifest.migrations.map((one) => [`${one.room}/${one.number}`, one.checksum]));
  const found = all.filter((one) => wanted.get(`${one.room}/${one.number}`) === one.checksum);
  if (found.length !== wanted.size) {
    throw new BackupError(`Bản sao lưu do yteso ${manifest.product} ghi có cấu trúc dữ liệu mà bản này không biết.\nKhôi phục bằng đúng bản đã sao lưu hoặc bản mới hơn.`);
  }
  return found;
}

const nameRow = z.object({ name: z.string() });

async function fill(client: pg.Client, { from, schema, tell }: RestoreOptions, manifest: Manifest): Promise<void> {
  const began = performance.now();
  await client.query('begin');
  await client.query("set local maintenance_work_mem = '256MB'; set local max_parallel_maintenance_workers = 2");
  const everyTable = async (): Promise<string[]> => (await rowsOf(client, "select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relkind in ('r', 'p')", [], nameRow)).map((one) => quoted(one.name));
  const foreign = await dropForeignKeys(client);
  // What watches over changes would refuse or repeat what the rows already hold. What migrations put in comes with the rows.
  for (const table of await everyTable()) await client.query(`alter table ${table} disable trigger user`);
  for (const { name } of manifest.tables) await client.query(`delete from ${quoted(name)}`);
  await bringPartitions(client, manifest.partitions);
  for (const table of await everyTable()) await client.query(`alter table ${table} disable trigger user`);
  const indexes = await dropIndexes(client);
  let rows = 0;
  for (const { name, columns, part } of manifest.tables) {
    if (columns.length === 0) continue;
    rows += await copyIn(client, `copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`, readPart(from, part.path));
    if (part.bytes > 4_000_000) tell(`  ${name}: tổng cộng ${rows.toLocaleString('vi-VN')} dòng, ${Math.round(rows / (performance.now() - began) * 1000).toLocaleString('vi-VN')} dòng/giây`);
  }
  for (const { name, value, called } of manifest.sequences) await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted(name), value, called]);
  tell(`Dựng ${indexes.length} chỉ mục…`);
  for (const made of indexes) await client.query(made);
  for (const made of foreign) await client.query(made);
  for (const table of await everyTable()) await client.query(`alter table ${table} enable trigger user`);
  await unmark(client, schema);
  await client.query('commit');
  tell(`Đã ghi ${rows.toLocaleString('vi-VN')} dòng trong ${((performance.now() - began) / 1000).toFixed(1)} giây.`);
}
