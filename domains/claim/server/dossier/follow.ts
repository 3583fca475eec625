import type { Tx } from '#platform/db';
import type { Move } from '#domains/person/server';

/** Dossiers, and with them their prices, messages and papers, belong to whom their Patient belongs to. */
export async function followPersons(tx: Tx, moves: readonly Move[]): Promise<void> {
  await tx.run('update dossier d set person = t.person::uuid from unnest($1::text[], $2::text[]) as t(patient, person) where d.patient = t.patient', [moves.map((move) => move.patient), moves.map((move) => move.to)]);
}
