import type { Tx } from '#platform/db';
import { SID, type Identity } from '#domains/person/rules';
import type { Decision } from './resolve.ts';
import { strongIdentifiers } from './known.ts';

/** Persons, identifiers, links and the journal of a group, one statement each. */
export async function writePeople(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const latest = latestOf(decisions);
  await tx.run(
    `insert into person as p (id, name, folded, born, sex, citizen_id, card, phone, commune, newborn, described_at)
     select id::uuid, name, folded, born, sex, citizen_id, card, phone, commune, newborn, described_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::bool[], $11::text[])
       as t(id, name, folded, born, sex, citizen_id, card, phone, commune, newborn, described_at) order by id
     on conflict (id) do update set
       name = excluded.name, folded = excluded.folded, sex = excluded.sex, described_at = excluded.described_at,
       -- What a later visit leaves out is not forgotten.
       born = case when starts_with(p.born, excluded.born) then p.born else excluded.born end,
       citizen_id = coalesce(nullif(excluded.citizen_id, ''), p.citizen_id), card = coalesce(nullif(excluded.card, ''), p.card),
       phone = coalesce(nullif(excluded.phone, ''), p.phone), commune = coalesce(nullif(excluded.commune, ''), p.commune)
     where excluded.described_at >= p.described_at`,
    columns(latest, [
      (one) => one.person, (one) => one.asked.identity.name, (one) => ` ${one.asked.identity.folded}`, (one) => one.asked.identity.born, (one) => one.asked.identity.sex,
      (one) => (one.asked.newborn ? '' : one.asked.identity.citizenId), (one) => one.asked.identity.cards.at(-1) ?? '', (one) => one.asked.identity.phone,
      (one) => one.asked.commune, (one) => one.asked.newborn, (one) => one.asked.at,
    ]));
  await writeIdentifiers(tx, decisions);
  const patients = [...new Map(decisions.filter((one) => one.isLatest).map((one) => [one.patient, one])).values()];
  await tx.run(
    `insert into person_patient as l (patient, person, facility, patient_number, identity, described_at)
     select patient, person::uuid, facility, number, identity::jsonb, described_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(patient, person, facility, number, identity, described_at) order by patient
     on conflict (patient) do update set identity = excluded.identity, described_at = excluded.described_at`,
    columns(patients, [(one) => one.patient, (one) => one.person, (one) => one.asked.facility, (one) => one.asked.patientNumber, (one) => JSON.stringify(one.asked.identity), (one) => one.asked.at]));
  const joined = decisions.filter((one) => one.isNewLink);
  if (joined.length === 0) return;
  await tx.run(
    `insert into person_link_journal (patient, person_after, actor, why)
     select patient, person::uuid, $3, why from unnest($1::text[], $2::text[], $4::text[]) as t(patient, person, why)`,
    [joined.map((one) => one.patient), joined.map((one) => one.person), tx.policy.actor.id, joined.map((one) => `${one.isNewPerson ? 'new person' : 'strong agreement'}: ${one.asked.why}`)]);
}

async function writeIdentifiers(tx: Tx, decisions: readonly Decision[]): Promise<void> {
  const rows = new Map(decisions.flatMap((one) => identifiersOf(one.asked.identity, one.asked.facility, one.asked.patientNumber, one.asked.newborn)
    .map((identifier) => [`${one.person} ${identifier.system} ${identifier.value}`, { person: one.person, ...identifier }] as const)));
  const all = [...rows.values()];
  await tx.run(
    `insert into person_identifier (system, value, person, strong)
     select system, value, person::uuid, strong from unnest($1::text[], $2::text[], $3::text[], $4::bool[]) as t(system, value, person, strong) order by system, value, person
     on conflict do nothing`,
    columns(all, [(one) => one.system, (one) => one.value, (one) => one.person, (one) => one.strong]));
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

/** Of several descriptions of one person in a group, the newest. */
function latestOf(decisions: readonly Decision[]): Decision[] {
  const latest = new Map<string, Decision>();
  for (const one of decisions) {
    const before = latest.get(one.person);
    if (before === undefined || one.asked.at >= before.asked.at) latest.set(one.person, one);
  }
  return [...latest.values()];
}

function columns<T>(rows: readonly T[], pick: readonly ((row: T) => unknown)[]): unknown[] {
  return pick.map((one) => rows.map(one));
}
