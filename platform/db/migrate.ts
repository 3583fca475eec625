import pg from 'pg';
import { z } from 'zod';
import type { Database } from './database.ts';
import { DatabaseStartError } from './embedded/error.ts';
import type { Migration } from './migrations.ts';
import { prepareRoles, type Roles } from './roles.ts';

const appliedRow = z.object({ room: z.string(), number: z.number(), checksum: z.string() });

/** PostgreSQL 15 is the oldest supported. */
const OLDEST = 150_000;

/**
 * Brings a province's schema up to date: each missing migration in its own transaction, under an advisory lock, so that two
 * servers that start together do it once. Applied ones are compared by checksum. Migrations expand first and contract a release
 * later: the previous version must run against the new schema.
 * Then the roles that work on the schema are given what they need.
 * @param database.appUrl address of the program, where its user is another one than the owner: he may then take the roles on
 * @returns what was applied, `room/NNN-name`, and the roles where there are any
 * @throws DatabaseStartError with a Vietnamese message
 */
export async function migrate(database: { url: string; schema: string; appUrl?: string }, migrations: readonly Migration[]): Promise<{ applied: string[]; roles: Roles | undefined }> {
  const client = new pg.Client({ connectionString: database.url, connectionTimeoutMillis: 10_000, options: `-c search_path=${database.schema},public` });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseStartError(`Không nối được tới PostgreSQL (${reason(error)}).\nKiểm tra DATABASE_URL: máy, cổng, người dùng, mật khẩu, tên cơ sở dữ liệu.`);
  }
  try {
    await checkVersion(client);
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`yteso migrate ${database.schema}`]);
    await makeSchema(client, database.schema);
    await client.query(`create table if not exists schema_migration (
      room text not null, number int not null, name text not null, checksum text not null,
      applied_at timestamptz not null default now(), primary key (room, number))`);
    const rows = await client.query<Record<string, unknown>>('select room, number, checksum from schema_migration');
    const applied = new Map(rows.rows.map((row) => appliedRow.parse(row)).map((row) => [`${row.room}/${row.number}`, row.checksum]));
    const done: string[] = [];
    for (const migration of migrations) {
      const before = applied.get(`${migration.room}/${migration.number}`);
      if (before === undefined) {
        await checkJobs(client, migration);
        done.push(await apply(client, migration));
      }
      else if (before !== migration.checksum) throw changed(migration);
    }
    const program = userOf(database.appUrl);
    const roles = whole(migrations) ? await prepareRoles(client, database.schema, program) : undefined;
    if (program !== undefined && roles === undefined && whole(migrations)) throw new DatabaseStartError('Người dùng của YTESO_MIGRATE_URL phải được tạo vai trò (alter role … createrole) để trao quyền cho người dùng của DATABASE_URL.');
    return { applied: done, roles };
  } catch (error) {
    if (error instanceof DatabaseStartError) throw error;
    throw new DatabaseStartError(`Không đọc được sổ cập nhật cấu trúc trong schema “${database.schema}”: ${reason(error)}\nNgười dùng của YTESO_MIGRATE_URL (không đặt thì DATABASE_URL) phải là chủ của schema đó.`);
  } finally {
    await client.end().catch(() => {});
  }
}

/** A migration waits for data that a job has yet to fill. The server does not start; `yteso migrate` does the jobs and goes on. */
export class DataJobPending extends DatabaseStartError {
  override name = 'DatabaseStartError';
  readonly jobs: readonly string[];
  readonly migration: Migration;

  constructor(migration: Migration, jobs: readonly string[]) {
    super(`Bước cập nhật ${migration.room}/${migration.number} cần dữ liệu được bổ sung xong trước (việc: ${jobs.join(', ')}).\nChạy: npx yteso migrate. Lệnh đó bổ sung dữ liệu rồi cập nhật tiếp, dừng giữa chừng thì chạy lại; xem tiến độ: npx yteso migrate --status.`);
    this.migration = migration;
    this.jobs = jobs;
  }
}

/** @throws DataJobPending when jobs that the migration requires are not done; where there is no province yet there is nothing to fill */
async function checkJobs(client: pg.Client, migration: Migration): Promise<void> {
  if (migration.requires.length === 0 || (await client.query('select 1 from installation')).rows.length === 0) return;
  const rows = await client.query<Record<string, unknown>>('select name from data_job where done_at is not null');
  const ready = new Set(rows.rows.map((row) => z.object({ name: z.string() }).parse(row).name));
  const left = migration.requires.filter((name) => !ready.has(name));
  if (left.length > 0) throw new DataJobPending(migration, left);
}

/** A part of the migrations (a test of one of them) has not all the tables that rights are given on. */
const whole = (migrations: readonly Migration[]): boolean => migrations.some((one) => one.room === 'platform/store' && one.number >= 3);

const userOf = (url: string | undefined): string | undefined => (url === undefined ? undefined : decodeURIComponent(new URL(url).username) || undefined);

/** Migrations that the schema has yet to take, `room/number`. A schema that is not there has taken none. */
export async function missingOf(db: Database, migrations: readonly Migration[]): Promise<string[]> {
  const rows = await db.bookkeeping('migrations', async (tx) => {
    const [ledger] = await tx.query("select to_regclass('schema_migration') is not null as made", [], z.object({ made: z.boolean() }));
    return ledger?.made === true ? tx.query('select room, number, checksum from schema_migration', [], appliedRow) : [];
  });
  const applied = new Set(rows.map((row) => `${row.room}/${row.number}`));
  return migrations.map((one) => `${one.room}/${one.number}`).filter((one) => !applied.has(one));
}

async function makeSchema(client: pg.Client, schema: string): Promise<void> {
  const found = await client.query('select 1 from pg_namespace where nspname = $1', [schema]);
  if (found.rows.length > 0) return;
  try {
    await client.query(`create schema ${client.escapeIdentifier(schema)}`);
  } catch (error) {
    throw new DatabaseStartError(`Không tạo được schema “${schema}” trong cơ sở dữ liệu: ${reason(error)}\nNgười dùng của DATABASE_URL phải là chủ cơ sở dữ liệu: alter database … owner to …`);
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<string> {
  const label = `${migration.room}/${String(migration.number).padStart(3, '0')}-${migration.name}`;
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into schema_migration (room, number, name, checksum) values ($1, $2, $3, $4)',
      [migration.room, migration.number, migration.name, migration.checksum]);
    await client.query('commit');
    return label;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new DatabaseStartError(`Không cập nhật được cấu trúc dữ liệu ở bước ${label}: ${reason(error)}\nChưa có gì của bước này được ghi. Người dùng của DATABASE_URL phải là chủ cơ sở dữ liệu (được tạo schema và phần mở rộng pg_trgm).`);
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const result = await client.query<Record<string, unknown>>("select current_setting('server_version_num')::int as number, current_setting('server_encoding') as encoding");
  const { number, encoding } = z.object({ number: z.number(), encoding: z.string() }).parse(result.rows[0]);
  if (number < OLDEST) throw new DatabaseStartError(`PostgreSQL này quá cũ (${Math.floor(number / 10_000)}).\nyteso cần bản 15 trở lên.`);
  if (encoding !== 'UTF8') throw new DatabaseStartError(`Cơ sở dữ liệu dùng mã ${encoding}, không giữ được tiếng Việt.\nTạo cơ sở dữ liệu mới bằng: createdb --encoding=UTF8 --template=template0 yteso`);
}

function changed(migration: Migration): DatabaseStartError {
  return new DatabaseStartError(`Bước cập nhật ${migration.room}/${migration.number} đã chạy với nội dung khác bản này.\nBản yteso này không hợp với cơ sở dữ liệu; dùng đúng bản đã cài hoặc bản mới hơn.`);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
