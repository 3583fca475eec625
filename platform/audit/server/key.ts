import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '#platform/config';
import type { Tx } from '#platform/db';
import { ED25519, fromBase64, hex, joined, keyIdOf, signatureLine, toBase64, verifierText } from '#platform/audit/rules';
import type { VerifierKey } from '#platform/audit/rules';
import { sha256 } from './hash.ts';

const FILE = 'audit-signing-key.pem';

/** Signs checkpoints of one log. */
export interface Signer {
  /** Name of the key: the log's origin. */
  readonly name: string;
  /** `name+id+key`, what verifiers are handed. */
  readonly vkey: string;
  readonly keyId: string;
  /** The signature line of a text. */
  line(text: string): string;
  raw(text: string): Uint8Array;
}

/** The key of YTESO_AUDIT_KEY (base64 of PKCS#8), else the one in the data folder, made there (0600) when it is missing. */
export async function openSigner(settings: Settings, origin: string): Promise<Signer> {
  return signerOf(origin, settings.auditKey === undefined ? fileKey(settings.dataFolder) : createPrivateKey({ key: Buffer.from(settings.auditKey, 'base64'), format: 'der', type: 'pkcs8' }));
}

function fileKey(folder: string): KeyObject {
  const path = join(folder, FILE);
  if (!existsSync(path)) writeKey(path, generateKeyPairSync('ed25519').privateKey);
  return createPrivateKey(readFileSync(path));
}

function writeKey(path: string, key: KeyObject): void {
  // Never over another: two that start together end with the one that was first.
  try {
    writeFileSync(path, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

async function signerOf(name: string, key: KeyObject): Promise<Signer> {
  const publicKey = rawPublic(createPublicKey(key));
  const keyId = await keyIdOf(sha256, name, ED25519, publicKey);
  const raw = (text: string): Uint8Array => sign(null, Buffer.from(text), key);
  return { name, keyId: hex(keyId), vkey: verifierText({ name, kind: ED25519, keyId, publicKey }), line: (text) => signatureLine(name, keyId, raw(text)), raw };
}

/** A new key in the data folder: the old one signs it and stays beside it. @returns the signer of the new one */
export async function rotateKey(tx: Tx, settings: Settings, origin: string): Promise<Signer> {
  const before = await openSigner(settings, origin);
  const path = join(settings.dataFolder, FILE);
  renameSync(path, `${path}.${before.keyId}`);
  const next = await openSigner(settings, origin);
  await announceKey(tx, before);
  await tx.run('insert into audit_key (name, key_id, vkey, endorsement) values ($1, $2, $3, $4)', [next.name, next.keyId, next.vkey, toBase64(before.raw(next.vkey))]);
  return next;
}

/** Makes the key known to verifiers. Public keys are never taken back. */
export async function announceKey(tx: Tx, signer: Signer): Promise<void> {
  await tx.run('insert into audit_key (name, key_id, vkey) values ($1, $2, $3) on conflict do nothing', [signer.name, signer.keyId, signer.vkey]);
}

export async function knownKeys(tx: Tx): Promise<string[]> {
  return (await tx.query('select vkey from audit_key order by since', [], z.object({ vkey: z.string() }))).map((row) => row.vkey);
}

const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** The 32 bytes of an Ed25519 public key. */
function rawPublic(key: KeyObject): Uint8Array {
  return key.export({ format: 'der', type: 'spki' }).subarray(PREFIX.length);
}

/** Whether a key signed a text. */
export function isSigned(key: VerifierKey, text: string, signature: Uint8Array): boolean {
  return verify(null, Buffer.from(text), createPublicKey({ key: Buffer.from(joined(PREFIX, key.publicKey)), format: 'der', type: 'spki' }), signature);
}

/** Whether the key before signed the next one. */
export function isEndorsed(before: VerifierKey, vkey: string, endorsement: string): boolean {
  const signature = fromBase64(endorsement);
  return signature !== undefined && isSigned(before, vkey, signature);
}
