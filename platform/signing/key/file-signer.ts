import { createPrivateKey, createPublicKey, sign as signBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isStrong, readCertificate } from '../certificate/facts.ts';
import type { RawSigner } from '../signer.ts';

/** Why a key file is of no use; said in Vietnamese because it becomes part of a Fault. Never holds anything of the key or of the password. */
export class KeyFileError extends Error {
  override name = 'KeyFileError';
}

/**
 * A signer over a private key in memory. The key stands in a closure: nothing that prints the signer can show it.
 * @param certificates DER in any order: the one of the key is found
 * @throws KeyFileError
 */
export function keySigner(key: KeyObject, certificates: readonly Uint8Array[]): RawSigner {
  const mine = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const own = certificates.find((der) => readCertificate(der)?.publicKey.export({ type: 'spki', format: 'der' }).equals(mine));
  const certificate = own && readCertificate(own);
  if (own === undefined || certificate === undefined) throw new KeyFileError('trong tệp không có chứng thư số của khoá');
  const isCurve = key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (!isStrong(certificate) || !(isCurve || key.asymmetricKeyType === 'rsa')) throw new KeyFileError('khoá phải là RSA từ 2048 bit hoặc P-256');
  return {
    algorithm: isCurve ? 'ecdsa-sha256' : 'rsa-sha256',
    chain: [own, ...issuersOf(own, certificates)],
    sign: (bytes) => new Promise((resolve, reject) => {
      signBytes('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, (error, signature) => { if (error) reject(error); else resolve(signature); });
    }),
  };
}

/** From the certificate upwards, as far as the others lead. */
function issuersOf(own: Uint8Array, all: readonly Uint8Array[]): Uint8Array[] {
  const chain: Uint8Array[] = [];
  for (let current = own; chain.length < all.length;) {
    const here = readCertificate(current);
    const next = all.find((der) => der !== current && !chain.includes(der) && der !== own && isIssuer(here, der));
    if (next === undefined) break;
    chain.push(next);
    current = next;
  }
  return chain;
}

function isIssuer(of: ReturnType<typeof readCertificate>, der: Uint8Array): boolean {
  const other = readCertificate(der);
  return of !== undefined && other !== undefined && of.checkIssued(other) && of.verify(other.publicKey);
}

export function readPkcs8(der: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
}
