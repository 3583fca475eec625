import { z } from 'zod';
import type { Tx } from '#platform/db';
import { labelSources } from './sources.ts';

export interface VisitNote {
  /** Id of the Encounter. */
  readonly encounter: string;
  readonly person: string;
  readonly patient: string;
  readonly facility: string;
  /** yyyyMMddHHmm */
  readonly arrived: string;
  /** '' while the visit is open. */
  readonly left: string;
  /** Of the Encounter: whatever any part of the visit reveals. */
  readonly labels: readonly string[];
}

const patientRow = z.object({ patient: z.string() });

/**
 * Puts visits where the timeline finds them by time. The last note of an Encounter holds.
 * @returns what the Patients of these visits stand under that are known by protected visits alone, or were until now; the others are open
 */
export async function noteVisits(tx: Tx, notes: readonly VisitNote[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = [...new Map(notes.map((note) => [note.encounter, note])).values()];
  if (rows.length === 0) return new Map();
  // Whoever loses a visit to another may be left with protected ones.
  const before = await tx.query('select distinct patient from person_visit where encounter = any($1)', [rows.map((row) => row.encounter)], patientRow);
  await tx.run(
    `insert into person_visit (encounter, person, patient, facility, arrived, left_at, labels)
     select encounter, person::uuid, patient, facility, arrived, left_at, array(select jsonb_array_elements_text(labels::jsonb))
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as t(encounter, person, patient, facility, arrived, left_at, labels) order by encounter
     on conflict (encounter) do update set person = excluded.person, patient = excluded.patient, arrived = excluded.arrived, left_at = excluded.left_at, labels = excluded.labels`,
    [rows.map((row) => row.encounter), rows.map((row) => row.person), rows.map((row) => row.patient), rows.map((row) => row.facility),
      rows.map((row) => row.arrived), rows.map((row) => row.left), rows.map((row) => JSON.stringify(row.labels))]);
  return labelSources(tx, [...new Set([...before, ...rows].map((row) => row.patient))]);
}

/** The person with the most visits that are nobody's secret: for a demonstration, where a citizen must have something to look at. */
export async function mostSeen(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.query('select person::text from person_visit group by person having bool_and(labels = \'{}\') order by count(*) desc, person limit 1', [], z.object({ person: z.string() }));
  return row?.person;
}
