import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Context } from '#platform/room';
import { desk, receive } from '#domains/claim/server';

/** Receives a file as an upload would. @returns id of the intake */
export function send(context: Context, policy: Policy, file: string | Uint8Array, name = 'a.xml'): Promise<string> {
  return receive(context, policy, name, Readable.from([Buffer.from(file)]));
}

/** Files everything that waits, as the job does. */
export async function fileAll(context: Context): Promise<void> {
  const worker = desk(context);
  const never = new AbortController().signal;
  while (await worker.round(never)) continue;
}

/** As if the process had died long ago: its intakes may be taken at once. */
export async function forgetOwners(context: Context): Promise<void> {
  await context.db.bookkeeping('test', (tx) => tx.run("update intake set owned_until = clock_timestamp() - interval '1 second', retry_at = null"));
}

const itemRow = z.object({ position: z.number(), outcome: z.string(), reason: z.string().nullable(), dossier: z.string().nullable(), revision: z.number().nullable(), ma_lk: z.string().nullable() });

export function itemsOf(context: Context, intake: string) {
  return context.db.bookkeeping('test', (tx) => tx.query('select position, outcome, reason, dossier, revision, ma_lk from intake_item where intake = $1 order by position', [intake], itemRow));
}

export async function count(context: Context, sql: string, params: readonly unknown[] = []): Promise<number> {
  const [found] = await context.db.bookkeeping('test', (tx) => tx.query(`select count(*)::int as n from ${sql}`, params, z.object({ n: z.number() })));
  return found?.n ?? 0;
}
