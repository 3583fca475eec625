import { z } from 'zod';
import type { Policy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import { FAULTS, Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { correct, type Changed, type Dossier } from '#domains/claim/rules';
import { getDossier, type FoundDossier } from '../dossier/find.ts';
import { SIBLING, strangerOf } from '../filing/decide.ts';
import { keyOf, knownDossiers, type Known } from '../filing/known.ts';
import { prepare, type Prepared } from '../filing/prepare.ts';
import { CORRECTION_FAULTS } from './faults.ts';
import { originalOf } from './original.ts';

const MOST_CHANGES = 200;
const change = z.strictObject({ table: z.string().max(10), row: z.number().int().positive().max(1_000_000), field: z.string().max(60), value: z.string().max(20_000) });
export const draftBody = z.strictObject({
  /** The revision that the clerk had before him. */
  base: z.number().int().positive().max(1_000_000),
  changes: z.array(change).max(MOST_CHANGES, `nhiều nhất ${MOST_CHANGES} ô một lượt`),
});
export type DraftBody = z.output<typeof draftBody>;

/** A dossier as it would be, with all that the rules say of it; nothing is written yet. */
export interface Draft {
  readonly found: FoundDossier;
  readonly dossier: Dossier;
  readonly changed: readonly Changed[];
  readonly prepared: Prepared;
}

/** Changes that cells cannot hold, by their place in the list, with words. */
export interface Flawed {
  readonly flaws: readonly { readonly at: number; readonly message: string }[];
}

/**
 * The dossier in use with the changes, checked and priced as on filing. Only for the clerk of its facility.
 * @throws Fault of CORRECTION_FAULTS, and as getDossier
 */
export async function draftOf(context: Context, policy: Policy, id: string, body: DraftBody): Promise<Draft | Flawed> {
  const { found, known } = await context.db.withAccess(policy, { action: 'dossier.read', target: `dossier/${id}` }, async (tx) => {
    const one = await getDossier(tx, id, undefined);
    if (policy.facility === null || one.facility !== policy.facility) throw new Fault(FAULTS.notFound);
    if (one.person !== null) tx.learned({ person: one.person });
    return { found: one, known: await knownDossiers(tx, [{ facility: one.facility, maLk: one.ma_lk }]) };
  });
  if (found.kind === 'assessment') throw new Fault(CORRECTION_FAULTS.assessment);
  if (found.current !== body.base) throw new Fault(CORRECTION_FAULTS.notNewest);
  const original = await originalOf(context.files, found.file, found.position);
  const result = correct(original, body.changes);
  if ('flaws' in result) return result;
  const today = dayInVietnam(Date.now());
  // A file of its own, made today.
  const dossier = { ...result.dossier, position: 1, facility: found.facility, createdOn: found.kind === 'claim' ? today : '' };
  const prepared = prepare({ ...dossier, problems: [] }, catalogues(context), { sender: policy.facility, asOf: today });
  refuseStranger(found, prepared, known);
  if (prepared.obstacle !== null) throw new Fault(CORRECTION_FAULTS.notWhole, { why: prepared.obstacle.reason });
  return { found, dossier, changed: result.changed, prepared };
}

function refuseStranger(found: FoundDossier, prepared: Prepared, known: ReadonlyMap<string, Known>): void {
  const of = (kind: FoundDossier['kind'] | undefined): Known | undefined => (kind === undefined ? undefined : known.get(keyOf(found.facility, found.ma_lk, kind)));
  if (strangerOf(prepared, of(found.kind), of(SIBLING[found.kind])) !== undefined) throw new Fault(CORRECTION_FAULTS.otherPerson);
}
