import type { Policy } from '#platform/access';
import { parseScope, scopesFor } from '#platform/openid/rules';
import type { Interaction } from '#platform/openid/rules';

/**
 * What a program's scopes say of an interaction with a type, for the FHIR API.
 * @returns the searches of which a resource must meet one; empty: the type as a whole; undefined: not allowed
 */
export function scopeRule(policy: Policy, interaction: Interaction, type: string): readonly string[] | undefined {
  const scopes = (policy.scopes ?? []).flatMap((word) => parseScope(word) ?? []).filter(({ context }) => {
    // `patient/…` means the launched patient, and without one nobody; the gate keeps to that one's person.
    if (context === 'patient') return policy.launchPatient !== undefined;
    return (context === 'system') === (policy.role === 'program');
  });
  const found = scopesFor(scopes, interaction, type);
  if (found.length === 0) return undefined;
  if (found.some((scope) => scope.query.length === 0)) return [];
  return [...new Set(found.map((scope) => scope.query.map((pair) => `${pair.name}=${pair.value}`).join('&')))];
}
