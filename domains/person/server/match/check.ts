import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { describeError } from '#platform/http';
import type { Context } from '#platform/room';
import { BLOCK_LIMIT, blockingKeys, judge } from '#domains/person/rules';
import { sidesSeen } from '../cases/cases.ts';
import { openCases, type Likeness } from '../cases/open.ts';
import { dropStale } from '../cases/stale.ts';
import { lockJoining } from '../join/lock.ts';
import { aroundRow, identityRow, linksOf } from '../join/known.ts';
import { sourceOpen } from '../seen.ts';
import { knowledge, refreshKnowledge } from './knowledge.ts';
import { ready, type Ready } from './ready.ts';
import { joinSurely } from './surely.ts';

/** Patients compared in one transaction. */
const STEP = 100;
/** `version`: changes whenever the row does. */
const uncheckedRow = z.object({ patient: z.string(), person: z.string(), identity: identityRow, around: aroundRow, described_at: z.string(), version: z.string() });
const pairRow = z.object({ asked: z.string(), patient: z.string() });
const POLICY = systemPolicy('person-match', 'matching');
const ACCESS = { action: 'person.match', target: 'person' };

type Where = Pick<Context, 'db'> & Partial<Pick<Context, 'log'>>;

/**
 * Compares the next Patients that were not compared since they were described last with everybody who shares a block: joins what is sure, puts
 * on the work list what is likely, takes off it what no longer is. Cut off at any moment it goes on where it stood. One process at a time:
 * two would not see each other's keys.
 * @returns whether there may be more
 */
export async function checkSome(context: Where, count = STEP): Promise<boolean> {
  try {
    return await step(context, count);
  } catch (error) {
    if (passes(error)) throw error;
    await oneByOne(context, count);
    return true;
  }
}

/** The database is away or two met: the same again goes well. */
function passes(error: unknown): boolean {
  return error instanceof Fault || (error instanceof Error && 'code' in error && /^(?:40|5[357])/.test(String(error.code)));
}

/** Whoever cannot be compared is put aside and told, so that all others go on. */
async function oneByOne(context: Where, count: number): Promise<void> {
  const next = await context.db.withAccess(POLICY, ACCESS, (tx) => tx.query('select patient from person_patient where not checked order by seq limit $1', [count], z.object({ patient: z.string() })));
  for (const { patient } of next) {
    try {
      await step(context, 1, patient);
    } catch (error) {
      if (passes(error)) throw error;
      await context.db.withAccess(POLICY, ACCESS, (tx) => tx.run('update person_patient set checked = true where patient = $1', [patient]));
      context.log?.error({ patient, error: describeError(error) }, 'cannot be compared');
    }
  }
}

/** @param only this Patient alone */
async function step({ db }: Where, count: number, only: string | null = null): Promise<boolean> {
  return db.withAccess(POLICY, ACCESS, async (tx) => {
    const [turn] = await tx.query('select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as mine', ['person match'], z.object({ mine: z.boolean() }));
    if (turn?.mine !== true) return false;
    await refreshKnowledge(tx);
    const rows = await tx.query('select patient, person, identity, around, described_at, xmin::text as version from person_patient where not checked and ($2::text is null or patient = $2) order by seq limit $1', [count, only], uncheckedRow);
    if (rows.length === 0) return false;
    const asked = rows.map((row) => ready({ patient: row.patient, person: row.person, identity: row.identity, around: row.around, describedAt: row.described_at }));
    await writeKeys(tx, asked);
    const pairs = await pairsOf(tx, asked);
    const others = new Map((await linksOf(tx, [...new Set(pairs.map((pair) => pair.patient))])).map((link) => [link.patient, ready(link)]));
    const { sure, likely } = sorted(pairs, new Map(asked.map((one) => [one.link.patient, one])), others);
    // Before any row is taken that somebody who files may want.
    if (sure.length > 0) await lockJoining(tx);
    // Who is described anew meanwhile, or is being, is compared again.
    await tx.run(
      `update person_patient set checked = true where patient in (
         select l.patient from person_patient l join unnest($1::text[], $2::text[]) as t(patient, version) on l.patient = t.patient where l.xmin::text = t.version for no key update of l skip locked)`,
      [rows.map((row) => row.patient), rows.map((row) => row.version)]);
    for (const pair of sure) if (!await joinSurely(tx, pair)) likely.push(pair);
    await dropStale(tx, asked.map((one) => one.link.patient));
    await openCases(tx, likely);
    return true;
  });
}

function sorted(pairs: readonly z.output<typeof pairRow>[], of: ReadonlyMap<string, Ready>, others: ReadonlyMap<string, Ready>): { sure: Likeness[]; likely: Likeness[] } {
  const sure: Likeness[] = [];
  const likely: Likeness[] = [];
  for (const { asked, patient } of pairs) {
    const one = of.get(asked);
    const other = others.get(patient);
    if (one === undefined || other === undefined || one.link.person === other.link.person) continue;
    const { decision, weight } = judge(one.prepared, other.prepared, knowledge());
    if (decision === 'join') sure.push({ a: asked, b: patient, weight });
    if (decision === 'ask') likely.push({ a: asked, b: patient, weight });
  }
  return { sure: sure.sort((x, y) => y.weight - x.weight), likely };
}

async function writeKeys(tx: Tx, asked: readonly Ready[]): Promise<void> {
  await tx.run('delete from patient_key where patient = any($1)', [asked.map((one) => one.link.patient)]);
  const rows = asked.flatMap((one) => [...new Set(blockingKeys(one.prepared, knowledge()))].map((key) => [key, one.link.patient] as const));
  await tx.run('insert into patient_key (key, patient) select key, patient from unnest($1::text[], $2::text[]) as t(key, patient) order by key, patient', [rows.map(([key]) => key), rows.map(([, patient]) => patient)]);
}

/** Those who share a block that is small enough to tell people apart. */
async function pairsOf(tx: Tx, asked: readonly Ready[]): Promise<z.output<typeof pairRow>[]> {
  return tx.query(
    `select distinct w.patient as asked, c.patient from unnest($1::text[]) as w(patient) join patient_key k on k.patient = w.patient
     cross join lateral (select o.patient, count(*) over () as size from (select patient from patient_key where key = k.key limit $2 + 1) as o) as c
     where c.size <= $2 and c.patient <> w.patient`, [asked.map((one) => one.link.patient), BLOCK_LIMIT], pairRow);
}

const progressRow = z.object({ all: z.number(), checked: z.number() });

/** How many Patients there are that the caller may know of, and how many of them were compared. */
export async function matchProgress(tx: Tx): Promise<{ all: number; checked: number }> {
  const params: unknown[] = [];
  const [row] = await tx.query(`select count(*)::int as all, count(*) filter (where l.checked)::int as checked from person_patient l where ${await sourceOpen(tx, 'l', params)}`, params, progressRow);
  return row ?? { all: 0, checked: 0 };
}

const waitingRow = z.object({ waiting: z.number() });

/** How many cases wait for a decision of the caller. */
export async function casesWaiting(tx: Tx): Promise<number> {
  const params: unknown[] = [];
  const [row] = await tx.query(`select count(*)::int as waiting from person_case c join person_patient x on x.patient = c.a join person_patient y on y.patient = c.b where c.state = 'open' and x.person <> y.person and ${await sidesSeen(tx, params)}`, params, waitingRow);
  return row?.waiting ?? 0;
}

/** Everybody is compared anew, in the background. @returns how many, as far as the caller may know of them */
export async function recheckAll(tx: Tx): Promise<number> {
  await lockJoining(tx);
  const params: unknown[] = [];
  const [row] = await tx.query(`with l as (update person_patient set checked = false where checked returning patient, labels) select count(*)::int as waiting from l where ${await sourceOpen(tx, 'l', params)}`, params, waitingRow);
  return row?.waiting ?? 0;
}
