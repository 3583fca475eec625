import { GRANTS } from './grants.ts';
import type { Role } from './grants.ts';

export interface Actor {
  /** Account id, or the name of a job for a system actor. Never a person's name. */
  readonly id: string;
  readonly kind: 'account' | 'system' | 'anonymous';
}

/** Who acts, as what, for which facility and why. Every route and every query takes one. */
export interface Policy {
  readonly actor: Actor;
  readonly role: Role;
  /** Code of the facility (MA_CSKCB) the actor is bound to; null: not bound to one. */
  readonly facility: string | null;
  readonly purpose: string;
  /** Joins the audit rows, the log line and the answer of one request. */
  readonly requestId: string | null;
  /** The person (uuid) that a citizen is: his own record. */
  readonly person?: string;
  /** Specially protected classes (labels) that the caller has a right of his own to. */
  readonly rights?: readonly string[];
  /** How surely he is who he says. 1: password; 2: with a second factor or a passkey; 3: confirmed again minutes ago. Absent: 1. */
  readonly strength?: 1 | 2 | 3;
  /** SMART scopes of the program that he calls through; absent: our own screens. */
  readonly scopes?: readonly string[];
  /** Client id of that program. */
  readonly program?: string;
  /** Patient that the program was launched for: scopes `patient/…` mean that one's person. */
  readonly launchPatient?: string;
  /** Network address the call came from; kept in the audit, never logged. */
  readonly from?: string;
}

export const ANONYMOUS: Policy = {
  actor: { id: 'anonymous', kind: 'anonymous' },
  role: 'anonymous', facility: null, purpose: 'before-sign-in', requestId: null,
};

/** The policy of a job: `name` stands in the audit as the actor. */
export function systemPolicy(name: string, purpose: string): Policy {
  return { actor: { id: `system:${name}`, kind: 'system' }, role: 'system', facility: null, purpose, requestId: null };
}

/**
 * Whether a grant in force allows the action. Default: no.
 * @param action `noun.verb`
 * @param on yyyyMMdd, the day of the access
 */
export function can(policy: Policy, action: string, on: string): boolean {
  return GRANTS.some((grant) =>
    grant.role === policy.role && matches(grant.action, action)
    && grant.validFrom <= on && (grant.validTo === null || on <= grant.validTo));
}

/** The grant patterns of a role on a day, for the screens: a door that cannot be opened is not shown. */
export function actionsOf(role: Role, on: string): string[] {
  return GRANTS.filter((grant) => grant.role === role && grant.validFrom <= on && (grant.validTo === null || on <= grant.validTo))
    .map((grant) => grant.action);
}

function matches(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  return pattern.endsWith('.*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;
}
