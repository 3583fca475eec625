import { fromBase64, toBase64 } from './base64.ts';
import type { Hash } from './tree.ts';

/**
 * What a checkpoint says (C2SP tlog-checkpoint): of which log, how long it is, its root, and when it was made.
 *
 *     yteso/province/5f…
 *     1234
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 *     time 1795737600
 */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Seconds since 1970. */
  readonly time: number;
}

export interface NoteSignature {
  readonly name: string;
  /** Four bytes that name the key, then the signature. */
  readonly bytes: Uint8Array;
}

export function checkpointText({ origin, size, root, time }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\ntime ${time}\n`;
}

export interface Note { readonly text: string; readonly checkpoint: Checkpoint; readonly signatures: readonly NoteSignature[] }

/** Reads a signed note; undefined when it is none. */
export function readNote(note: string): Note | undefined {
  const cut = note.indexOf('\n\n');
  if (cut < 0) return undefined;
  const text = note.slice(0, cut + 1);
  const [origin = '', size = '', root = '', time = ''] = text.split('\n');
  const bytes = fromBase64(root);
  const seconds = /^time (\d{1,12})$/.exec(time)?.[1];
  if (origin === '' || !/^(0|[1-9]\d{0,15})$/.test(size) || bytes?.length !== 32 || seconds === undefined) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(cut + 2).split('\n')) {
    if (line === '') continue;
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const signature = encoded === undefined ? undefined : fromBase64(encoded);
    if (name === undefined || signature === undefined || signature.length < 5) return undefined;
    signatures.push({ name, bytes: signature });
  }
  return { text, checkpoint: { origin, size: Number(size), root: bytes, time: Number(seconds) }, signatures };
}

export function signatureLine(name: string, keyId: Uint8Array, signature: Uint8Array): string {
  return `— ${name} ${toBase64(joined(keyId, signature))}\n`;
}

/** Kinds of keys in signed notes. */
export const ED25519 = 1;
export const COSIGNATURE = 4;

export interface VerifierKey { readonly name: string; readonly kind: number; readonly keyId: Uint8Array; readonly publicKey: Uint8Array }

/** The name of a key: the first four bytes of SHA-256(name, newline, kind, key). */
export async function keyIdOf(hash: Hash, name: string, kind: number, publicKey: Uint8Array): Promise<Uint8Array> {
  return (await hash(joined(new TextEncoder().encode(`${name}\n`), Uint8Array.of(kind), publicKey))).slice(0, 4);
}

/** `name+keyid+base64(kind, key)`, as verifiers are handed it. */
export function verifierText({ name, kind, keyId, publicKey }: VerifierKey): string {
  return `${name}+${hex(keyId)}+${toBase64(joined(Uint8Array.of(kind), publicKey))}`;
}

/** Reads a verifier key; undefined when it is none or its name does not fit. */
export async function readVerifier(hash: Hash, text: string): Promise<VerifierKey | undefined> {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  const kind = bytes?.[0];
  if (name === undefined || bytes?.length !== 33 || kind === undefined) return undefined;
  const publicKey = bytes.slice(1);
  const keyId = await keyIdOf(hash, name, kind, publicKey);
  return hex(keyId) === id ? { name, kind, keyId, publicKey } : undefined;
}

/** What a witness signs (C2SP cosignature/v1). */
export function cosignedText(time: number, checkpoint: string): string {
  return `cosignature/v1\ntime ${time}\n${checkpoint}`;
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
