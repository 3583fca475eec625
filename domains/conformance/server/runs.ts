import { z } from 'zod';
import { TABLES } from '#domains/claim/rules';
import { tally, type Conformance, type FileResult, type Judge } from '#domains/conformance/rules';
import type { Policy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import { VERSION } from '#platform/config';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';

/** Files of one run. */
export const MOST_FILES = 2_000;
/** Runs of one account; the oldest give way. */
const MOST_RUNS = 50;
/** Days after which a run is forgotten. */
const KEPT = 7;

const runRow = z.object({ id: z.string(), of_program: z.string(), as_of: z.string(), quotes: z.boolean(), build: z.string(), created_at: z.date() });
export type Run = z.output<typeof runRow>;
const COLUMNS = 'id, of_program, as_of, quotes, build, created_at';
const fileRow = z.object({ result: z.string() });

export async function startRun(tx: Tx, policy: Policy, { of, asOf, quotes, build }: { of: string; asOf: string; quotes: boolean; build: string }): Promise<Run> {
  const [made] = await tx.query(`insert into conformance_run (account, of_program, as_of, quotes, build) values ($1, $2, $3, $4, $5) returning ${COLUMNS}`, [policy.actor.id, of, asOf, quotes, build], runRow);
  if (made === undefined) throw new Error('nothing was inserted');
  await tx.run('delete from conformance_run where account = $1 and id in (select id from conformance_run where account = $1 order by created_at desc, id offset $2)', [policy.actor.id, MOST_RUNS]);
  return made;
}

/** A run of the caller's own; others' are not there. @throws Fault request.not-found */
export async function ownRun(tx: Tx, policy: Policy, id: string): Promise<Run> {
  const [found] = await tx.query(`select ${COLUMNS} from conformance_run where id = $1 and account = $2`, [id, policy.actor.id], runRow);
  if (found === undefined) throw new Fault(FAULTS.notFound);
  return found;
}

export function ownRuns(tx: Tx, policy: Policy, limit: number): Promise<Run[]> {
  return tx.query(`select ${COLUMNS} from conformance_run where account = $1 order by created_at desc limit $2`, [policy.actor.id, limit], runRow);
}

export const judgeOf = (run: Run): Judge => ({ build: run.build, version: VERSION, asOf: run.as_of, quotes: run.quotes });

/** What a file came to, without its values when the run quotes none. The same name again takes the place of the first. */
export async function keepResult(tx: Tx, run: Run, file: FileResult): Promise<void> {
  const kept: FileResult = run.quotes ? file : { ...file, dossiers: file.dossiers.map((one) => ({ ...one, maLk: '', findings: one.findings.map((finding) => ({ ...finding, message: '' })) })) };
  await tx.run('insert into conformance_file (run, name, sha256, result) values ($1, $2, $3, $4) on conflict (run, name) do update set sha256 = excluded.sha256, result = excluded.result', [run.id, file.name, file.sha256, JSON.stringify(kept)]);
}

export async function countFiles(tx: Tx, run: Run): Promise<number> {
  const [found] = await tx.query('select count(*)::int as count from conformance_file where run = $1', [run.id], z.object({ count: z.number() }));
  return found?.count ?? 0;
}

export async function reportOfRun(tx: Tx, context: Context, run: Run): Promise<Conformance> {
  const lists = catalogues(context);
  const made = tally(judgeOf(run), (key) => lists.article(key));
  for (const { result } of await tx.query('select result from conformance_file where run = $1 order by name', [run.id], fileRow)) made.add(kept(result));
  return made.report();
}

const place = { table: z.enum(TABLES).nullable(), row: z.number().nullable(), field: z.string().nullable() };
const finding = z.object({ ...place, rule: z.string(), severity: z.enum(['error', 'warning', 'info']), related: z.array(z.object(place)), message: z.string(), law: z.string(), remedy: z.string() });
const shape = z.object({ name: z.string(), sha256: z.string(), bytes: z.number(), unreadable: z.string().nullable(), dossiers: z.array(z.object({ position: z.number(), maLk: z.string(), findings: z.array(finding) })) });

/** What we wrote ourselves. */
const kept = (text: string): FileResult => shape.parse(JSON.parse(text));

/** Runs that are old are forgotten with all that was found. @returns how many */
export function forgetOld(tx: Tx): Promise<number> {
  return tx.run('delete from conformance_run where created_at < now() - make_interval(days => $1)', [KEPT]);
}
