import type pg from 'pg';
import { z } from 'zod';
import { partitionRow, quoted, rowsOf } from './catalogue.ts';
import { BackupError } from './error.ts';
import type { Manifest } from './manifest.ts';

/** Says that a restore into the schema has begun and nothing of it is committed. */
const MARK = 'yteso: restore under way';

/**
 * Makes the schema ours for a restore: a new one, an empty one, or one in which a restore was cut off before it committed anything.
 * @throws BackupError when there is anything in it: a restore never goes over data
 */
export async function claimSchema(client: pg.Client, schema: string): Promise<void> {
  const [there] = await rowsOf(client, "select obj_description(oid, 'pg_namespace') as mark, exists (select 1 from pg_class c where c.relnamespace = n.oid) as used from pg_namespace n where nspname = $1", [schema],
    z.object({ mark: z.string().nullable(), used: z.boolean() }));
  if (there?.used === true) {
    const started = there.mark === MARK ? await rowsOf(client, "select to_regclass('installation') is not null as made", [], z.object({ made: z.boolean() })) : [];
    const isCutOff = there.mark === MARK && (started[0]?.made !== true || (await client.query('select 1 from installation')).rows.length === 0);
    if (!isCutOff) throw new BackupError(`Schema “${schema}” đã có dữ liệu; không bao giờ khôi phục đè lên dữ liệu đang có.\nKhôi phục vào một YTESO_DATA mới, hoặc một cơ sở dữ liệu hay YTESO_SCHEMA khác.`);
    await client.query(`drop schema ${quoted(schema)} cascade`);
  }
  await client.query(`create schema if not exists ${quoted(schema)}`);
  await client.query(`comment on schema ${quoted(schema)} is '${MARK}'`);
}

export const unmark = (client: pg.Client, schema: string): Promise<unknown> => client.query(`comment on schema ${quoted(schema)} is null`);

/** Parts of tables exactly as the backup had them: months that migrations made for today are not those of then. */
export async function bringPartitions(client: pg.Client, wanted: Manifest['partitions']): Promise<void> {
  const there = await rowsOf(client,
    `select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
     join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relispartition and c.relkind = 'r' order by c.relname`, [], partitionRow);
  const months = there.filter((one) => one.bound !== 'DEFAULT');
  const isWanted = (one: z.output<typeof partitionRow>): boolean => wanted.some((each) => each.parent === one.parent && each.name === one.name && each.bound === one.bound);
  for (const one of months.filter((each) => !isWanted(each))) {
    await client.query(`alter table ${quoted(one.parent)} detach partition ${quoted(one.name)}`);
    if (!wanted.some((each) => each.name === one.name)) await client.query(`drop table ${quoted(one.name)}`);
  }
  for (const one of wanted.filter((each) => !months.some((other) => other.name === each.name && other.bound === each.bound))) {
    if (months.some((other) => other.name === one.name)) {
      await client.query(`alter table ${quoted(one.parent)} attach partition ${quoted(one.name)} ${one.bound}`);
      continue;
    }
    await client.query(`create table ${quoted(one.name)} partition of ${quoted(one.parent)} ${one.bound}`);
    // As its sister that catches the rest is watched over, so is it.
    const rest = there.find((other) => other.parent === one.parent && other.bound === 'DEFAULT');
    if (rest !== undefined) await watchAs(client, rest.name, one.name);
  }
}

async function watchAs(client: pg.Client, sister: string, name: string): Promise<void> {
  const triggers = await rowsOf(client, 'select pg_get_triggerdef(oid, true) as made from pg_trigger where tgrelid = to_regclass($1) and not tgisinternal and tgparentid = 0', [quoted(sister)], z.object({ made: z.string() }));
  for (const { made } of triggers) {
    const turned = made.replace(` ON ${quoted(sister).replaceAll('"', '')} `, ` ON ${quoted(name)} `);
    if (turned === made) throw new Error(`a trigger of ${sister} that cannot be carried over`);
    await client.query(turned);
  }
}

const indexRow = z.object({ name: z.string(), made: z.string() });

/** Takes the indexes away that no constraint needs: they are made faster over what is there than row by row. @returns how to make them again */
export async function dropIndexes(client: pg.Client): Promise<string[]> {
  const found = await rowsOf(client,
    `select i.relname as name, pg_get_indexdef(i.oid) as made from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace
     where n.nspname = current_schema() and t.relkind = 'r' and not t.relispartition and not exists (select 1 from pg_constraint k where k.conindid = i.oid) order by 1`, [], indexRow);
  for (const { name } of found) await client.query(`drop index ${quoted(name)}`);
  return found.map((one) => one.made);
}

const foreignRow = z.object({ table: z.string(), name: z.string(), made: z.string() });

/** Takes foreign keys away, as `dropIndexes`: they are checked over the whole at the end. */
export async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const found = await rowsOf(client,
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as made from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = current_schema() and k.contype = 'f' and k.conparentid = 0 order by 1, 2`, [], foreignRow);
  for (const { table, name } of found) await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  return found.map((one) => `alter table ${quoted(one.table)} add constraint ${quoted(one.name)} ${one.made}`);
}
