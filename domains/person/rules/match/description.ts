import type { Identity } from '../identity.ts';

/** What stands around an identity and helps to tell people apart; '' where a source does not say. */
export interface Circumstances {
  /** Commune of residence, old or new five-digit code. */
  readonly commune: string;
  /** As written. */
  readonly address: string;
  readonly mother: string;
  readonly father: string;
  /** Code of the ethnic group. */
  readonly ethnic: string;
  /** See `isNewborn`: what such a one brings is a parent's. */
  readonly newborn: boolean;
}

/** A person as one source describes them, all that matching looks at. */
export interface Description extends Identity, Circumstances {
  /** Nine digits of the identity paper before the citizen number. */
  readonly oldId: string;
}

const NOTHING: Circumstances = { commune: '', address: '', mother: '', father: '', ethnic: '', newborn: false };

/** @param around what is known besides the identity */
export function descriptionOf(identity: Identity, around: Partial<Circumstances> = {}): Description {
  return { ...NOTHING, ...identity, ...around, oldId: /^\d{9}$/.test(identity.paper) && !/^(\d)\1+$/.test(identity.paper) ? identity.paper : '' };
}
