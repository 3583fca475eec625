import { z } from 'zod';
import type { Tx } from '#platform/db';
import { BLOCK_LIMIT, blockingKeys, compare, prepare, type Comparison, type Description } from '#domains/person/rules';
import { describe, linksOf } from '../join/known.ts';
import { knowledge } from './knowledge.ts';

export interface Match {
  readonly person: string;
  readonly patient: string;
  readonly comparison: Comparison;
}

const row = z.object({ patient: z.string() });

/** Who in the province this may be, the likeliest first, each person once: for the reception, while the patient stands there. @param limit at most so many */
export async function matchOnline(tx: Tx, description: Description, limit = 10): Promise<Match[]> {
  const me = prepare(description, knowledge());
  const keys = [...new Set(blockingKeys(me, knowledge()))];
  const found = await tx.query(
    `select distinct c.patient from unnest($1::text[]) as k(key)
     cross join lateral (select o.patient, count(*) over () as size from (select patient from patient_key where key = k.key limit $2 + 1) as o) as c where c.size <= $2`, [keys, BLOCK_LIMIT], row);
  const links = await linksOf(tx, found.map((one) => one.patient));
  const matches = links.map((link) => ({ person: link.person, patient: link.patient, comparison: compare(me, prepare(describe(link.identity, link.around), knowledge()), knowledge()) }))
    .filter((one) => one.comparison.decision !== 'different').sort((a, b) => b.comparison.weight - a.comparison.weight);
  return [...new Map(matches.toReversed().map((one) => [one.person, one])).values()].reverse().slice(0, limit);
}
