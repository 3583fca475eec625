import { createHash } from 'node:crypto';
import { context, nothing, octets, oid, partsOf, sequence, setOf, whole } from '../certificate/der.ts';
import type { RawSigner } from '../signer.ts';

const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), nothing());
const DATA = '1.2.840.113549.1.7.1';

/**
 * CMS SignedData, detached, as PAdES B-B wants it: content type, digest and the signing certificate are signed; the time stands in the PDF, which is
 * signed too. @param digest SHA-256 of what is signed @returns DER
 */
export async function detachedCms(digest: Uint8Array, signer: RawSigner): Promise<Uint8Array> {
  const [own] = signer.chain;
  const { issuer, serial } = issuerAndSerial(own);
  const attribute = (type: string, value: Uint8Array): Buffer => sequence(oid(type), setOf(value));
  const generalNames = sequence(context(4, issuer));
  const attributes = [
    attribute('1.2.840.113549.1.9.3', oid(DATA)),
    attribute('1.2.840.113549.1.9.4', octets(digest)),
    // signing-certificate-v2; SHA-256 is its default and is not written.
    attribute('1.2.840.113549.1.9.16.2.47', sequence(sequence(sequence(octets(createHash('sha256').update(own).digest()), sequence(generalNames, serial))))),
  ];
  const signed = setOf(...attributes);
  const raw = await signer.sign(signed);
  const isCurve = signer.algorithm === 'ecdsa-sha256';
  const info = sequence(
    whole(Buffer.from([1])), sequence(issuer, serial), SHA256,
    // Signed as a SET, sent as [0]: the same bytes but for the tag.
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    isCurve ? sequence(oid('1.2.840.10045.4.3.2')) : sequence(oid('1.2.840.113549.1.1.1'), nothing()),
    octets(isCurve ? sequence(whole(raw.subarray(0, raw.length / 2)), whole(raw.subarray(raw.length / 2))) : raw),
  );
  const content = sequence(whole(Buffer.from([1])), setOf(SHA256), sequence(oid(DATA)), context(0, ...signer.chain), setOf(info));
  return sequence(oid('1.2.840.113549.1.7.2'), context(0, content));
}

/** As they stand in a certificate, byte for byte. */
function issuerAndSerial(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const [content] = partsOf(certificate);
  const parts = content === undefined ? [] : partsOf(content);
  // The version, [0], is left out in certificates of version 1.
  const [serial, , issuer] = parts[0]?.[0] === 0xa0 ? parts.slice(1) : parts;
  if (serial === undefined || issuer === undefined) throw new RangeError('no certificate');
  return { issuer, serial };
}
