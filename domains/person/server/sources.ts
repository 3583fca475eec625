import { z } from 'zod';
import { sourceLabels } from '#platform/access';
import type { Tx } from '#platform/db';
import { derivePersons } from './join/derive.ts';

const row = z.object({ patient: z.string(), person: z.string(), now: z.array(z.string()), visits: z.array(z.array(z.string())) });
const OPEN = "exists (select 1 from person_visit v where v.patient = l.patient and v.labels = '{}')";

/**
 * Says under which labels each of these sources stands: those of its visits while all are protected, none from its first open visit on. Whom an
 * opened or closed source describes is described anew. The Patients in the record are the caller's to write.
 * @returns of those that stand under labels or did until now
 */
export async function labelSources(tx: Tx, patients: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await tx.query(
    `select l.patient, l.person, l.labels as now, case when ${OPEN} then '[[]]'::jsonb else coalesce((select jsonb_agg(distinct to_jsonb(v.labels)) from person_visit v where v.patient = l.patient), '[]') end as visits
     from person_patient l where l.patient = any($1) and (l.labels <> '{}' or not ${OPEN}) order by l.patient`, [[...patients]], row);
  // Without any visit nothing is known of it: it stays as it is.
  const labels = new Map(found.map((one) => [one.patient, one.visits.length === 0 ? one.now : sourceLabels(one.visits)]));
  const changed = found.filter((one) => one.now.join() !== labels.get(one.patient)?.join());
  if (changed.length > 0) {
    await tx.run(
      `update person_patient l set labels = array(select jsonb_array_elements_text(t.labels::jsonb)) from unnest($1::text[], $2::text[]) as t(patient, labels) where l.patient = t.patient`,
      [changed.map((one) => one.patient), changed.map((one) => JSON.stringify(labels.get(one.patient)))]);
    await derivePersons(tx, changed.map((one) => one.person));
  }
  return labels;
}
