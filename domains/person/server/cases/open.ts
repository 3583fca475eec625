import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db';

/** Two Patients that may be one person. */
export interface Likeness {
  readonly a: string;
  readonly b: string;
  /** log2 of the odds. */
  readonly weight: number;
}

/**
 * Puts likenesses on the work list. What was asked before between Patients of the same two persons, open or decided, is not asked again;
 * nor what is one person already. A question about a source that is known by protected visits alone is not there for those who may not see it, so it
 * stands for no other.
 */
export async function openCases(tx: Tx, likenesses: readonly Likeness[]): Promise<number> {
  if (likenesses.length === 0) return 0;
  const ordered = likenesses.map(({ a, b, weight }) => ({ a: a < b ? a : b, b: a < b ? b : a, weight })).sort((x, y) => y.weight - x.weight);
  return tx.run(
    `with asked as (
       select t.id, t.a, t.b, t.weight, x.person as pa, y.person as pb, x.labels = '{}' and y.labels = '{}' as open,
         row_number() over (partition by least(x.person, y.person), greatest(x.person, y.person) order by x.labels = '{}' and y.labels = '{}' desc, t.weight desc, t.a, t.b) as place
       from unnest($1::uuid[], $2::text[], $3::text[], $4::real[]) as t(id, a, b, weight)
       join person_patient x on x.patient = t.a join person_patient y on y.patient = t.b where x.person <> y.person
     )
     insert into person_case (id, a, b, weight)
     select id, a, b, weight from asked where place = 1 and not exists (
       select 1 from person_patient p join person_case c on c.a = p.patient or c.b = p.patient
       join person_patient o on o.patient = case when c.a = p.patient then c.b else c.a end
       where p.person = asked.pa and o.person = asked.pb and (not asked.open or (p.labels = '{}' and o.labels = '{}')))
     order by a, b on conflict (a, b) do nothing`,
    [ordered.map(() => randomUUID()), ordered.map((one) => one.a), ordered.map((one) => one.b), ordered.map((one) => one.weight)]);
}
