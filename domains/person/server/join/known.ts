import { z } from 'zod';
import type { Tx } from '#platform/db';
import { SID, type Identity } from '#domains/person/rules';

export const identityRow = z.object({
  name: z.string(), folded: z.string(), born: z.string(), sex: z.string(), citizenId: z.string(), paper: z.string(),
  cards: z.array(z.string()), insuranceNumbers: z.array(z.string()), phone: z.string(),
});

/** What a person is compared by, gathered from all their sources. */
export interface Candidate {
  readonly id: string;
  readonly folded: string;
  readonly born: string;
  readonly sex: string;
  readonly citizenId: string;
  readonly insuranceNumbers: readonly string[];
}

export interface PatientLink {
  readonly patient: string;
  readonly person: string;
  readonly identity: Identity;
  readonly describedAt: string;
}

const linkRow = z.object({ patient: z.string(), person: z.string(), identity: identityRow, described_at: z.string() });
const candidateRow = z.object({ id: z.string(), folded: z.string(), born: z.string(), sex: z.string(), citizen_id: z.string(), numbers: z.array(z.string()) });

export async function linksOf(tx: Tx, patients: readonly string[]): Promise<PatientLink[]> {
  const rows = await tx.query('select patient, person, identity, described_at from person_patient where patient = any($1)', [[...patients]], linkRow);
  return rows.map(({ described_at: describedAt, ...rest }) => ({ ...rest, describedAt }));
}

/** Persons who carry one of the strong identifiers, oldest first. */
export async function candidatesFor(tx: Tx, identities: readonly Identity[]): Promise<Candidate[]> {
  const strong = identities.flatMap(strongIdentifiers);
  if (strong.length === 0) return [];
  const rows = await tx.query(
    `select p.id, btrim(p.folded) as folded, p.born, p.sex, p.citizen_id,
            array(select n.value from person_identifier n where n.person = p.id and n.system = $3 and n.strong) as numbers
     from person p
     where not p.newborn and p.id in (
       select i.person from person_identifier i join unnest($1::text[], $2::text[]) as w(system, value) on i.system = w.system and i.value = w.value where i.strong)
     order by p.created_at, p.id`,
    [strong.map((one) => one.system), strong.map((one) => one.value), SID.insuranceNumber], candidateRow);
  return rows.map((row) => ({ id: row.id, folded: row.folded, born: row.born, sex: row.sex, citizenId: row.citizen_id, insuranceNumbers: row.numbers }));
}

export interface StrongIdentifier {
  readonly system: string;
  readonly value: string;
}

export function strongIdentifiers(identity: Identity): StrongIdentifier[] {
  return [
    ...(identity.citizenId === '' ? [] : [{ system: SID.citizenId, value: identity.citizenId }]),
    ...identity.insuranceNumbers.map((value) => ({ system: SID.insuranceNumber, value })),
  ];
}
