import forge from 'node-forge';
import type { RawSigner } from '../signer.ts';
import { KeyFileError, keySigner, readPkcs8 } from './file-signer.ts';

const { asn1, pkcs12, pki } = forge;
const KEY_BAGS = [pki.oids['pkcs8ShroudedKeyBag'] ?? '', pki.oids['keyBag'] ?? ''];

/**
 * Opens a PKCS#12 file, of today (AES) or of older programs (3DES, RC2), with one RSA or P-256 key. Only the reading is node-forge's: keys are
 * used by node's own OpenSSL, which itself no longer opens the older files.
 * @throws KeyFileError
 */
export function openPkcs12(bytes: Uint8Array, password: string): RawSigner {
  const bags = bagsOf(bytes, password);
  const keys = bags.filter((bag) => KEY_BAGS.includes(bag.type));
  const [first] = keys;
  if (first === undefined || keys.length > 1) throw new KeyFileError('tệp phải có đúng một khoá');
  const certificates = bags.filter((bag) => bag.type === pki.oids['certBag']).map((bag) => derOf(bag.cert === undefined || bag.cert === null ? bag.asn1 : pki.certificateToAsn1(bag.cert)));
  return keySigner(readPkcs8(derOf(first.key === undefined || first.key === null ? first.asn1 : pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(first.key)))), certificates);
}

function bagsOf(bytes: Uint8Array, password: string): forge.pkcs12.Bag[] {
  const open = (text: string, withSeal: boolean): forge.pkcs12.Bag[] => {
    const structure = asn1.fromDer(forge.util.createBuffer(Buffer.from(bytes).toString('binary')));
    if (!withSeal && Array.isArray(structure.value)) structure.value.splice(2);
    return pkcs12.pkcs12FromAsn1(structure, false, text).safeContents.flatMap((one) => one.safeBags);
  };
  try {
    return open(password, true);
  } catch (error) {
    // What the library says may quote the file: only whether the password was wrong is passed on.
    if (error instanceof Error && /MAC could not be verified/u.test(error.message)) throw new KeyFileError('mật khẩu không đúng');
    try {
      // The seal fitted and the newer encryption did not: the one takes a password as UTF-16, the other as UTF-8, which node-forge gets right for ASCII alone.
      return open(Buffer.from(password).toString('latin1'), false);
    } catch {
      throw new KeyFileError('không phải tệp PKCS#12 đọc được');
    }
  }
}

const derOf = (value: forge.asn1.Asn1): Uint8Array => Buffer.from(asn1.toDer(value).getBytes(), 'binary');
