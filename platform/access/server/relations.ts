import type { Relation } from '#platform/access';
import type { Tx } from '#platform/db';

export interface NewRelation {
  readonly patient: string;
  /** uuid; null while nobody is known. */
  readonly person: string | null;
  readonly facility: string;
  readonly kind: Relation;
  /** yyyyMMdd */
  readonly from: string;
  /** What made it: `visit`, `referral/<id>`. */
  readonly source: string;
}

/** Writes relations down; one that stands there already stays. @returns how many are new */
export async function relate(tx: Tx, relations: readonly NewRelation[]): Promise<number> {
  if (relations.length === 0) return 0;
  const of = <V>(pick: (one: NewRelation) => V): V[] => relations.map(pick);
  return tx.run(
    `insert into access_relation (patient, person, facility, kind, valid_from, source)
     select patient, person::uuid, facility, kind, valid_from::date, source from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(patient, person, facility, kind, valid_from, source)
     on conflict do nothing`,
    [of((one) => one.patient), of((one) => one.person), of((one) => one.facility), of((one) => one.kind), of((one) => one.from), of((one) => one.source)]);
}

/** Relations follow their Patients to whoever they are joined to. @param owners person of each Patient id */
export async function relationsFollow(tx: Tx, owners: ReadonlyMap<string, string>): Promise<void> {
  if (owners.size === 0) return;
  await tx.run(
    `update access_relation a set person = o.person from unnest($1::text[], $2::uuid[]) as o(patient, person) where a.patient = o.patient and a.person is distinct from o.person`,
    [[...owners.keys()], [...owners.values()]]);
}
