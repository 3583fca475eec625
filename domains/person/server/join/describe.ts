/**
 * SQL that makes a row of `person` for each person out of some of his sources. Its parameters 2 to 4 are the systems of citizen number, card and telephone.
 * @param sources SQL of rows of `person_patient`
 */
export function describedBy(sources: string): string {
  return `
     with link as (
       select s.*, row_number() over (partition by s.person order by s.described_at desc, s.seq desc) as place from (${sources}) s
     ), newest as (select * from link where place = 1),
     number as (
       select l.person, i.system, (array_agg(i.value order by i.last_at desc, l.seq desc, i.value desc))[1] as value
       from link l join patient_identifier i on i.patient = l.patient
       where i.system in ($2, $3, $4) and (i.system <> $2 or i.strong) group by l.person, i.system
     )
     select n.person as id, n.identity->>'name' as name, ' ' || (n.identity->>'folded') as folded,
       coalesce((select l.identity->>'born' from link l where l.person = n.person and starts_with(l.identity->>'born', n.identity->>'born') order by length(l.identity->>'born') desc, l.place limit 1), '') as born,
       n.identity->>'sex' as sex, coalesce(c.value, '') as citizen_id, coalesce(k.value, '') as card, coalesce(t.value, '') as phone,
       coalesce((select l.around->>'communeName' from link l where l.person = n.person and l.around->>'communeName' <> '' order by l.place limit 1), '') as commune,
       coalesce((n.around->>'newborn')::boolean, false) as newborn, n.described_at, (select min(l.linked_at) from link l where l.person = n.person) as created_at
     from newest n
     left join number c on c.person = n.person and c.system = $2 left join number k on k.person = n.person and k.system = $3 left join number t on t.person = n.person and t.system = $4
     order by n.person`;
}
