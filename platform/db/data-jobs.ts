import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Database } from './database.ts';
import type { Migration } from './migrations.ts';
import type { Tx } from './tx.ts';

/**
 * Fills data that a migration made room for, while the program runs: expand (a migration adds a column), fill (a job), contract (a later
 * migration takes for granted that it is filled, and says so: `-- requires data job: NAME`).
 */
export interface DataJob {
  /** Never given to another job: stands in the database and in migrations. */
  readonly name: string;
  /** Vietnamese, one line: what it fills. */
  readonly summaryVi: string;
  /**
   * One small step, as one transaction with where it came to. Doing a step twice must do no harm.
   * @param at '' from the beginning, else where the step before said
   */
  step(tx: Tx, at: string): Promise<{ readonly at: string; readonly touched: number; readonly hasMore: boolean }>;
}

export interface DataJobState {
  readonly name: string;
  readonly summaryVi: string;
  readonly state: 'waiting' | 'running' | 'done';
  readonly touched: number;
  readonly doneAt: Date | undefined;
  /** Migrations that wait for it, `room/number`. */
  readonly requiredBefore: readonly string[];
}

const row = z.object({ name: z.string(), at: z.string(), touched: z.coerce.number(), done_at: z.date().nullable() });

/** One step of a job. Killed at any moment it goes on there; two who do it at once do it one after the other. @returns whether there is more */
export async function stepDataJob(db: Database, job: DataJob): Promise<boolean> {
  return db.withAccess(systemPolicy(`data-job-${job.name}`, 'data jobs'), { action: 'record.fill', target: `data-job/${job.name}` }, async (tx) => {
    await tx.run('insert into data_job (name) values ($1) on conflict do nothing', [job.name]);
    const [now] = await tx.query('select name, at, touched, done_at from data_job where name = $1 for update', [job.name], row);
    if (now === undefined || now.done_at !== null) return false;
    const { at, touched, hasMore } = await job.step(tx, now.at);
    await tx.run('update data_job set at = $2, touched = touched + $3, done_at = case when $4 then null else now() end where name = $1', [job.name, at, touched, hasMore]);
    return hasMore;
  });
}

/** A step of the first job that is not done. @returns whether there may be more */
export async function stepDataJobs(db: Database, jobs: readonly DataJob[]): Promise<boolean> {
  const open = (await dataJobStates(db, jobs, [])).find((one) => one.state !== 'done');
  const job = jobs.find((one) => one.name === open?.name);
  if (job === undefined) return false;
  await stepDataJob(db, job);
  return true;
}

/** Lets jobs begin again: for what the previous version wrote after they were done. */
export async function restartDataJobs(db: Database, names: readonly string[]): Promise<void> {
  await db.bookkeeping('data-jobs', (tx) => tx.run("update data_job set at = '', done_at = null, began = now() where name = any($1)", [names]));
}

export async function dataJobStates(db: Database, jobs: readonly DataJob[], migrations: readonly Migration[]): Promise<DataJobState[]> {
  const rows = await db.bookkeeping('data-jobs', (tx) => tx.query('select name, at, touched, done_at from data_job', [], row));
  return jobs.map((job) => {
    const found = rows.find((one) => one.name === job.name);
    return {
      name: job.name, summaryVi: job.summaryVi, state: found === undefined ? 'waiting' : found.done_at === null ? 'running' : 'done', touched: found?.touched ?? 0,
      doneAt: found?.done_at ?? undefined, requiredBefore: migrations.filter((one) => one.requires.includes(job.name)).map((one) => `${one.room}/${one.number}`),
    };
  });
}
