import { checkProof, joined } from '#platform/audit/rules';
import type { Hash, ProofFile, ProofResult, VerifierKey } from '#platform/audit/rules';

/** A copy that WebCrypto takes. */
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

const sha256: Hash = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', plain(bytes)));

/** Whether this browser knows Ed25519. */
async function knowsEd25519(key: Uint8Array): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', plain(key), 'Ed25519', false, ['verify']);
    return true;
  } catch {
    return false;
  }
}

async function verify(key: VerifierKey, text: string, signature: Uint8Array): Promise<boolean> {
  const known = await crypto.subtle.importKey('raw', plain(key.publicKey), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', known, plain(signature), plain(new TextEncoder().encode(text)));
}

/** The base point: a key that every implementation takes. */
const PROBE = joined(Uint8Array.of(0x58), new Uint8Array(31).fill(0x66));

/** Checks a proof file in this browser, without a line. */
export async function verifyHere(file: ProofFile): Promise<ProofResult> {
  return checkProof(file, sha256, (await knowsEd25519(PROBE)) ? verify : undefined);
}
