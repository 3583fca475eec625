import { z } from 'zod';
import type { Tx } from '#platform/db';
import { readResource } from '#platform/store';
import { SID } from '#domains/person/rules';

const row = z.object({ patient: z.string(), name: z.string(), born: z.string() });
const words = (one: z.output<typeof row>): string => (one.born === '' ? one.name : `${one.name}, sinh năm ${one.born.slice(0, 4)}`);

/** The Patient that stands for a person towards programs: of those that the caller may see, the one described last; and words for whoever chooses. */
export async function patientForPrograms(tx: Tx, person: string): Promise<{ patient: string; label: string } | undefined> {
  const all = await tx.query(
    `select pp.patient, p.name, p.born from person_patient pp join person p on p.id = pp.person where p.id = $1 order by pp.described_at desc, pp.patient limit 50`, [person], row);
  for (const one of all) if ((await readResource(tx, 'Patient', one.patient)) !== undefined) return { patient: one.patient, label: words(one) };
  return undefined;
}

/** Words for a Patient that the caller may see, and its person. */
export async function patientWords(tx: Tx, patient: string): Promise<{ person: string; label: string } | undefined> {
  const [found] = await tx.query(
    'select pp.patient, p.name, p.born, p.id::text as person from person_patient pp join person p on p.id = pp.person where pp.patient = $1', [patient], row.extend({ person: z.string() }));
  return found && (await readResource(tx, 'Patient', patient)) !== undefined ? { person: found.person, label: words(found) } : undefined;
}

/** The person with a citizen number, when there is exactly one and the number is strong enough to join by. */
export async function personByCitizenNumber(tx: Tx, number: string): Promise<string | undefined> {
  const found = await tx.query(
    `select id::text as id from person where citizen_id = $1
     union select l.person::text from patient_identifier i join person_patient l on l.patient = i.patient where i.system = $2 and i.value = $1 and i.strong and l.labels <> '{}' and l.identity->>'citizenId' = $1 limit 2`,
    [number, SID.citizenId], z.object({ id: z.string() }));
  return found.length === 1 ? found[0]?.id : undefined;
}
