import { z } from 'zod';
import type { Tx } from '#platform/db';
import { judge } from '#domains/person/rules';
import { linksOf } from '../join/known.ts';
import { knowledge } from '../match/knowledge.ts';
import { ready } from '../match/ready.ts';

const row = z.object({ id: z.string(), a: z.string(), b: z.string() });

/**
 * Weighs the open cases of these Patients as they are described now. What is no longer likely is no question any more; the others of the two
 * persons, about whom nothing was asked because of it, are compared again.
 */
export async function dropStale(tx: Tx, patients: readonly string[]): Promise<void> {
  const open = await tx.query("select id, a, b from person_case where state = 'open' and (a = any($1) or b = any($1)) order by id for no key update skip locked", [[...patients]], row);
  if (open.length === 0) return;
  const links = new Map((await linksOf(tx, [...new Set(open.flatMap((one) => [one.a, one.b]))])).map((link) => [link.patient, ready(link)]));
  const weighed = open.flatMap((one) => {
    const [a, b] = [links.get(one.a), links.get(one.b)];
    return a === undefined || b === undefined || a.link.person === b.link.person ? [] : [{ id: one.id, persons: [a.link.person, b.link.person], ...judge(a.prepared, b.prepared, knowledge()) }];
  });
  const kept = weighed.filter((one) => one.decision !== 'different');
  await tx.run('update person_case c set weight = t.weight from unnest($1::uuid[], $2::real[]) as t(id, weight) where c.id = t.id and c.weight <> t.weight', [kept.map((one) => one.id), kept.map((one) => one.weight)]);
  const gone = weighed.filter((one) => one.decision === 'different');
  if (gone.length === 0) return;
  await tx.run('delete from person_case where id = any($1::uuid[])', [gone.map((one) => one.id)]);
  await tx.run(
    `update person_patient set checked = false where patient in (
       select l.patient from person_patient l where l.person = any($1::uuid[]) and not l.patient = any($2) and l.checked for no key update skip locked)`, [gone.flatMap((one) => one.persons), [...patients]]);
}
