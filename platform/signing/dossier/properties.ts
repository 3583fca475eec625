import { createHash } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { DIGESTS } from './canonical.ts';
import { DSIG, XADES, elementsOf, onlyChild } from './shape.ts';

export interface SignedFacts {
  readonly signedAt: Date | undefined;
  /** Whether a certificate is the one that the signer named; undefined: he named none. */
  readonly certificateDigest: ((certificate: X509Certificate) => boolean) | undefined;
}

/**
 * Time and certificate as the signature covers them. Only parts that a reference covers are read: XAdES' SignedProperties, or an object with a
 * SigningTime somewhere in it, as the sister formats of the insurer write it.
 */
export function signedFacts(covered: readonly XmlElement[]): SignedFacts {
  const properties = covered.find((one) => one.name === 'SignedProperties' && one.namespaceUri === XADES);
  const signer = onlyChild(properties, XADES, 'SignedSignatureProperties');
  const time = onlyChild(signer, XADES, 'SigningTime') ?? covered.flatMap((one) => within(one, 'SigningTime'))[0];
  const named = onlyChild(signer, XADES, 'SigningCertificate') ?? onlyChild(signer, XADES, 'SigningCertificateV2');
  const digest = named === undefined ? undefined : onlyChild(elementsOf(named)[0], XADES, 'CertDigest');
  return { signedAt: time === undefined ? undefined : timeOf(time.content.trim()), certificateDigest: named === undefined ? undefined : (certificate) => isNamed(digest, certificate) };
}

function isNamed(digest: XmlElement | undefined, certificate: X509Certificate): boolean {
  const hash = DIGESTS.get(onlyChild(digest, DSIG, 'DigestMethod')?.attr('Algorithm')?.value ?? '');
  const value = onlyChild(digest, DSIG, 'DigestValue')?.content.replace(/\s/gu, '');
  return hash !== undefined && value === createHash(hash).update(certificate.raw).digest('base64');
}

function within(node: XmlElement, name: string): XmlElement[] {
  return elementsOf(node).flatMap((one) => (one.name === name ? [one] : within(one, name)));
}

/** xs:dateTime; without an offset it is the time in Vietnam. */
function timeOf(text: string): Date | undefined {
  const found = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/u.exec(text);
  const time = found === null ? Number.NaN : Date.parse(found[1] === undefined ? `${text}+07:00` : text);
  return Number.isNaN(time) ? undefined : new Date(time);
}
