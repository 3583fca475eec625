import { X509Certificate } from 'node:crypto';

/** What of a certificate may be shown. */
export interface CertificateFacts {
  /** RFC 4514, most special part first: `CN=…,O=…,C=VN`. */
  readonly subject: string;
  readonly issuer: string;
  /** Decimal. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Node gives one part a line, in the order of the certificate, values escaped after RFC 2253. */
const name = (lines: string): string => lines.split('\n').filter((line) => line !== '').reverse().join(',');

export function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    subject: name(certificate.subject), issuer: name(certificate.issuer), serial: BigInt(`0x${certificate.serialNumber}`).toString(),
    notBefore: certificate.validFromDate, notAfter: certificate.validToDate,
  };
}

export function isInForce(certificate: X509Certificate, at: Date): boolean {
  return certificate.validFromDate <= at && at <= certificate.validToDate;
}

/** RSA of 2048 bits or more, P-256 or P-384: what is accepted in a signature. */
export function isStrong(certificate: X509Certificate): boolean {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = certificate.publicKey;
  if (kind === 'rsa') return (details?.modulusLength ?? 0) >= 2048;
  return kind === 'ec' && (details?.namedCurve === 'prime256v1' || details?.namedCurve === 'secp384r1');
}

/** @returns undefined for bytes that are no certificate, or one with a part that cannot be read */
export function readCertificate(der: Uint8Array): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(der);
    // Parts are read lazily, and throw late.
    const isWhole = certificate.publicKey.type === 'public' && factsOf(certificate).notAfter.getTime() > 0;
    return isWhole ? certificate : undefined;
  } catch {
    return undefined;
  }
}
