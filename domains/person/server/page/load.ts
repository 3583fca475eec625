import { z } from 'zod';
import type { Tx } from '#platform/db';
import { byPatient, readResource } from '#platform/store';
import type { Stored } from '#platform/store';
import { provenance } from './fhir.ts';
import type { VisitParts, VisitRow } from './visit.ts';
import type { Page } from '../search/search.ts';
import { sourceSeen, visitSeen } from '../seen.ts';

const visitRow = z.object({ encounter: z.string(), patient: z.string(), facility: z.string() });
const sourceRow = z.object({ patient: z.string(), facility: z.string(), patient_number: z.string() });

/** Visits that the caller may see, newest first; one more than asked tells that there are more. */
export async function visitRows(tx: Tx, person: string, page: Page): Promise<VisitRow[]> {
  const params: unknown[] = [person, page.limit, page.offset];
  return tx.query(`select v.encounter, v.patient, v.facility from person_visit v where v.person = $1 and ${await visitSeen(tx, 'v', params)} order by v.arrived desc, v.encounter limit $2 offset $3`, params, visitRow);
}

/** Sources of a person that the caller may see. */
export async function sourcesOf(tx: Tx, person: string): Promise<z.output<typeof sourceRow>[]> {
  const params: unknown[] = [person];
  return tx.query(
    `select l.patient, l.facility, l.patient_number from person_patient l where l.person = $1 and ${await sourceSeen(tx, 'l', params)} order by l.facility, l.patient_number`, params, sourceRow);
}

/** Types that a visit is told from. */
export const OF_VISIT = ['Encounter', 'Condition', 'Claim', 'MedicationDispense', 'Procedure', 'Observation', 'DiagnosticReport', 'ClinicalImpression', 'Composition', 'CarePlan', 'ServiceRequest', 'Coverage'];

/** Everything of these visits out of the record. What is in error stays out. */
export async function loadVisits(tx: Tx, rows: readonly VisitRow[], facilityName: (code: string) => string): Promise<VisitParts[]> {
  const all: Stored[] = [];
  for (const patient of new Set(rows.map((row) => row.patient))) all.push(...await byPatient(tx, patient, OF_VISIT));
  const byEncounter = Map.groupBy(all.filter((one) => !isMistake(one)), encounterOf);
  const parts: VisitParts[] = [];
  for (const row of rows) {
    const source = (await readResource(tx, 'Provenance', row.encounter))?.resource;
    parts.push({
      row, provenance: source, facilityName: facilityName(row.facility),
      resources: [...(byEncounter.get(row.encounter) ?? []), ...await appointmentsOf(tx, source)],
    });
  }
  return parts;
}

/** An Appointment names its patient as a participant, so it is found by what the Provenance lists. */
async function appointmentsOf(tx: Tx, source: Record<string, unknown> | undefined): Promise<Stored[]> {
  if (source === undefined) return [];
  const found: Stored[] = [];
  for (const target of provenance.parse(source).target) {
    const [type, id] = (target?.reference ?? '').split('/');
    if (type !== 'Appointment' || id === undefined) continue;
    const one = await readResource(tx, type, id);
    if (one !== undefined) found.push(one);
  }
  return found;
}

const related = z.object({ encounter: z.object({ reference: z.string() }).optional(), context: z.object({ reference: z.string() }).optional(), item: z.array(z.object({ encounter: z.array(z.object({ reference: z.string() })).optional() })).optional() });

/** Id of the Encounter that a resource belongs to; a Claim says it at its items, and a claim without items by its id beside the Encounter's. */
export function encounterOf(one: Stored): string {
  if (one.type === 'Encounter') return one.id;
  const parsed = related.safeParse(one.resource).data;
  const reference = parsed?.encounter?.reference ?? parsed?.context?.reference ?? parsed?.item?.[0]?.encounter?.[0]?.reference ?? '';
  return reference.slice('Encounter/'.length);
}

const mistaken = z.union([z.object({ status: z.literal('entered-in-error') }), z.object({ verificationStatus: z.object({ coding: z.tuple([z.object({ code: z.literal('entered-in-error') })]) }) })]);
/** Entered in error: no longer said by anybody. */
export const isMistake = (one: Stored): boolean => mistaken.safeParse(one.resource).success;
