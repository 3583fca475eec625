import { z } from 'zod';
import { policySet, systemPolicy } from '#platform/access';
import type { Database } from '#platform/db';
import { parseExact } from '#platform/json';
import type { Job } from '#platform/jobs';
import { currentEpoch } from './changes.ts';
import { columnsOf } from './write/columns.ts';
import { extract, fingerprint } from './search/extract.ts';
import { indexOf } from './resource.ts';
import { REINDEX } from './write/statement.ts';

const DAY = 86_400;
const progressRow = z.object({ made_with: z.string(), up_to: z.string(), target: z.string() });
const contentRow = z.object({ rid: z.string(), type: z.string(), id: z.string(), content: z.string() });
const resource = z.looseObject({ resourceType: z.string(), id: z.string() });

/** Before the server listens: the epoch of this cluster, months of history ahead, and whether search rows must be made anew. */
export async function prepareStore(db: Database): Promise<void> {
  await db.bookkeeping('store', async (tx) => {
    await currentEpoch(tx);
    await tx.run('select make_history_months(current_date, 3)');
    // What is sealed stays sealed: a class that once was is not taken out, so that its older contents are never written in the clear.
    await tx.run('insert into sealed_class (class) select unnest($1::text[]) on conflict do nothing', [policySet().classes.filter((one) => one.sealed).map((one) => one.class)]);
    const made = fingerprint();
    const [before] = await tx.query('select made_with, up_to::text, target::text from search_progress for update', [], progressRow);
    if (before?.made_with === made) return;
    await tx.run(
      `insert into search_progress (made_with, up_to, target) select $1, 0, coalesce(max(rid), 0) from resource
       on conflict (one) do update set made_with = excluded.made_with, up_to = 0, target = excluded.target`, [made]);
  });
  extract({ resourceType: 'Patient' });
}

/** Months ahead every day; back-filling of search rows in small steps until they are all there. */
export function storeJobs(db: Database): Job[] {
  return [
    { name: 'record-months', every: DAY, run: async () => { await db.bookkeeping('store', (tx) => tx.run('select make_history_months(current_date, 3)')); return false; } },
    { name: 'record-search-rows', every: 60, run: () => reindexSome(db, 200) },
  ];
}

/**
 * Makes the search rows of the next resources anew and remembers how far it came. Killed at any moment it goes on there.
 * @returns whether there is more
 */
export async function reindexSome(db: Database, count: number): Promise<boolean> {
  return db.withAccess(systemPolicy('store', 'search rows'), { action: 'record.reindex', target: 'resource' }, async (tx) => {
    const [at] = await tx.query('select made_with, up_to::text, target::text from search_progress for update', [], progressRow);
    if (at === undefined || BigInt(at.up_to) >= BigInt(at.target)) return false;
    // Locked in the order of ids, as writers do.
    const rows = await tx.query(
      `select rid::text, type, id, content from resource where rid in (select rid from resource where rid > $1 and rid <= $2 order by rid limit $3) and not deleted and content not like 'sealed:%' order by type, id for update`,
      [at.up_to, at.target, count], contentRow);
    const made = rows.map((row) => ({ ...indexOf(resource.parse(parseExact(row.content))), person: null, facility: null, labels: undefined, content: '', deleted: false, expected: undefined }));
    await tx.run('select drop_search_rows(rid) from unnest($1::bigint[]) as rid', [rows.map((row) => row.rid)]);
    if (made.length > 0) await tx.run(REINDEX, [rows.map((row) => row.rid), made.map((row) => row.moment ?? null), ...columnsOf(made).slice(10)]);
    await tx.run(`update search_progress set up_to = coalesce((select max(rid) from (select rid from resource where rid > $1 and rid <= $2 order by rid limit $3) as s), target)`, [at.up_to, at.target, count]);
    return true;
  });
}
