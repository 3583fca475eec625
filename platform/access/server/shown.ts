import { recordPredicate } from '#platform/access';
import type { RecordAction } from '#platform/access';
import type { Tx } from '#platform/db';
import { viewIn } from './standing.ts';

/**
 * What the caller of the transaction may see of `resource`, as a condition; its parameters are added to the list.
 *     await recordShown(tx, 'read', 'r', params)   -- (r.facility = $3 or exists (…)) and not coalesce(…, true)
 * @param r alias of the row @param h alias of a replaced version of it
 */
export async function recordShown(tx: Tx, action: RecordAction, r: string, params: unknown[], h?: string): Promise<string> {
  return recordPredicate(await viewIn(tx), action, r, { bind: (value) => `$${params.push(value)}` }, h);
}
