import pg from 'pg';
import { z } from 'zod';
import { BackupError } from './error.ts';

/** A connection of the owner, in the province's schema, with the ways of writing values that a backup is made with. */
export async function connect(url: string, schema: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, options: `-c search_path=${schema},public` });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new BackupError('Không nối được tới PostgreSQL.\nKiểm tra DATABASE_URL (hoặc YTESO_MIGRATE_URL): máy, cổng, người dùng, mật khẩu, tên cơ sở dữ liệu.', { cause: error });
  }
  // row_security off: where the rules of rows would hide some from us, PostgreSQL fails instead of leaving them out.
  await client.query("set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC'; set extra_float_digits = 3; set bytea_output = 'hex'; set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0");
  return client;
}

export async function rowsOf<S extends z.ZodType>(client: pg.Client, sql: string, params: readonly unknown[], row: S): Promise<z.output<S>[]> {
  return (await client.query<Record<string, unknown>>(sql, [...params])).rows.map((one) => row.parse(one));
}

export const quoted = (name: string): string => pg.escapeIdentifier(name);
const HERE = 'n.nspname = current_schema()';

const tableRow = z.object({ name: z.string(), columns: z.array(z.string()) });
export type Table = z.output<typeof tableRow>;

/** Tables with their columns, those that others refer to first. A table in parts counts as one. What PostgreSQL computes is left out. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const found = await rowsOf(client,
    `select c.relname as name, coalesce((select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${HERE} and c.relkind in ('r', 'p') and not c.relispartition order by c.relname`, [], tableRow);
  const needs = await rowsOf(client,
    `select f.relname as from_table, t.relname as to_table from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid join pg_namespace n on n.oid = f.relnamespace
     where ${HERE} and k.contype = 'f' and k.conparentid = 0`, [], z.object({ from_table: z.string(), to_table: z.string() }));
  const ordered: Table[] = [];
  const visit = (table: Table, under: readonly string[]): void => {
    if (ordered.includes(table) || under.includes(table.name)) return;
    for (const { to_table } of needs.filter((one) => one.from_table === table.name)) {
      const other = found.find((one) => one.name === to_table);
      if (other !== undefined) visit(other, [...under, table.name]);
    }
    ordered.push(table);
  };
  for (const table of found) visit(table, []);
  return ordered;
}

export const partitionRow = z.object({ parent: z.string(), name: z.string(), bound: z.string() });

/** Parts of tables by their bounds; the one that catches the rest comes with the table. */
export async function partitionsOf(client: pg.Client): Promise<z.output<typeof partitionRow>[]> {
  return rowsOf(client,
    `select p.relname as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
     from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace
     where ${HERE} and c.relispartition and c.relkind in ('r', 'p') and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT' order by c.relname`, [], partitionRow);
}

export async function sequencesOf(client: pg.Client): Promise<{ name: string; value: string; called: boolean }[]> {
  const names = await rowsOf(client, `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${HERE} and c.relkind = 'S' order by 1`, [], z.object({ name: z.string() }));
  const found = [];
  for (const { name } of names) {
    const [at] = await rowsOf(client, `select last_value::text as value, is_called as called from ${quoted(name)}`, [], z.object({ value: z.string(), called: z.boolean() }));
    if (at !== undefined) found.push({ name, ...at });
  }
  return found;
}

export const copyOutOf = (table: Table): string => `copy (select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}) to stdout`;
