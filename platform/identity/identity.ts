import type { Policy, Role } from '#platform/access';
import type { Account } from './account.ts';
import type { Place } from './role/place.ts';
import type { Origin } from './session/origin.ts';

/** Somebody at work: who, how surely, as what, since when. */
export interface Signed extends Account {
  /** Key of the session, for lists and for what ends with it; opens nothing. */
  readonly session: string;
  /** What the session works as now; undefined: nothing until a second factor is enrolled. */
  readonly place: Place | undefined;
  readonly places: readonly Place[];
  /** The person (uuid) that a citizen is. */
  readonly person: string | null;
  /** 1 password or PIN, 2 with second factor or passkey, 3 confirmed minutes ago. */
  readonly strength: 1 | 2 | 3;
  /** Seconds since 1970 of the sign-in. */
  readonly authTime: number;
  /** `password`, `pin`, `totp`, `recovery`, `passkey`. */
  readonly method: string;
  /** Whether a second factor is there at all. */
  readonly hasSecond: boolean;
  /** It must enrol a second factor first and can do nothing else. */
  readonly enrolling: boolean;
  /** Demonstration only: it goes on without the second factor that a real province would ask for. */
  readonly secondWaived: boolean;
}

export interface SignIn {
  readonly user: string;
  readonly password: string;
  readonly requestId: string | null;
  readonly origin?: Origin;
}

export type SecondWay = 'totp' | 'passkey' | 'recovery';

/** A sign-in that is done, or one that waits for its second factor under a ticket. */
export type SignInResult =
  | { readonly done: true; readonly token: string; readonly account: Account }
  | { readonly done: false; readonly ticket: string; readonly ways: readonly SecondWay[] };

export interface Identity {
  /** @throws Fault identity.wrong-password | identity.locked */
  signIn(attempt: SignIn): Promise<SignInResult>;
  /** Ends the session; unknown tokens are no error. */
  signOut(token: string): Promise<void>;
  /**
   * Who is behind a live session; undefined when unknown, ended, idle too long, or without any role today.
   * @param from network address of this call
   */
  whoIs(token: string, from?: string): Promise<Signed | undefined>;
}

/** What somebody acts as. @param from network address of the call */
export function policyOf(signed: Signed, requestId: string | null, from?: string): Policy {
  const role: Role = signed.enrolling || !signed.place ? 'enrolling' : signed.place.role;
  return {
    actor: { id: signed.id, kind: 'account' }, role, facility: signed.enrolling ? null : signed.place?.facility ?? null, purpose: 'work', requestId, strength: signed.strength,
    ...(signed.place && !signed.enrolling && signed.place.rights.length > 0 ? { rights: signed.place.rights } : {}),
    // A doctor's own record is opened as a citizen, not beside his work.
    ...(role === 'citizen' && signed.person !== null ? { person: signed.person } : {}),
    ...(from === undefined ? {} : { from }),
  };
}
