import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Context } from '#platform/room';
import { desk } from './desk.ts';
import { writeIntake } from './receive.ts';

export interface LoadedFile {
  readonly path: string;
  readonly intake: string;
  /** It was loaded before and is done: nothing was read again. */
  readonly skipped: boolean;
  readonly status: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly broken: number;
  readonly outcomes: { readonly new: number; readonly same: number; readonly revised: number; readonly refused: number; readonly broken: number };
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
}

export interface LoadProgress {
  readonly files: number;
  readonly filesDone: number;
  readonly dossiers: number;
  /** Of the bytes of all files, how many were read. */
  readonly bytes: number;
  readonly readBytes: number;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /** Calls other processes to file these intakes too (`joinLoading`); ends when they are done. */
  help?(intakes: readonly string[], signal: AbortSignal): Promise<void>;
}

const POLICY = systemPolicy('load', 'command line');
const findRow = z.object({ id: z.string(), status: z.enum(['waiting', 'running', 'done', 'failed']) });
const countRow = z.object({
  id: z.string(), status: z.enum(['waiting', 'running', 'done', 'failed']), done: z.number(), broken: z.number(), errors: z.number(), warnings: z.number(), infos: z.number(),
  fresh: z.number(), same: z.number(), revised: z.number(), refused: z.number(),
});

/**
 * Receives and files these files as an upload would, without HTTP. Resumable: what was loaded before (same SHA-256) is skipped when it is
 * done and goes on where it stood when it is not; a running server may take part.
 * @param paths files; each must exist and be readable
 * @throws what the file system, the file store or the database throws; everything filed until then stays
 */
export async function loadFiles(context: Context, paths: readonly string[], onProgress: (progress: LoadProgress) => void, options: LoadOptions = {}): Promise<LoadedFile[]> {
  const signal = options.signal ?? new AbortController().signal;
  const taken: { path: string; intake: string; skipped: boolean }[] = [];
  for (const path of paths) taken.push(await take(context, path));
  const open = [...new Set(taken.filter((one) => !one.skipped).map((one) => one.intake))];
  const helpers = open.length > 1 && !signal.aborted ? options.help?.(open, signal) : undefined;
  await fileAll(context, open, signal, onProgress);
  await helpers;
  const counts = new Map((await countsOf(context, taken.map((one) => one.intake))).map((one) => [one.id, one]));
  return taken.flatMap((one) => {
    const found = counts.get(one.intake);
    return found === undefined ? [] : [{ ...one, status: found.status, done: found.done, broken: found.broken,
      outcomes: { new: found.fresh, same: found.same, revised: found.revised, refused: found.refused, broken: found.broken }, findings: { error: found.errors, warning: found.warnings, info: found.infos } }];
  });
}

/** Files these intakes beside another process that does the same: each takes what the other has not, and both end when all is over. */
export async function joinLoading(context: Context, intakes: readonly string[], signal: AbortSignal): Promise<void> {
  await fileAll(context, intakes, signal, () => {});
}

async function fileAll(context: Context, intakes: readonly string[], signal: AbortSignal, onProgress: (progress: LoadProgress) => void): Promise<void> {
  const worker = desk(context, intakes);
  for (let counted = -Infinity; intakes.length > 0 && !signal.aborted;) {
    const more = await worker.round(signal);
    // Another process has what is left, or a pause after a failure runs.
    if (!more) await pause(300);
    if (more && performance.now() - counted < 1000) continue;
    counted = performance.now();
    const progress = await progressOf(context, intakes);
    onProgress(progress);
    if (progress.filesDone === intakes.length) break;
  }
}

async function take(context: Context, path: string): Promise<{ path: string; intake: string; skipped: boolean }> {
  const stored = await context.files.put(createReadStream(path), context.settings.uploadLimit);
  const [before] = await context.db.bookkeeping('load', (tx) => tx.query('select id, status from intake where sha256 = $1 and sender is null order by seq desc limit 1', [stored.sha256], findRow));
  if (before !== undefined && before.status !== 'failed') return { path, intake: before.id, skipped: before.status === 'done' };
  return { path, intake: await writeIntake(context, POLICY, basename(path), stored), skipped: false };
}

const progressRow = z.object({ over: z.number(), dossiers: z.coerce.number(), bytes: z.coerce.number(), read: z.coerce.number() });

async function progressOf(context: Context, intakes: readonly string[]): Promise<LoadProgress> {
  const [row] = await context.db.bookkeeping('load', (tx) => tx.query(
    `select count(*) filter (where over)::int as over, sum(done) as dossiers, sum(bytes) as bytes, sum(case when over then bytes else read_bytes end) as read
     from (select status in ('done', 'failed') as over, done, bytes, read_bytes from intake where id = any($1)) as i`, [[...intakes]], progressRow));
  return { files: intakes.length, filesDone: row?.over ?? 0, dossiers: row?.dossiers ?? 0, bytes: row?.bytes ?? 0, readBytes: row?.read ?? 0 };
}

function countsOf(context: Context, intakes: readonly string[]) {
  return context.db.bookkeeping('load', (tx) => tx.query(
    `select i.id, i.status, i.done, i.broken, i.errors, i.warnings, i.infos,
       count(*) filter (where t.outcome = 'new')::int as fresh, count(*) filter (where t.outcome = 'same')::int as same,
       count(*) filter (where t.outcome = 'revised')::int as revised, count(*) filter (where t.outcome = 'refused')::int as refused
     from intake i left join intake_item t on t.intake = i.id where i.id = any($1) group by i.id`, [[...intakes]], countRow));
}
