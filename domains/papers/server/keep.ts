import { z } from 'zod';
import type { Policy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import { oweMessages } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { PAPER_FAULTS } from './faults.ts';
import type { LookedAt } from './look.ts';

/** Where the papers go: the insurer's gateway. */
const INSURER = 'bhxh';
const EVENT = 'paper.issued';

const paperRow = z.object({ id: z.string(), revision: z.number(), code: z.string().nullable(), received_at: z.date() });
export interface KeptPaper { readonly id: string; readonly revision: number; readonly code: string | null; readonly receivedAt: Date; readonly isNew: boolean }

/**
 * Writes a file of papers down and owes it, in one transaction. The same bytes again are the same paper: nothing new is owed. Other bytes under the same
 * number are its next revision.
 * @param sha256 of bytes that the file store has
 * @param code the receipt for a program, used when the paper has none yet; null: a person handed it in
 * @throws Fault paper.*
 */
export async function keepPaper(context: Context, policy: Policy, paper: LookedAt, sha256: string, code: string | null): Promise<KeptPaper> {
  const { facility } = policy;
  if (facility === null) throw new Fault(PAPER_FAULTS.noFacility);
  const foreign = paper.facilities.find((one) => one !== facility);
  if (foreign !== undefined) throw new Fault(PAPER_FAULTS.foreignFacility, { facility: foreign.slice(0, 10) });
  return context.db.withAccess(policy, { action: 'paper.create', target: `paper/${facility}` }, async (tx) => {
    await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 13))', [`${facility} ${paper.kind} ${paper.key}`]);
    const [before] = await tx.query(
      'update electronic_paper set repeats = repeats + 1, code = coalesce(code, $3) where facility = $1 and sha256 = $2 returning id, revision, code, received_at', [facility, sha256, code], paperRow);
    if (before !== undefined) return { id: before.id, revision: before.revision, code: before.code, receivedAt: before.received_at, isNew: false };
    const [made] = await tx.query(
      `insert into electronic_paper (facility, kind, key, revision, sha256, issued, code, received_by)
       select $1, $2, $3, coalesce(max(revision), 0) + 1, $4, $5, $6, $7 from electronic_paper where facility = $1 and kind = $2 and key = $3 returning id, revision, code, received_at`,
      [facility, paper.kind, paper.key, sha256, paper.issued, code, policy.actor.id], paperRow);
    if (made === undefined) throw new Error('nothing was inserted');
    await owe(tx, context, { facility, paper, sha256, revision: made.revision });
    return { id: made.id, revision: made.revision, code: made.code, receivedAt: made.received_at, isNew: true };
  });
}

async function owe(tx: Tx, context: Context, { facility, paper, sha256, revision }: { facility: string; paper: LookedAt; sha256: string; revision: number }): Promise<void> {
  const owed = { kind: paper.kind, destination: INSURER, facility, maLk: paper.key, dossier: null, revision, file: sha256, position: 1, event: EVENT, insured: true, labels: paper.labels, dueFrom: paper.issued };
  const made = await oweMessages(tx, catalogues(context), [owed]);
  // A paper that is older than the rule, issued again today, is owed by the rule of today.
  if (made === 0) await oweMessages(tx, catalogues(context), [{ ...owed, dueFrom: '' }]);
}
