import type { Context } from '#platform/room';
import type { Tx } from '#platform/db';

/** An account and who its holder is, as far as that is known. */
export interface Holder {
  /** Account id, as in the trail. */
  readonly actor: string;
  readonly person: string | null;
  /** Folded. */
  readonly surname: string | null;
  /** Code of the commune. */
  readonly commune: string | null;
}

/** What other rooms know and the trail does not. Each part is optional: what needs it is passed over without it. */
export interface AuditKnowledge {
  /** All keys under which accesses to a person's record may stand: ids that he had before joins, Patients of sources. */
  keysOf?(tx: Tx, person: string): Promise<{ readonly persons: readonly string[]; readonly patients: readonly string[] }>;
  holders?(tx: Tx): Promise<readonly Holder[]>;
  /** Folded surname and commune of persons. */
  describe?(tx: Tx, persons: readonly string[]): Promise<readonly { readonly person: string; readonly surname: string; readonly commune: string }[]>;
  /** Of these pairs, `person/facility` of those with a visit since the day (yyyyMMdd). */
  visitedSince?(tx: Tx, pairs: readonly { readonly person: string; readonly facility: string }[], day: string): Promise<ReadonlySet<string>>;
}

const known = new WeakMap<object, AuditKnowledge>();

/** Called by rooms that know, when they are prepared; each adds its part. */
export function tellAudit(context: Pick<Context, 'db'>, more: AuditKnowledge): void {
  known.set(context.db, { ...known.get(context.db), ...more });
}

export function auditKnowledge(context: Pick<Context, 'db'>): AuditKnowledge {
  return known.get(context.db) ?? {};
}
