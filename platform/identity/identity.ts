import type { Policy } from '#platform/access';
import type { Account } from './account.ts';

export interface SignIn {
  readonly user: string;
  readonly password: string;
  readonly requestId: string | null;
}

export interface Identity {
  /** @returns the session token (base64url, 256 bit) for the cookie. @throws Fault identity.wrong-password | identity.locked */
  signIn(attempt: SignIn): Promise<{ token: string; account: Account }>;
  /** Ends the session; unknown tokens are no error. */
  signOut(token: string): Promise<void>;
  /** The account behind a live session; undefined when unknown, ended or idle too long. */
  whoIs(token: string): Promise<Account | undefined>;
}

/** What an account acts as. */
export function policyOf(account: Account, requestId: string | null): Policy {
  return { actor: { id: account.id, kind: 'account' }, role: account.role, facility: account.facility, purpose: 'work', requestId };
}
