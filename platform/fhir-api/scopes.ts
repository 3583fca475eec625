import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';

/** What a program's scopes have to say of an interaction with a type; the rooms above give it, because they know SMART. */
export type ScopeRule = (policy: Policy, interaction: 'r' | 's', type: string) => readonly string[] | undefined;

let rule: ScopeRule = () => undefined;

/** Given once, by the room that issues tokens. Until then a caller with scopes is refused everything. */
export function useScopes(given: ScopeRule): void {
  rule = given;
}

/**
 * Searches that narrow what a program sees of a type; empty: the type as a whole. Callers without a program are not narrowed.
 * @throws Fault access.refused when its scopes do not name the type
 */
export function narrowing(policy: Policy, interaction: 'r' | 's', type: string): readonly string[] {
  if (policy.scopes === undefined) return [];
  const found = rule(policy, interaction, type);
  if (found === undefined) throw new Fault(FAULTS.refused, { action: `${interaction} ${type}` });
  return found;
}
