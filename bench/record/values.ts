import { z } from 'zod';
import type { Tx } from '#platform/db';

/** What the searches ask for, out of the record itself: sixty of each kind, the common ones first. */
export async function valuesOf(tx: Tx): Promise<Record<string, string>[]> {
  const some = async (sql: string): Promise<string[]> => (await tx.query(`${sql} limit 60`, [], z.object({ value: z.string() }))).map((row) => row.value);
  const codes = (type: string) => some(`select c->>'code' as value from (select content::jsonb as j from resource where type = '${type}' and content not like 'sealed:%' order by rid limit 5000) s, lateral jsonb_array_elements(coalesce(j->'code', j->'medicationCodeableConcept')->'coding') c where c->>'code' <> '' group by 1 order by count(*) desc`);
  const names = await some("select btrim(folded) as value from person where folded like '% % %' order by id");
  const lists: Record<string, string[]> = {
    patient: await some("select id as value from resource where type = 'Patient' order by rid"), observation: await codes('Observation'), condition: await codes('Condition'), drug: await codes('MedicationDispense'),
    facility: await some("select j->'serviceProvider'->'identifier'->>'system' || '|' || (j->'serviceProvider'->'identifier'->>'value') as value from (select content::jsonb as j from resource where type = 'Encounter' and content not like 'sealed:%' order by rid limit 5000) s group by 1 order by count(*) desc"),
    family: names.map((name) => name.split(' ')[0] ?? ''), name: names.map((name) => name.split(' ').slice(-2).join(' ')),
    identifier: await some("select system || '|' || value as value from resource_identifier where type = 'Patient' order by rid"),
    birth: await some("select substr(born, 1, 4) || '-' || substr(born, 5, 2) as value from person where length(born) = 8 order by id"), from: ['2026-01-01'], to: ['2026-12-31'],
  };
  return Array.from({ length: 60 }, (_, n) => Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list[n % Math.max(1, list.length)] ?? 'none'])));
}
