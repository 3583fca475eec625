import { z } from 'zod';
import type { Tx } from '#platform/db';
import { lastCheckpoint } from './checkpoint.ts';
import { knownKeys } from './key.ts';
import { logSize } from './nodes.ts';

const witnessRow = z.object({ witness: z.string(), size: z.number(), at: z.date(), outcome: z.string() });
const verifiedRow = z.object({ at: z.date(), from: z.number(), size: z.number(), seconds: z.number(), fault: z.string().nullable() });
const waitingRow = z.object({ waiting: z.number(), oldest: z.number().nullable() });

export interface LogState {
  /** Events that have a number, and those that wait for one with the age of the oldest in seconds. */
  readonly size: number; readonly waiting: number; readonly oldest: number | null;
  readonly checkpoint: { readonly size: number; readonly at: string } | null;
  /** The last word of each witness. */
  readonly witnesses: readonly { readonly witness: string; readonly size: number; readonly at: string; readonly outcome: string }[];
  readonly verification: { readonly at: string; readonly from: number; readonly size: number; readonly seconds: number; readonly fault: string | null } | null;
  readonly keys: readonly string[];
}

/** How the log stands. */
export async function logState(tx: Tx): Promise<LogState> {
  const checkpoint = await lastCheckpoint(tx);
  const witnesses = await tx.query('select distinct on (witness) witness, size::float8 as size, at, outcome from audit_witness order by witness, id desc', [], witnessRow);
  const [verified] = await tx.query('select at, from_seq::float8 as from, size::float8 as size, seconds, fault from audit_verification order by id desc limit 1', [], verifiedRow);
  const [waiting] = await tx.query(
    `select count(*)::int as waiting, extract(epoch from now() - min(e.at))::float8 as oldest
     from (select e.at from audit_event e where (e.xact, e.id) > (select s.xact, s.id from audit_log_state s) limit 100000) e`, [], waitingRow);
  return {
    size: await logSize(tx), waiting: waiting?.waiting ?? 0, oldest: waiting?.oldest ?? null,
    checkpoint: checkpoint === undefined ? null : { size: checkpoint.size, at: checkpoint.at.toISOString() },
    witnesses: witnesses.map((one) => ({ ...one, at: one.at.toISOString() })),
    verification: verified === undefined ? null : { ...verified, at: verified.at.toISOString() },
    keys: await knownKeys(tx),
  };
}
