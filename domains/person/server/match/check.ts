import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { BLOCK_LIMIT, blockingKeys, contradict, judge, prepare, type Prepared } from '#domains/person/rules';
import { openCases, type Likeness } from '../cases/open.ts';
import { joinPatients } from '../join/edge.ts';
import { describe, identityRow, aroundRow, linksOf, linksOfPersons, type PatientLink } from '../join/known.ts';
import { knowledge, refreshKnowledge } from './knowledge.ts';

/** Patients compared in one transaction. */
const STEP = 100;
const uncheckedRow = z.object({ patient: z.string(), person: z.string(), identity: identityRow, around: aroundRow, described_at: z.string() });
const pairRow = z.object({ asked: z.string(), patient: z.string() });

/**
 * Compares the next Patients that were not compared since they were described last with everybody who shares a block: joins what is sure, puts
 * on the work list what is likely. Cut off at any moment it goes on where it stood.
 * @returns whether there may be more
 */
export async function checkSome(context: Pick<Context, 'db'>, count = STEP): Promise<boolean> {
  return context.db.withAccess(systemPolicy('person-match', 'matching'), { action: 'person.match', target: 'person' }, async (tx) => {
    await refreshKnowledge(tx);
    const rows = await tx.query('select patient, person, identity, around, described_at from person_patient where not checked order by seq limit $1 for update skip locked', [count], uncheckedRow);
    if (rows.length === 0) return false;
    const asked = rows.map(({ described_at: describedAt, ...rest }) => ({ ...rest, describedAt })).map(ready);
    await writeKeys(tx, asked);
    const pairs = await pairsOf(tx, asked);
    const others = new Map((await linksOf(tx, [...new Set(pairs.map((pair) => pair.patient))])).map((link) => [link.patient, ready(link)]));
    const of = new Map(asked.map((one) => [one.link.patient, one]));
    const { sure, likely } = sorted(pairs, of, others);
    for (const pair of sure) if (!await joinSurely(tx, pair)) likely.push(pair);
    await openCases(tx, likely);
    await tx.run('update person_patient set checked = true where patient = any($1)', [rows.map((row) => row.patient)]);
    return true;
  });
}

interface Ready {
  readonly link: PatientLink;
  readonly prepared: Prepared;
}

const ready = (link: PatientLink): Ready => ({ link, prepared: prepare(describe(link.identity, link.around), knowledge()) });

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

const personRow = z.object({ patient: z.string(), person: z.string() });
const decidedRow = z.object({ count: z.number() });

/** Joins when nothing in the one person contradicts anything in the other, and no clerk has said that they are two. */
async function joinSurely(tx: Tx, { a, b }: Likeness): Promise<boolean> {
  const now = new Map((await tx.query('select patient, person from person_patient where patient = any($1)', [[a, b]], personRow)).map((row) => [row.patient, row.person]));
  const [left, right] = [now.get(a), now.get(b)];
  if (left === undefined || right === undefined || left === right) return true;
  const all = (await linksOfPersons(tx, [left, right])).map(ready);
  const clash = all.some((x) => x.link.person === left && all.some((y) => y.link.person === right && contradict(x.prepared, y.prepared, knowledge())));
  const [refused] = await tx.query(
    `select count(*)::int as count from person_case c join person_patient x on x.patient = c.a join person_patient y on y.patient = c.b
     where c.state = 'different' and x.person = any($1::uuid[]) and y.person = any($1::uuid[])`, [[left, right]], decidedRow);
  const [undone] = await tx.query(
    `select count(*)::int as count from person_join j where j.undone_at is not null and j.a in (select patient from person_patient where person = any($1::uuid[])) and j.b in (select patient from person_patient where person = any($1::uuid[]))`, [[left, right]], decidedRow);
  if (clash || (refused?.count ?? 0) > 0 || (undone?.count ?? 0) > 0) return false;
  await joinPatients(tx, a, b, 'strong', 'Trùng số định danh hoặc mã số BHXH, không có gì mâu thuẫn');
  return true;
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

/** How many Patients there are, and how many of them were compared. */
export async function matchProgress(tx: Tx): Promise<{ all: number; checked: number }> {
  const [row] = await tx.query('select count(*)::int as all, count(*) filter (where checked)::int as checked from person_patient', [], progressRow);
  return row ?? { all: 0, checked: 0 };
}

const waitingRow = z.object({ waiting: z.number() });

/** How many cases wait for a decision. */
export async function casesWaiting(tx: Tx): Promise<number> {
  const [row] = await tx.query("select count(*)::int as waiting from person_case c join person_patient x on x.patient = c.a join person_patient y on y.patient = c.b where c.state = 'open' and x.person <> y.person", [], waitingRow);
  return row?.waiting ?? 0;
}

/** Everybody is compared anew, in the background. */
export async function recheckAll(tx: Tx): Promise<number> {
  return tx.run('update person_patient set checked = false where checked');
}
