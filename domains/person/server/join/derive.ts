import type { Tx } from '#platform/db';
import { SID } from '#domains/person/rules';

/**
 * Makes the rows of these persons anew out of their Patients and removes persons who have none. What a later visit leaves out is not
 * forgotten: numbers come from the newest source that gave one, a birth date is the fullest that the newest one allows.
 */
export async function derivePersons(tx: Tx, persons: Iterable<string>): Promise<void> {
  const ids = [...new Set(persons)].sort();
  if (ids.length === 0) return;
  // Two facilities that describe one person at once take turns: the statement below reads what the first has written.
  await tx.run('select 1 from person where id = any($1::uuid[]) order by id for no key update', [ids]);
  await tx.run(
    `with link as (
       select l.*, row_number() over (partition by l.person order by l.described_at desc, l.seq desc) as place from person_patient l where l.person = any($1::uuid[])
     ), newest as (select * from link where place = 1),
     number as (
       select l.person, i.system, (array_agg(i.value order by i.last_at desc, l.seq desc, i.value desc))[1] as value
       from link l join patient_identifier i on i.patient = l.patient
       where i.system in ($2, $3, $4) and (i.system <> $2 or i.strong) group by l.person, i.system
     )
     insert into person as p (id, name, folded, born, sex, citizen_id, card, phone, commune, newborn, described_at, created_at)
     select n.person, n.identity->>'name', ' ' || (n.identity->>'folded'),
       coalesce((select l.identity->>'born' from link l where l.person = n.person and starts_with(l.identity->>'born', n.identity->>'born') order by length(l.identity->>'born') desc, l.place limit 1), ''),
       n.identity->>'sex', coalesce(c.value, ''), coalesce(k.value, ''), coalesce(t.value, ''),
       coalesce((select l.around->>'communeName' from link l where l.person = n.person and l.around->>'communeName' <> '' order by l.place limit 1), ''),
       coalesce((n.around->>'newborn')::boolean, false), n.described_at, (select min(l.linked_at) from link l where l.person = n.person)
     from newest n
     left join number c on c.person = n.person and c.system = $2 left join number k on k.person = n.person and k.system = $3 left join number t on t.person = n.person and t.system = $4
     order by n.person
     on conflict (id) do update set name = excluded.name, folded = excluded.folded, born = excluded.born, sex = excluded.sex, citizen_id = excluded.citizen_id, card = excluded.card,
       phone = excluded.phone, commune = excluded.commune, newborn = excluded.newborn, described_at = excluded.described_at, created_at = excluded.created_at`,
    [ids, SID.citizenId, SID.card, SID.phone]);
  await tx.run('delete from person p where p.id = any($1::uuid[]) and not exists (select 1 from person_patient l where l.person = p.id)', [ids]);
}
