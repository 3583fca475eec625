import { z } from 'zod';
import type { Tx } from '#platform/db';
import { BLOCK_LIMIT, SID, type Identity } from '#domains/person/rules';

export const identityRow = z.object({
  name: z.string(), folded: z.string(), born: z.string(), sex: z.string(), citizenId: z.string(), paper: z.string(),
  cards: z.array(z.string()), insuranceNumbers: z.array(z.string()), phone: z.string(),
});
/** Links from before these were kept have none of them. */
export const aroundRow = z.object({
  commune: z.string().default(''), communeName: z.string().default(''), address: z.string().default(''), mother: z.string().default(''), father: z.string().default(''),
  ethnic: z.string().default(''), newborn: z.boolean().default(false),
});
export type Around = z.output<typeof aroundRow>;

/** A source's Patient, whose it is now, and how the source described it last. */
export interface PatientLink {
  readonly patient: string;
  readonly person: string;
  readonly identity: Identity;
  readonly around: Around;
  readonly describedAt: string;
}

const linkRow = z.object({ patient: z.string(), person: z.string(), identity: identityRow, around: aroundRow, described_at: z.string() });
const COLUMNS = 'l.patient, l.person, l.identity, l.around, l.described_at';
const opened = ({ described_at: describedAt, ...rest }: z.output<typeof linkRow>): PatientLink => ({ ...rest, describedAt });

export async function linksOf(tx: Tx, patients: readonly string[]): Promise<PatientLink[]> {
  return (await tx.query(`select ${COLUMNS} from person_patient l where l.patient = any($1)`, [[...patients]], linkRow)).map(opened);
}

export async function linksOfPersons(tx: Tx, persons: readonly string[]): Promise<PatientLink[]> {
  if (persons.length === 0) return [];
  return (await tx.query(`select ${COLUMNS} from person_patient l where l.person = any($1::uuid[]) order by l.seq`, [[...persons]], linkRow)).map(opened);
}

/**
 * Every Patient of the persons who carry one of the strong identifiers, oldest first. A number that more persons carry than a block may have
 * members tells nobody apart and is passed over.
 */
export async function candidatesFor(tx: Tx, identities: readonly Identity[]): Promise<PatientLink[]> {
  const strong = identities.flatMap(strongIdentifiers);
  if (strong.length === 0) return [];
  return (await tx.query(
    `select ${COLUMNS} from person_patient l where l.person in (
       select c.person from (select distinct * from unnest($1::text[], $2::text[]) as w(system, value)) as w cross join lateral (
         select d.person, count(*) over () as size from (
           select distinct o.person from patient_identifier i join person_patient o on o.patient = i.patient where i.system = w.system and i.value = w.value and i.strong limit $3 + 1) as d) as c
       where c.size <= $3)
     order by l.seq`, [strong.map((one) => one.system), strong.map((one) => one.value), BLOCK_LIMIT], linkRow)).map(opened);
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
