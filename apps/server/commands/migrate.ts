import { parseArgs } from 'node:util';
import { PRODUCT_FOLDER, readSettings, type Settings } from '#platform/config';
import { DataJobPending, dataJobStates, findMigrations, migrate, missingOf, openDatabase, reachDatabase, restartDataJobs, stepDataJob, type Database, type Roles } from '#platform/db';
import { ROOMS } from '../rooms.ts';
import { placeOf } from '../place.ts';

const JOBS = ROOMS.flatMap((room) => room.dataJobs ?? []);
const tell = (message: string): void => { process.stderr.write(`${message}\n`); };

/** `yteso migrate [--status] [--again]`: the schema and what fills it, up to date; ended at any moment, the same line goes on. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { status: { type: 'boolean', default: false }, again: { type: 'boolean', default: false } } });
  const settings = readSettings(process.env, process.cwd());
  const reached = await reachDatabase(settings, 'guest', tell);
  try {
    if (values.status) return await status(settings, reached.url);
    const all = findMigrations(PRODUCT_FOLDER);
    const database = { url: reached.url, schema: settings.schema, ...(reached.appUrl !== reached.url && { appUrl: reached.appUrl }) };
    let isAgain = values.again;
    for (;;) {
      const { applied, roles, pending } = await migrateOrStop(database, all);
      for (const one of applied) console.log(`Đã cập nhật: ${one}`);
      await withDatabase(settings, reached.appUrl, roles, async (db) => {
        if (isAgain) await restartDataJobs(db, JOBS.map((job) => job.name));
        for (const job of pending === undefined ? JOBS : JOBS.filter((one) => pending.jobs.includes(one.name))) await finish(db, job.name);
      });
      isAgain = false;
      if (pending === undefined) break;
    }
    console.log(`${placeOf(settings)}: cấu trúc và dữ liệu đã theo bản này.`);
    return 0;
  } finally {
    await reached.close();
  }
}

async function migrateOrStop(database: Parameters<typeof migrate>[0], all: Parameters<typeof migrate>[1]): Promise<{ applied: string[]; roles: Roles | undefined; pending?: DataJobPending }> {
  try {
    return await migrate(database, all);
  } catch (error) {
    const known = error instanceof DataJobPending && error.jobs.every((name) => JOBS.some((job) => job.name === name));
    if (!known) throw error;
    // What stands before it is applied; the roles are prepared over that.
    const before = all.slice(0, all.indexOf(error.migration));
    return { ...(await migrate(database, before)), pending: error };
  }
}

async function finish(db: Database, name: string): Promise<void> {
  const job = JOBS.find((one) => one.name === name);
  if (job === undefined) return;
  let told = performance.now();
  while (await stepDataJob(db, job)) {
    if (performance.now() - told < 5_000) continue;
    told = performance.now();
    const [now] = await dataJobStates(db, [job], []);
    tell(`  ${job.name}: đã ghi ${(now?.touched ?? 0).toLocaleString('vi-VN')}`);
  }
}

async function withDatabase<T>(settings: Settings, url: string, roles: Roles | undefined, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase({ url, schema: settings.schema, poolSize: 2, ...(roles !== undefined && { roles }) });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const STATE = { waiting: 'chưa chạy', running: 'đang dở', done: 'xong' } as const;

async function status(settings: Settings, url: string): Promise<number> {
  const all = findMigrations(PRODUCT_FOLDER);
  return withDatabase(settings, url, undefined, async (db) => {
    const missing = await missingOf(db, all);
    console.log(missing.length === 0 ? `Cấu trúc: đủ ${all.length} bước.` : `Cấu trúc: còn ${missing.length} bước: ${missing.join(', ')}`);
    if (missing.includes('platform/db/2')) return 1;
    const states = await dataJobStates(db, JOBS, all);
    for (const one of states) console.log(`Dữ liệu ${one.name} (${one.summaryVi}): ${STATE[one.state]}, đã ghi ${one.touched.toLocaleString('vi-VN')}${one.requiredBefore.length === 0 ? '' : `; phải xong trước ${one.requiredBefore.join(', ')}`}`);
    return missing.length === 0 && states.every((one) => one.state === 'done') ? 0 : 1;
  });
}
