import type { Policy } from '#platform/access';
import type { Account } from '../account.ts';
import type { Origin } from './origin.ts';

/** What somebody acts as in the very step that signs him in: himself, with nothing open yet. */
export function policyFor(account: Pick<Account, 'id'>, requestId: string | null, origin: Origin): Policy {
  return {
    actor: { id: account.id, kind: 'account' }, role: 'enrolling', facility: null, purpose: 'sign-in', requestId, strength: 1,
    ...(origin.address === '' ? {} : { from: origin.address }),
  };
}
