import { z } from 'zod';
import type { Tx } from '#platform/db';
import { messagesAbout } from '#platform/exchange/server';
import type { Message } from '#platform/exchange/server';
import type { Context } from '#platform/room';

const row = z.object({ kind: z.string(), key: z.string(), revision: z.number(), repeats: z.number(), received_at: z.date() });

/** What became of a file of papers that a program handed in. */
export interface PaperOutcome {
  /** `CT07/12` */
  readonly key: string;
  readonly revision: number;
  /** How often the same bytes came again. */
  readonly repeats: number;
  readonly receivedAt: Date;
  readonly messages: readonly Message[];
}

/** @param code MaGD @returns undefined: not given to this facility */
export async function paperOutcome(tx: Tx, context: Context, facility: string, code: string): Promise<PaperOutcome | undefined> {
  const [found] = await tx.query('select kind, key, revision, repeats, received_at from electronic_paper where code = $1 and facility = $2', [code, facility], row);
  if (found === undefined) return undefined;
  const { kind, key, revision } = found;
  return { key, revision, repeats: found.repeats, receivedAt: found.received_at, messages: await messagesAbout(tx, context, { facility, kind, maLk: key, revision }) };
}
