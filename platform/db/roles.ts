import pg from 'pg';
import { z } from 'zod';

/**
 * Who works on a province's schema. The owner migrates; `app` runs the program and cannot change what is append-only nor read what is sealed;
 * `sealed` reads what is sealed and nothing else.
 */
export interface Roles {
  readonly app: string;
  readonly sealed: string;
}

export const rolesOf = (schema: string): Roles => ({ app: `${schema}_app`, sealed: `${schema}_sealed` });

const row = z.object({ name: z.string() });

/**
 * Makes the roles where they are missing and gives them what they need on every table there is now; run after each migration.
 * @param program the user that the program signs in as, where he is not the owner: the roles are given to him
 * @returns undefined where this user may not make roles: the program then runs as the owner, and says so on its health page
 */
export async function prepareRoles(client: pg.Client, schema: string, program?: string): Promise<Roles | undefined> {
  const roles = rolesOf(schema);
  const [app, sealed, name] = [roles.app, roles.sealed, schema].map((one) => pg.escapeIdentifier(one));
  try {
    for (const role of [roles.app, roles.sealed]) await makeRole(client, role);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '42501') return undefined;
    throw error;
  }
  const names = async (sql: string): Promise<string[]> => (await client.query<Record<string, unknown>>(sql, [schema])).rows.map((one) => row.parse(one).name);
  const kept = await names(
    `select distinct c.oid::regclass::text as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and p.proname = 'refuse_change' and (t.tgtype & 16) > 0`);
  const hidden = await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r' and c.relname like '%\\_sealed'`);
  // They make months of tables, which the program may not: they run as their owner, with a path that nobody else can put a name into.
  const makers = await names(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 and p.prosrc like '%create table%'`);
  await client.query('begin');
  await client.query(`grant usage on schema ${name} to ${app}, ${sealed}`);
  await client.query(`grant select, insert, update, delete on all tables in schema ${name} to ${app}`);
  await client.query(`grant usage, select on all sequences in schema ${name} to ${app}`);
  for (const table of kept) await client.query(`revoke update, delete, truncate on ${table} from ${app}`);
  await client.query(`revoke insert, update, delete on schema_migration from ${app}`);
  for (const maker of makers) await client.query(`alter function ${maker} security definer set search_path = ${name}, public, pg_temp`);
  for (const table of hidden) {
    await client.query(`revoke select, update, delete on ${table} from ${app}`);
    await client.query(`grant select on ${table} to ${sealed}`);
  }
  if (program !== undefined) await client.query(`grant ${app}, ${sealed} to ${pg.escapeIdentifier(program)}`);
  await client.query('commit');
  return roles;
}

async function makeRole(client: pg.Client, role: string): Promise<void> {
  const found = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  // Two databases of one cluster may make it at the same time.
  if (found.rows.length === 0) await client.query(`create role ${pg.escapeIdentifier(role)} nologin noinherit`).catch((error: unknown) => { if (!(error instanceof Error && 'code' in error && error.code === '42710')) throw error; });
  await client.query(`grant ${pg.escapeIdentifier(role)} to current_user`).catch((error: unknown) => { if (!(error instanceof Error && 'code' in error && error.code === '0LP01')) throw error; });
}
