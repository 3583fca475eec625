import type { Policy } from '#platform/access';
import { ANONYMOUS, ROLES } from '#platform/access';

/** Who looks, each a role at a place with a basis; what is protected at 62990 and 62982 is hidden from all of them. */
export interface Observer {
  readonly name: string;
  readonly policy: Policy;
}

/** The facility that makes what is protected, one that knows people by that alone, one that knows the same people, one that knows nobody. */
export const MAKER = '62990';
export const CLINIC = '62982';
export const KNOWING = '62981';
export const STRANGER = '51001';

const as = (role: Policy['role'], facility: string | null, more: Partial<Policy> = {}): Policy => ({ actor: { id: `observer-${role}-${facility ?? 'province'}`, kind: 'account' }, role, facility, purpose: 'work', requestId: null, strength: 3, ...more });

const SOMEBODY = '00000000-0000-4000-8000-0000000000ee';

export function observersOf(): Observer[] {
  return [
    { name: 'nobody', policy: ANONYMOUS },
    { name: 'clerk of a facility that knows them', policy: as('facility', KNOWING) },
    { name: 'clerk of a stranger facility', policy: as('facility', STRANGER) },
    { name: 'doctor of a facility that knows them', policy: as('doctor', KNOWING) },
    { name: 'nurse of a stranger facility', policy: as('nurse', STRANGER) },
    { name: 'doctor with a right to another class', policy: as('doctor', KNOWING, { rights: ['TRANSPLANT'] }) },
    { name: 'department', policy: as('department', null) },
    { name: 'administrator', policy: as('admin', null) },
    { name: 'inspector', policy: as('inspector', null) },
    { name: 'disease control', policy: as('disease-control', KNOWING) },
    { name: 'insurer', policy: as('insurer', null) },
    { name: 'another citizen', policy: as('citizen', null, { person: SOMEBODY, purpose: 'own' }) },
    { name: 'program of a facility that knows them', policy: as('program', KNOWING) },
    { name: 'program of the province', policy: as('program', null) },
    { name: 'program launched for another', policy: as('doctor', KNOWING, { launchPatient: 'nobody' }) },
    { name: 'somebody who must enrol a second factor first', policy: as('enrolling', null, { strength: 1 }) },
    { name: 'program of a facility at the door', policy: as('sender', KNOWING) },
    { name: 'sandbox', policy: as('sandbox-system', null) },
  ];
}

/** Roles that no observer has; `system` is the program itself. */
export function rolesWithoutObserver(observers: readonly Observer[]): string[] {
  return ROLES.filter((role) => role !== 'system' && !observers.some((one) => one.policy.role === role));
}
