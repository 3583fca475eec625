import { relate } from '#platform/access/server';
import type { Tx } from '#platform/db';
import { dayInVietnam } from '#platform/time/rules';
import { SID, type Identity } from '#domains/person/rules';
import { derivePersons } from './derive.ts';
import type { Decision } from './resolve.ts';
import { strongIdentifiers } from './known.ts';

/** Links, identifiers, joins, the journal and the persons of a group, one statement each. */
export async function writePeople(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const patients = [...new Map(decisions.filter((one) => one.isLatest).map((one) => [one.patient, one])).values()];
  // The first that named a new Patient gave it its home.
  const first = new Map(decisions.toReversed().map((one) => [one.patient, one]));
  await tx.run(
    // In the order they came: a person is named by the home of the Patient that was linked first.
    `insert into person_patient as l (patient, person, home, facility, patient_number, identity, around, described_at)
     select patient, person::uuid, home::uuid, facility, number, identity::jsonb, around::jsonb, described_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) with ordinality as t(patient, person, home, facility, number, identity, around, described_at, place) order by place
     on conflict (patient) do update set identity = excluded.identity, around = excluded.around, described_at = excluded.described_at,
       checked = l.checked and l.identity = excluded.identity and l.around = excluded.around`,
    columns(patients, [(one) => one.patient, (one) => one.person, (one) => first.get(one.patient)?.home, (one) => one.asked.facility, (one) => one.asked.patientNumber,
      (one) => JSON.stringify(one.asked.identity), (one) => JSON.stringify(one.asked.around), (one) => one.asked.at]));
  const today = dayInVietnam(Date.now());
  await relate(tx, patients.map((one) => ({ patient: one.patient, person: one.person, facility: one.asked.facility, kind: 'care', from: today, source: 'visit' })));
  await writeIdentifiers(tx, decisions);
  const joins = decisions.flatMap((one) => (one.join === undefined ? [] : [{ ...one, join: one.join }]));
  if (joins.length > 0) {
    await tx.run(
      `insert into person_join (id, a, b, kind, why, actor) select id::uuid, a, b, kind, why, $6 from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as t(id, a, b, kind, why)`,
      [...columns(joins, [(one) => one.join.id, (one) => one.join.to, (one) => one.patient, (one) => one.join.kind, (one) => one.asked.why]), tx.policy.actor.id]);
  }
  const fresh = decisions.filter((one) => one.isNewLink);
  if (fresh.length > 0) {
    await tx.run(
      `insert into person_link_journal (patient, person_after, actor, why, cause)
       select patient, person::uuid, $3, why, cause::uuid from unnest($1::text[], $2::text[], $4::text[], $5::text[]) as t(patient, person, why, cause)`,
      [fresh.map((one) => one.patient), fresh.map((one) => one.person), tx.policy.actor.id, fresh.map((one) => `${one.join?.kind ?? 'new person'}: ${one.asked.why}`), fresh.map((one) => one.join?.id ?? null)]);
  }
  await derivePersons(tx, decisions.filter((one) => one.isLatest || one.isNewLink).map((one) => one.person));
}

async function writeIdentifiers(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const rows = new Map<string, { patient: string; system: string; value: string; strong: boolean; first: string; last: string }>();
  for (const one of decisions) for (const identifier of identifiersOf(one.asked.identity, one.asked.facility, one.asked.patientNumber, one.asked.around.newborn)) {
    const key = `${one.patient} ${identifier.system} ${identifier.value}`;
    const before = rows.get(key);
    const at = one.asked.at;
    rows.set(key, { patient: one.patient, ...identifier, strong: identifier.strong || before?.strong === true, first: before === undefined || at < before.first ? at : before.first, last: before === undefined || at > before.last ? at : before.last });
  }
  await tx.run(
    `insert into patient_identifier as i (system, value, patient, strong, first_at, last_at)
     select system, value, patient, strong, first, last from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::text[], $6::text[]) as t(system, value, patient, strong, first, last)
     order by system, value, patient
     on conflict (system, value, patient) do update set first_at = least(i.first_at, excluded.first_at), last_at = greatest(i.last_at, excluded.last_at), strong = i.strong or excluded.strong
     where i.first_at > excluded.first_at or i.last_at < excluded.last_at or excluded.strong > i.strong`,
    columns([...rows.values()], [(one) => one.system, (one) => one.value, (one) => one.patient, (one) => one.strong, (one) => one.first, (one) => one.last]));
}

function identifiersOf(identity: Identity, facility: string, number: string, newborn: boolean): { system: string; value: string; strong: boolean }[] {
  return [
    ...strongIdentifiers(identity).map((one) => ({ ...one, strong: !newborn })),
    ...identity.cards.map((value) => ({ system: SID.card, value, strong: false })),
    ...(identity.paper === '' ? [] : [{ system: SID.paper, value: identity.paper, strong: false }]),
    ...(identity.phone === '' ? [] : [{ system: SID.phone, value: identity.phone, strong: false }]),
    ...(number === '' ? [] : [{ system: SID.patientNumber(facility), value: number, strong: false }]),
  ];
}

function columns<T>(rows: readonly T[], pick: readonly ((row: T) => unknown)[]): unknown[] {
  return pick.map((one) => rows.map(one));
}
