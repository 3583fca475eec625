import * as z from 'zod/mini';
import { fromBase64 } from './base64.ts';
import { SEALED, sealedBytes } from './canonical.ts';
import { hex, readNote, readVerifier } from './checkpoint.ts';
import type { VerifierKey } from './checkpoint.ts';
import { sameBytes, verifyInclusion } from './proof.ts';
import { leafInput } from './tree.ts';
import type { Hash } from './tree.ts';

const text = z.string().check(z.maxLength(2000));
/** The file that a citizen takes home: one event, its way to a signed root, and the key. */
export const proofFile = z.object({
  kind: z.literal('yteso-audit-proof-1'),
  event: z.record(z.enum(SEALED), z.nullable(text)),
  seq: z.number().check(z.int(), z.nonnegative()),
  path: z.array(text).check(z.maxLength(64)),
  checkpoint: text,
  /** Public keys of the log, `name+id+key`. */
  keys: z.array(text).check(z.maxLength(50)),
  /** Signature lines of witnesses, where they co-sign. */
  cosignatures: z.array(text).check(z.maxLength(20)),
});
export type ProofFile = z.infer<typeof proofFile>;

export type ProofResult =
  /** `seen`: whether the signature could be checked here (an old browser may lack Ed25519). */
  | { readonly ok: true; readonly signature: 'right' | 'unchecked'; readonly key: string; readonly size: number; readonly time: number; readonly origin: string }
  | { readonly ok: false; readonly why: 'unreadable' | 'not-in-tree' | 'wrong-signature' | 'unknown-key' };

/** Checks a proof file with nothing but itself. @param verify undefined when Ed25519 is not to be had */
export async function checkProof(file: ProofFile, hash: Hash, verify: ((key: VerifierKey, text: string, signature: Uint8Array) => Promise<boolean> | boolean) | undefined): Promise<ProofResult> {
  const note = readNote(file.checkpoint);
  const path = file.path.map(fromBase64);
  const siblings = path.filter((one) => one !== undefined);
  if (note === undefined || siblings.length !== path.length) return { ok: false, why: 'unreadable' };
  const { size, root, time, origin } = note.checkpoint;
  const event = bytesOf(file.event);
  if (event === undefined) return { ok: false, why: 'unreadable' };
  const leaf = await hash(leafInput(event));
  if (!(await verifyInclusion(hash, { leaf, index: file.seq, size, path: siblings, root }))) return { ok: false, why: 'not-in-tree' };
  for (const text of file.keys) {
    const key = await readVerifier(hash, text);
    const signature = key === undefined || key.name !== origin ? undefined : note.signatures.find((one) => one.name === key.name && sameBytes(one.bytes.slice(0, 4), key.keyId));
    if (key === undefined || signature === undefined) continue;
    const found = { ok: true, key: hex(key.keyId), size, time, origin } as const;
    if (verify === undefined) return { ...found, signature: 'unchecked' };
    return (await verify(key, note.text, signature.bytes.slice(4))) ? { ...found, signature: 'right' } : { ok: false, why: 'wrong-signature' };
  }
  return { ok: false, why: 'unknown-key' };
}

/** undefined: a number in it is none. */
function bytesOf(event: ProofFile['event']): Uint8Array | undefined {
  try {
    return sealedBytes(event);
  } catch {
    return undefined;
  }
}
