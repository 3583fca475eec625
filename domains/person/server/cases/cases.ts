import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { compare } from '#domains/person/rules';
import { PERSON_FAULTS } from '../faults.ts';
import { joinPatients, undoJoin } from '../join/edge.ts';
import { holdJoining, lockJoining } from '../join/lock.ts';
import { aroundRow, identityRow } from '../join/known.ts';
import { knowledge } from '../match/knowledge.ts';
import { preparedOf } from '../match/ready.ts';
import { sourceOpen, visitSeen } from '../seen.ts';

const sideRow = z.object({ patient: z.string(), person: z.string(), facility: z.string(), patient_number: z.string(), identity: identityRow, around: aroundRow, described_at: z.string(), visits: z.number() });
const caseRow = z.object({
  id: z.string(), state: z.enum(['open', 'joined', 'different']), weight: z.number(), opened_at: z.date(), decided_at: z.date().nullable(), decided_by: z.string().nullable(), why: z.string().nullable(), a: sideRow, b: sideRow,
});

const side = (alias: string, seen: string): string => `(select jsonb_build_object('patient', l.patient, 'person', l.person, 'facility', l.facility, 'patient_number', l.patient_number, 'identity', l.identity, 'around', l.around,
  'described_at', l.described_at, 'visits', (select count(*) from person_visit v where v.patient = l.patient and ${seen})) from person_patient l where l.patient = c.${alias}) as ${alias}`;

/** Visits that the caller may not see are not counted. @param params of the statement; more are added */
async function columns(tx: Tx, params: unknown[]): Promise<string> {
  const seen = await visitSeen(tx, 'v', params);
  return `c.id, c.state, c.weight, c.opened_at, c.decided_at, c.decided_by, c.why, ${side('a', seen)}, ${side('b', seen)}`;
}

export type Case = ReturnType<typeof shown>;

/** That both sides may be seen: a case would tell of a source that is known by protected visits alone. It waits for whoever may. */
export async function sidesSeen(tx: Tx, params: unknown[]): Promise<string> {
  return `${await sourceOpen(tx, 'x', params)} and ${await sourceOpen(tx, 'y', params)}`;
}

const SIDES = 'join person_patient x on x.patient = c.a join person_patient y on y.patient = c.b';

/** Open cases, the likeliest first. What joins made one person meanwhile is left out. One more than `limit` tells that there are more. */
export async function openCasesPage(tx: Tx, page: { limit: number; offset: number }, facilityName: (code: string) => string): Promise<Case[]> {
  const params: unknown[] = [page.limit, page.offset];
  const rows = await tx.query(
    `select ${await columns(tx, params)} from person_case c ${SIDES}
     where c.state = 'open' and x.person <> y.person and ${await sidesSeen(tx, params)} order by c.weight desc, c.id limit $1 offset $2`, params, caseRow);
  return rows.map((row) => shown(row, facilityName));
}

/** The case with both sides and the reasons as they stand now. @throws Fault person.no-case */
export async function readCase(tx: Tx, id: string, facilityName: (code: string) => string): Promise<Case> {
  const params: unknown[] = [id];
  const [row] = await tx.query(`select ${await columns(tx, params)} from person_case c ${SIDES} where c.id = $1 and ${await sidesSeen(tx, params)}`, params, caseRow);
  if (row === undefined) throw new Fault(PERSON_FAULTS.noCase);
  return shown(row, facilityName);
}

function shown(row: z.output<typeof caseRow>, facilityName: (code: string) => string) {
  const { probability, reasons, contradictions } = compare(preparedOf(row.a), preparedOf(row.b), knowledge());
  return {
    id: row.id, state: row.state, openedAt: row.opened_at.toISOString(), decidedAt: row.decided_at?.toISOString() ?? null, decidedBy: row.decided_by, why: row.why,
    probability, reasons, contradictions: contradictions.map((one) => one.field), a: shownSide(row.a, facilityName), b: shownSide(row.b, facilityName),
  };
}

function shownSide(one: z.output<typeof sideRow>, facilityName: (code: string) => string) {
  const { identity, around } = one;
  return {
    patient: one.patient, person: one.person, facility: { code: one.facility, name: facilityName(one.facility) }, patientNumber: one.patient_number || null, visits: one.visits, describedAt: one.described_at || null,
    name: identity.name, born: identity.born || null, sex: identity.sex || null, citizenId: identity.citizenId || null, paper: identity.paper || null, cards: identity.cards, phone: identity.phone || null,
    commune: around.communeName || null, address: around.address || null, mother: around.mother || null, father: around.father || null, newborn: around.newborn,
  };
}

export type CaseDecision = 'join' | 'different' | 'reopen';

/**
 * What a clerk says. Joining is undone by `reopen` too.
 * @returns the join that was made, if one was
 * @throws Fault person.no-case, person.case-decided, person.already-one
 */
export async function decideCase(tx: Tx, id: string, decision: CaseDecision, why: string): Promise<{ join: string | null }> {
  // Before the case, as whoever undoes a join does: two who decide and undo at once wait in one line, and nobody is joined while a clerk parts them.
  await (decision === 'different' ? holdJoining(tx) : lockJoining(tx));
  const params: unknown[] = [id];
  const [found] = await tx.query(
    `select c.a, c.b, c.state, c.made, x.person = y.person as is_one from person_case c ${SIDES} where c.id = $1 and ${await sidesSeen(tx, params)} for no key update of c`,
    params, z.object({ a: z.string(), b: z.string(), state: z.string(), made: z.string().nullable(), is_one: z.boolean() }));
  if (found === undefined) throw new Fault(PERSON_FAULTS.noCase);
  if (decision === 'reopen') {
    if (found.made !== null) await undoJoin(tx, found.made, why || 'Hoàn tác quyết định');
    await tx.run("update person_case set state = 'open', decided_at = null, decided_by = null, why = null, made = null where id = $1", [id]);
    return { join: null };
  }
  if (found.state !== 'open') throw new Fault(PERSON_FAULTS.decided);
  if (found.is_one) throw new Fault(PERSON_FAULTS.alreadyOne);
  const made = decision === 'join' ? (await joinPatients(tx, found.a, found.b, 'clerk', why || 'Đã đối chiếu hai hồ sơ')).join : null;
  await tx.run('update person_case set state = $2, decided_at = clock_timestamp(), decided_by = $3, why = $4, made = $5 where id = $1', [id, decision === 'join' ? 'joined' : 'different', tx.policy.actor.id, why, made]);
  return { join: made };
}
