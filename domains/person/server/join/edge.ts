import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { PERSON_FAULTS } from '../faults.ts';
import { lockJoining } from './lock.ts';
import { movePatients, type Move } from './move.ts';

export type JoinKind = 'visit' | 'strong' | 'clerk';

const linkRow = z.object({ patient: z.string(), person: z.string(), home: z.string(), seq: z.coerce.number() });
type Link = z.output<typeof linkRow>;

/**
 * Says that two Patients are one person; all Patients of both persons become the person who was known first.
 * @returns the join; the person afterwards
 * @throws Fault person.no-patient; person.already-one when they are one already
 */
export async function joinPatients(tx: Tx, a: string, b: string, kind: JoinKind, why: string): Promise<{ join: string; person: string }> {
  await lockJoining(tx);
  const links = await tx.query(
    'select l.patient, l.person, l.home, l.seq::text from person_patient l where l.person in (select o.person from person_patient o where o.patient = any($1)) order by l.seq', [[a, b]], linkRow);
  const [first, second] = [a, b].map((patient) => links.find((link) => link.patient === patient));
  const person = links[0]?.home;
  if (first === undefined || second === undefined || person === undefined) throw new Fault(PERSON_FAULTS.noPatient);
  if (first.person === second.person) throw new Fault(PERSON_FAULTS.alreadyOne);
  const join = randomUUID();
  await tx.run('insert into person_join (id, a, b, kind, why, actor) values ($1, $2, $3, $4, $5, $6)', [join, a, b, kind, why, tx.policy.actor.id]);
  await movePatients(tx, links.flatMap((link) => moveOf(link, person)), join, `${kind}: ${why}`);
  return { join, person };
}

function moveOf(link: Link, to: string): Move[] {
  return link.person === to ? [] : [{ patient: link.patient, from: link.person, to }];
}

const joinRow = z.object({ a: z.string(), b: z.string(), at: z.date(), undone_at: z.date().nullable() });
const edgeRow = z.object({ a: z.string(), b: z.string() });

/**
 * Takes a join back. Those who are still connected by others stay together; everybody else is who he was before.
 * @returns whether the two that it connected are two persons now
 * @throws Fault person.no-join, person.join-undone
 */
export async function undoJoin(tx: Tx, join: string, why: string): Promise<{ apart: boolean; persons: readonly string[] }> {
  await lockJoining(tx);
  const [found] = await tx.query('select a, b, at, undone_at from person_join where id = $1 for update', [join], joinRow);
  if (found === undefined) throw new Fault(PERSON_FAULTS.noJoin);
  if (found.undone_at !== null) throw new Fault(PERSON_FAULTS.joinUndone);
  await tx.run('update person_join set undone_at = clock_timestamp(), undone_by = $2, undone_why = $3 where id = $1', [join, tx.policy.actor.id, why]);
  const links = await tx.query('select l.patient, l.person, l.home, l.seq::text from person_patient l where l.person = (select o.person from person_patient o where o.patient = $1) order by l.seq', [found.a], linkRow);
  const edges = await tx.query('select a, b from person_join where undone_at is null and (a = any($1) or b = any($1))', [links.map((link) => link.patient)], edgeRow);
  const homes = homesOf(links, edges);
  await movePatients(tx, links.flatMap((link) => moveOf(link, homes.get(link.patient) ?? link.person)), join, `undone: ${why}`);
  // A case that the join had decided waits for a decision again.
  await tx.run("update person_case set state = 'open', decided_at = null, decided_by = null, why = null, made = null where made = $1", [join]);
  // Of a third who was compared with them while they were one only one was asked about.
  await tx.run(
    `update person_patient set checked = false where checked and patient in (
       select case when c.a = p.patient then c.b else c.a end from person_case c join unnest($1::text[]) as p(patient) on c.a = p.patient or c.b = p.patient
       where c.opened_at >= $2 and not (c.a = any($1) and c.b = any($1)))`, [links.map((link) => link.patient), found.at]);
  return { apart: homes.get(found.a) !== homes.get(found.b), persons: [...new Set([homes.get(found.a), homes.get(found.b)].filter((one) => one !== undefined))] };
}

/** Of each Patient the home of the first one that it is connected with. @param links in the order they were linked */
export function homesOf(links: readonly Link[], edges: readonly { a: string; b: string }[]): Map<string, string> {
  const neighbours = new Map<string, string[]>();
  for (const { a, b } of edges) {
    neighbours.set(a, [...neighbours.get(a) ?? [], b]);
    neighbours.set(b, [...neighbours.get(b) ?? [], a]);
  }
  const homes = new Map<string, string>();
  for (const link of links) {
    if (homes.has(link.patient)) continue;
    const waiting = [link.patient];
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      if (homes.has(one)) continue;
      homes.set(one, link.home);
      waiting.push(...neighbours.get(one) ?? []);
    }
  }
  return homes;
}
