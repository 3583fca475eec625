import { z } from 'zod';
import { relationsFollow } from '#platform/access/server';
import type { Tx } from '#platform/db';

/**
 * Says whose the resources of Patients are now. Joining is no change of content: no version is made, history keeps nothing of it, and doing
 * it the other way round restores every byte.
 * @param owners person (uuid) of each Patient id
 * @returns resources touched
 */
export async function setPerson(tx: Tx, owners: ReadonlyMap<string, string>): Promise<number> {
  if (owners.size === 0) return 0;
  await relationsFollow(tx, owners);
  return seeingAll(tx, () => tx.run(
    `with owners as (select patient, person::uuid from unnest($1::text[], $2::text[]) as t(patient, person)),
     -- In the order in which writers take rows.
     locked as (select r.rid, o.person from resource r join owners o on o.patient = r.patient where r.person is distinct from o.person order by r.type, r.id for no key update of r)
     update resource r set person = l.person from locked l where r.rid = l.rid`, [[...owners.keys()], [...owners.values()]]));
}

const settingRow = z.object({ labels: z.string() });

/** Whoever joins or parts may not see all that follows: row-level security would leave what is protected with somebody else. Nothing is read by it. */
async function seeingAll(tx: Tx, write: () => Promise<number>): Promise<number> {
  const [before] = await tx.query("select coalesce(current_setting('yteso.labels', true), '') as labels", [], settingRow);
  await tx.run("select set_config('yteso.labels', '*', true)");
  const touched = await write();
  // After a failure the transaction is over, and with it the setting.
  await tx.run("select set_config('yteso.labels', $1, true)", [before?.labels ?? '']);
  return touched;
}
