import type { Tx } from '#platform/db';

/**
 * Says whose the resources of Patients are now. Joining is no change of content: no version is made, history keeps nothing of it, and doing
 * it the other way round restores every byte.
 * @param owners person (uuid) of each Patient id
 * @returns resources touched
 */
export async function setPerson(tx: Tx, owners: ReadonlyMap<string, string>): Promise<number> {
  if (owners.size === 0) return 0;
  return tx.run(
    `update resource r set person = t.person::uuid from unnest($1::text[], $2::text[]) as t(patient, person)
     where r.patient = t.patient and r.person is distinct from t.person::uuid`, [[...owners.keys()], [...owners.values()]]);
}
