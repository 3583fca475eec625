import { z } from 'zod';
import type { Tx } from '#platform/db';
import { BLOCK_LIMIT, blockingKeys, compare, judge, prepare, type Comparison, type Description } from '#domains/person/rules';
import { linksOf } from '../join/known.ts';
import { knowledge } from './knowledge.ts';
import { ready, type Ready } from './ready.ts';

export interface Match {
  readonly person: string;
  readonly patient: string;
  readonly comparison: Comparison;
}

/** Patients that are looked at closely: those who share most keys. Who is the same person shares several. */
const MOST_COMPARED = 250;
const row = z.object({ patient: z.string() });

/** Who in the province this may be, the likeliest first, each person once: for the reception, while the patient stands there. @param limit at most so many */
export async function matchOnline(tx: Tx, description: Description, limit = 10): Promise<Match[]> {
  const known = knowledge();
  const me = prepare(description, known);
  const found = await tx.query(
    `select c.patient from unnest($1::text[]) as k(key)
     cross join lateral (select o.patient, count(*) over () as size from (select patient from patient_key where key = k.key limit $2 + 1) as o) as c where c.size <= $2
     group by c.patient order by count(*) desc, c.patient limit $3`, [[...new Set(blockingKeys(me, known))], BLOCK_LIMIT, MOST_COMPARED], row);
  const links = await linksOf(tx, found.map((one) => one.patient));
  const best = new Map<string, Ready & { readonly weight: number }>();
  for (const { link, prepared } of links.map(ready)) {
    const { decision, weight } = judge(me, prepared, known);
    if (decision !== 'different' && weight > (best.get(link.person)?.weight ?? -Infinity)) best.set(link.person, { link, prepared, weight });
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight).slice(0, limit)
    .map(({ link, prepared }) => ({ person: link.person, patient: link.patient, comparison: compare(me, prepared, known) }));
}
