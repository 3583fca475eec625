import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { parseQuery, STORE_FAULTS, type Filter } from '#platform/store';

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

/**
 * A search along other types tells of them by what it finds: a program must see each of them whole.
 * @param text of the search, without includes
 * @throws Fault access.refused | record.bad-search
 */
export function narrowAlong(policy: Policy, type: string, text: string): void {
  if (policy.scopes === undefined) return;
  const open: Filter[] = [...parseQuery(type, text).filters];
  for (let filter = open.pop(); filter !== undefined; filter = open.pop()) {
    if (filter.kind === 'value') continue;
    const along = filter.kind === 'chain' ? filter.target : filter.source;
    if (narrowing(policy, 's', along).length > 0) throw new Fault(STORE_FAULTS.badSearch, { type, param: along, reason: 'phạm vi của chương trình chỉ mở một phần loại này, nên không tìm qua nó được' });
    open.push(filter.inner);
  }
}
