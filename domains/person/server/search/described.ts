import { z } from 'zod';
import type { Tx } from '#platform/db';
import { SID } from '#domains/person/rules';
import { describedBy } from '../join/describe.ts';
import { patientSeen, sourceOpen } from '../seen.ts';

const personRow = z.object({ person: z.string() });
const columns = z.object({ id: z.string(), name: z.string(), born: z.string(), sex: z.string(), citizen_id: z.string(), card: z.string(), phone: z.string(), commune: z.string() });

/** Persons as `person` describes them: by open sources. Whoever may see others of them is shown what those say too. */
export async function described<R extends z.output<typeof columns>>(tx: Tx, lines: readonly R[]): Promise<R[]> {
  if (lines.length === 0) return [];
  const params: unknown[] = [lines.map((line) => line.id)];
  const more = await tx.query(`select distinct l.person from person_patient l where l.person = any($1::uuid[]) and l.labels <> '{}' and ${await patientSeen(tx, 'l', params)}`, params, personRow);
  if (more.length === 0) return [...lines];
  const given: unknown[] = [more.map((one) => one.person), SID.citizenId, SID.card, SID.phone];
  const source = `select l.* from person_patient l where l.person = any($1::uuid[]) and ${await sourceOpen(tx, 'l', given)}`;
  const found = new Map((await tx.query(describedBy(source), given, columns)).map((one) => [one.id, one]));
  return lines.map((line) => ({ ...line, ...found.get(line.id) }));
}
