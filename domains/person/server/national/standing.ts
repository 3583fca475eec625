import { z } from 'zod';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';
import { Fault } from '#platform/fault';
import { NATIONAL_STATES, WORST_FIRST, movedTo, type NationalState } from '#domains/person/rules';
import { PERSON_FAULTS } from '../faults.ts';
import type { Page } from '../search/search.ts';
import { sourceOpen } from '../seen.ts';
import { COMPARED_SQL, ELIGIBLE_SQL, fieldSchema, lockNational, openFrom, stateSchema, STATE_SQL } from './state.ts';

const countRow = z.object({ state: stateSchema, count: z.number() });

/** How many descriptions are in each state, every state named. */
export async function nationalCounts(tx: Tx): Promise<{ state: NationalState; count: number }[]> {
  const params: unknown[] = [];
  const found = new Map((await tx.query(`select ${STATE_SQL} as state, count(*)::int as count ${await openFrom(tx, params)} group by 1`, params, countRow)).map((one) => [one.state, one.count]));
  return NATIONAL_STATES.map((state) => ({ state, count: found.get(state) ?? 0 }));
}

const batchRow = z.object({ id: z.string(), seq: z.coerce.number(), made_at: z.date(), made_by: z.string(), layout: z.string(), lines: z.number(), answered: z.number() });

/** Files that went out, newest first. */
export async function nationalBatches(tx: Tx, limit = 50) {
  const rows = await tx.query(
    `select b.id, b.seq::text, b.made_at, b.made_by, b.layout, b.lines, (select count(*)::int from person_national_line s where s.batch = b.id and s.outcome is not null) as answered
     from person_national_batch b order by b.seq desc limit $1`, [limit], batchRow);
  const who = await displayNames(tx, rows.map((one) => one.made_by));
  return rows.map((one) => ({ id: one.id, number: one.seq, madeAt: one.made_at.toISOString(), madeBy: who(one.made_by), layout: one.layout, lines: one.lines, answered: one.answered }));
}

const openRow = z.object({ patient: z.string(), person: z.string(), facility: z.string(), patient_number: z.string(), name: z.string(), born: z.string(), sex: z.string(), citizen_id: z.string(), state: stateSchema, differs: z.array(fieldSchema), at: z.date() });

/** Descriptions that differ or were corrected since, the newest answer first. One more than `limit` tells that there are more. */
export async function nationalDiffering(tx: Tx, page: Page, facilityName: (code: string) => string) {
  const params: unknown[] = [page.limit, page.offset];
  const rows = await tx.query(
    `select l.patient, l.person, l.facility, l.patient_number, l.identity->>'name' as name, l.identity->>'born' as born, l.identity->>'sex' as sex, l.identity->>'citizenId' as citizen_id, ${STATE_SQL} as state, n.differs, n.at
     from person_national n join person_patient l on l.patient = n.patient where ${ELIGIBLE_SQL} and ${await sourceOpen(tx, 'l', params)} and n.state in ('differs', 'corrected') order by n.at desc, n.patient limit $1 offset $2`, params, openRow);
  return rows.map((one) => ({
    patient: one.patient, person: one.person, facility: { code: one.facility, name: facilityName(one.facility) }, patientNumber: one.patient_number || null, name: one.name, born: one.born || null,
    sex: one.sex || null, citizenId: one.citizen_id, state: one.state, differs: one.differs, at: one.at.toISOString(),
  }));
}

const oneRow = z.object({ patient: z.string(), citizen_id: z.string(), state: stateSchema, differs: z.array(fieldSchema).nullable(), at: z.date().nullable(), by_clerk: z.boolean(), why: z.string().nullable() });

export interface Standing {
  readonly state: NationalState;
  readonly differs: readonly string[];
  readonly at: string | null;
  /** A clerk said so, and why. */
  readonly why: string | null;
}

/** How the description of each Patient of a person stands; Patients that are not compared are not in it. */
export async function standingOf(tx: Tx, person: string): Promise<Map<string, Standing & { citizenId: string }>> {
  const params: unknown[] = [person];
  const rows = await tx.query(
    `select l.patient, l.identity->>'citizenId' as citizen_id, ${STATE_SQL} as state, n.differs, n.at, n.actor is not null as by_clerk, n.why
     ${await openFrom(tx, params)} and l.person = $1`, params, oneRow);
  return new Map(rows.map((one) => [one.patient, {
    citizenId: one.citizen_id, state: one.state, differs: one.state === 'differs' || one.state === 'corrected' ? one.differs ?? [] : [], at: one.state === 'unverified' ? null : one.at?.toISOString() ?? null, why: one.state === 'verified' && one.by_clerk ? one.why : null,
  }]));
}

/** Of those who carry the number that is shown, the one that most needs somebody to look. */
export function worstOf(standing: ReadonlyMap<string, Standing & { citizenId: string }>, citizenId: string | null): Standing | null {
  const of = [...standing.values()].filter((one) => one.citizenId === citizenId).sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
  const [worst] = of;
  return worst === undefined ? null : { state: worst.state, differs: worst.differs, at: worst.at, why: worst.why };
}

/**
 * A clerk says that a description is right though it differs, or takes that back.
 * @throws Fault person.no-patient, person.national-state
 */
export async function sayVerified(tx: Tx, patient: string, event: 'confirm' | 'withdraw', why: string): Promise<{ state: NationalState }> {
  await lockNational(tx);
  const params: unknown[] = [patient];
  const [found] = await tx.query(`select l.patient, l.identity->>'citizenId' as citizen_id, ${STATE_SQL} as state, n.differs, n.at, n.actor is not null as by_clerk, n.why ${await openFrom(tx, params)} and l.patient = $1 for no key update of l`, params, oneRow);
  if (found === undefined) throw new Fault(PERSON_FAULTS.noPatient);
  const state = event === 'withdraw' && !found.by_clerk ? undefined : movedTo(found.state, event);
  if (state === undefined) throw new Fault(PERSON_FAULTS.nationalState);
  await tx.run(
    `update person_national n set state = $2, line = case when n.compared = ${COMPARED_SQL} then n.line else gen_random_uuid() end, compared = ${COMPARED_SQL}, differs = '{}', at = clock_timestamp(), actor = $3, why = $4
     from person_patient l where l.patient = n.patient and n.patient = $1`, [patient, state, event === 'confirm' ? tx.policy.actor.id : null, event === 'confirm' ? why : null]);
  return { state };
}
