import type { Tx } from '#platform/db';
import { setPerson } from '#platform/store';
import { derivePersons } from './derive.ts';

/** A Patient that is another person's from now on. */
export interface Move {
  readonly patient: string;
  readonly from: string;
  readonly to: string;
}

/** What else knows whose something is, and must follow in the same transaction. */
export type Follower = (tx: Tx, moves: readonly Move[]) => Promise<void>;
const followers: Follower[] = [];

/** Called once by each room that keeps the person of its rows: dossiers, messages, papers. */
export function followMoves(follower: Follower): void {
  followers.push(follower);
}

/** Moves Patients between persons with everything that hangs on them, and writes it down. @param cause the join that was made or undone */
export async function movePatients(tx: Tx, moves: readonly Move[], cause: string, why: string): Promise<void> {
  if (moves.length === 0) return;
  const patients = moves.map((move) => move.patient);
  const targets = moves.map((move) => move.to);
  const columns = [patients, targets];
  await tx.run('update person_patient l set person = t.person::uuid from unnest($1::text[], $2::text[]) as t(patient, person) where l.patient = t.patient', columns);
  await tx.run('update person_visit v set person = t.person::uuid from unnest($1::text[], $2::text[]) as t(patient, person) where v.patient = t.patient', columns);
  await setPerson(tx, new Map(moves.map((move) => [move.patient, move.to])));
  for (const follow of followers) await follow(tx, moves);
  await tx.run(
    `insert into person_link_journal (patient, person_before, person_after, actor, why, cause)
     select patient, before::uuid, after::uuid, $4, $5, $6 from unnest($1::text[], $2::text[], $3::text[]) as t(patient, after, before)`,
    [patients, targets, moves.map((move) => move.from), tx.policy.actor.id, why, cause]);
  await derivePersons(tx, moves.flatMap((move) => [move.from, move.to]));
}
