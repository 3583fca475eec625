import type { X509Certificate } from 'node:crypto';
import { Fault } from '#platform/fault';
import { momentInVietnam } from '#platform/time/rules';
import { SIGNING_FAULTS } from '../faults.ts';
import { isInForce, readCertificate } from './facts.ts';

/** dd/MM/yyyy HH:mm in Vietnam. */
function spoken(moment: Date): string {
  const digits = momentInVietnam(moment.getTime());
  return `${digits.slice(6, 8)}/${digits.slice(4, 6)}/${digits.slice(0, 4)} ${digits.slice(8, 10)}:${digits.slice(10, 12)}`;
}

/** The certificate to sign with. @throws Fault certificateTime when it is not valid at that moment */
export function certificateInForce(der: Uint8Array, at: Date): X509Certificate {
  const certificate = readCertificate(der);
  if (certificate === undefined) throw new Error('the signer has no readable certificate');
  if (!isInForce(certificate, at)) {
    throw new Fault(SIGNING_FAULTS.certificateTime, {
      from: spoken(certificate.validFromDate), to: spoken(certificate.validToDate), at: spoken(at),
    });
  }
  return certificate;
}
