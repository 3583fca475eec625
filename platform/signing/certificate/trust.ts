import { X509Certificate } from 'node:crypto';
import { isInForce } from './facts.ts';

/** An authority that somebody decided to trust, and from when to when. Not a setting of ours: the caller brings it as dated data. */
export interface TrustAnchor {
  readonly pem: string;
  readonly from: Date;
  /** Undefined: until further notice. */
  readonly to?: Date;
}

const LONGEST = 6;

/**
 * Whether a certificate leads to an anchor trusted at a moment, over certificates that were all in force then and may issue.
 * Revocation is not asked: that needs the network or lists that are brought along. Path length and name constraints are not read.
 */
export function isTrusted(certificate: X509Certificate, between: readonly X509Certificate[], anchors: readonly TrustAnchor[], at: Date): boolean {
  const trusted = anchors.filter((one) => one.from <= at && (one.to === undefined || at <= one.to)).map((one) => new X509Certificate(one.pem));
  let current = certificate;
  for (let step = 0; step < LONGEST; step += 1) {
    if (!isInForce(current, at)) return false;
    const here = current;
    if (trusted.some((one) => one.fingerprint256 === here.fingerprint256)) return true;
    const issued = (one: X509Certificate): boolean => one.ca && isInForce(one, at) && here.checkIssued(one) && here.verify(one.publicKey);
    if (trusted.some(issued)) return true;
    const next = between.find((one) => one.fingerprint256 !== here.fingerprint256 && issued(one));
    if (next === undefined) return false;
    current = next;
  }
  return false;
}
