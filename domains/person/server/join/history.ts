import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { displayNames } from '#platform/identity';
import { SID } from '#domains/person/rules';
import { standingOf } from '../national/standing.ts';
import { sourceSeen, visitSeen } from '../seen.ts';
import { aroundRow, identityRow } from './known.ts';

const sourceRow = z.object({ patient: z.string(), facility: z.string(), patient_number: z.string(), identity: identityRow, around: aroundRow, described_at: z.string(), linked_at: z.date(), visits: z.number() });
const identifierRow = z.object({ system: z.string(), value: z.string(), strong: z.boolean(), first_at: z.string(), last_at: z.string(), facilities: z.array(z.string()) });
const joinRow = z.object({
  id: z.string(), kind: z.string(), why: z.string(), actor: z.string(), at: z.date(), undone_at: z.date().nullable(), undone_by: z.string().nullable(), undone_why: z.string().nullable(),
  a: z.string(), b: z.string(), a_person: z.string(), b_person: z.string(), a_facility: z.string(), b_facility: z.string(), a_name: z.string(), b_name: z.string(), a_number: z.string(), b_number: z.string(),
});

const KINDS: readonly (readonly [string, string])[] = [[SID.citizenId, 'citizen-id'], [SID.insuranceNumber, 'insurance-number'], [SID.card, 'card'], [SID.paper, 'paper'], [SID.phone, 'phone']];

/**
 * Every source of a person as it described him, his identifiers over time, and the joins that made him, undone ones too. A join with somebody
 * who is another person now is told only to whom may see that one; of a source that is hidden no join tells either.
 */
export async function joiningOf(tx: Tx, person: string, facilityName: (code: string) => string) {
  const named = (code: string) => ({ code, name: facilityName(code) });
  const params: unknown[] = [person];
  const visits = await visitSeen(tx, 'v', params);
  const sources = await tx.query(
    `select l.patient, l.facility, l.patient_number, l.identity, l.around, l.described_at, l.linked_at, (select count(*)::int from person_visit v where v.patient = l.patient and ${visits}) as visits
     from person_patient l where l.person = $1 and ${await sourceSeen(tx, 'l', params)} order by l.described_at desc, l.seq`, params, sourceRow);
  const patients = sources.map((source) => source.patient);
  const identifiers = await tx.query(
    `select i.system, i.value, bool_or(i.strong) as strong, min(i.first_at) as first_at, max(i.last_at) as last_at, array_agg(distinct l.facility) as facilities
     from patient_identifier i join person_patient l on l.patient = i.patient where i.patient = any($1) group by i.system, i.value order by max(i.last_at) desc, i.system, i.value`, [patients], identifierRow);
  const scope = scopeOf(tx.policy, { column: 'l.facility', from: 3 });
  const given: unknown[] = [patients, person, ...scope.params];
  const seen = (end: string): string => `(${end}.person = $2 or exists (select 1 from person_patient l where l.person = ${end}.person and ${scope.sql}))`;
  const joins = await tx.query(
    `select j.*, x.person as a_person, y.person as b_person, x.facility as a_facility, y.facility as b_facility, x.identity->>'name' as a_name, y.identity->>'name' as b_name, x.patient_number as a_number, y.patient_number as b_number
     from person_join j join person_patient x on x.patient = j.a join person_patient y on y.patient = j.b where (j.a = any($1) or j.b = any($1)) and ${seen('x')} and ${seen('y')}
       and ${await sourceSeen(tx, 'x', given)} and ${await sourceSeen(tx, 'y', given)} order by j.at desc, j.id`, given, joinRow);
  for (const other of new Set(joins.flatMap((one) => [one.a_person, one.b_person]))) if (other !== person) await tx.audit({ action: 'person.find', target: `person/${other}` });
  const who = await displayNames(tx, joins.flatMap((one) => [one.actor, one.undone_by ?? one.actor]));
  const standing = await standingOf(tx, person);
  const national = (patient: string) => {
    const found = standing.get(patient);
    return found === undefined ? null : { state: found.state, differs: found.differs, at: found.at, why: found.why };
  };
  return {
    sources: sources.map((one) => ({
      patient: one.patient, facility: named(one.facility), patientNumber: one.patient_number || null, name: one.identity.name, born: one.identity.born || null, sex: one.identity.sex || null,
      citizenId: one.identity.citizenId || null, cards: one.identity.cards, phone: one.identity.phone || null, commune: one.around.communeName || null, address: one.around.address || null,
      paper: one.identity.paper || null, mother: one.around.mother || null, father: one.around.father || null, newborn: one.around.newborn,
      describedAt: one.described_at || null, linkedAt: one.linked_at.toISOString(), visits: one.visits, national: national(one.patient),
    })),
    identifiers: identifiers.map((one) => ({
      kind: KINDS.find(([system]) => system === one.system)?.[1] ?? 'patient-number', value: one.value, strong: one.strong, from: one.first_at || null, to: one.last_at || null, facilities: one.facilities.map(named),
    })),
    joins: joins.map((one) => ({
      id: one.id, kind: one.kind, why: one.why, actor: who(one.actor), at: one.at.toISOString(), undone: one.undone_at === null ? null : { at: one.undone_at.toISOString(), by: who(one.undone_by ?? ''), why: one.undone_why },
      a: { patient: one.a, facility: named(one.a_facility), name: one.a_name, patientNumber: one.a_number || null }, b: { patient: one.b, facility: named(one.b_facility), name: one.b_name, patientNumber: one.b_number || null },
    })),
  };
}
