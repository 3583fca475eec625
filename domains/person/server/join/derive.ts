import type { Tx } from '#platform/db';
import { SID } from '#domains/person/rules';
import { describedBy } from './describe.ts';

/**
 * Makes the rows of these persons anew out of their Patients and removes persons who have none. What a later visit leaves out is not
 * forgotten: numbers come from the newest source that gave one, a birth date is the fullest that the newest one allows. Sources that are known by
 * protected visits alone describe only whom nothing else describes; who may see them sees more (describe.ts).
 */
export async function derivePersons(tx: Tx, persons: Iterable<string>): Promise<void> {
  const ids = [...new Set(persons)].sort();
  if (ids.length === 0) return;
  // Two facilities that describe one person at once take turns: the statement below reads what the first has written.
  await tx.run('select 1 from person where id = any($1::uuid[]) order by id for no key update', [ids]);
  const source = "select l.* from person_patient l where l.person = any($1::uuid[]) and (l.labels = '{}' or not exists (select 1 from person_patient o where o.person = l.person and o.labels = '{}'))";
  await tx.run(
    `insert into person as p (id, name, folded, born, sex, citizen_id, card, phone, commune, newborn, described_at, created_at) ${describedBy(source)}
     on conflict (id) do update set name = excluded.name, folded = excluded.folded, born = excluded.born, sex = excluded.sex, citizen_id = excluded.citizen_id, card = excluded.card,
       phone = excluded.phone, commune = excluded.commune, newborn = excluded.newborn, described_at = excluded.described_at, created_at = excluded.created_at`,
    [ids, SID.citizenId, SID.card, SID.phone]);
  await tx.run('delete from person p where p.id = any($1::uuid[]) and not exists (select 1 from person_patient l where l.person = p.id)', [ids]);
}
