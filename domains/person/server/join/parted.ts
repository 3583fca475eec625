import { z } from 'zod';
import type { Tx } from '#platform/db';

const row = z.object({ one: z.string(), other: z.string() });

/** Who of these persons is not who, by a clerk's word: a case decided so, or a join that was undone. What was parted is not joined by itself again. */
export async function partedAmong(tx: Tx, persons: Iterable<string>): Promise<(one: string, other: string) => boolean> {
  const ids = [...new Set(persons)];
  if (ids.length < 2) return () => false;
  const among = 'join person_patient x on x.patient = w.a join person_patient y on y.patient = w.b where x.person = any($1::uuid[]) and y.person = any($1::uuid[]) and x.person <> y.person';
  const rows = await tx.query(
    `select x.person as one, y.person as other from person_case w ${among} and w.state = 'different'
     union select x.person, y.person from person_join w ${among} and w.undone_at is not null`, [ids], row);
  const pairs = new Set(rows.flatMap(({ one, other }) => [`${one} ${other}`, `${other} ${one}`]));
  return (one, other) => pairs.has(`${one} ${other}`);
}
