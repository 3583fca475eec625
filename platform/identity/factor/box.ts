import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#platform/fault';
import { IDENTITY_FAULTS } from '../faults.ts';

const VERSION = 1;

/**
 * The key of this installation: from the setting, else from `identity.key` in the data folder, made at random on first use (0600).
 * It has to be backed up with the data: without it no TOTP secret opens.
 * @throws Fault identity.key-missing
 */
export function readKey(folder: string, given: string | undefined): Buffer {
  const path = join(folder, 'identity.key');
  if (given === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      // Two processes that start together: one writes, the other reads.
      writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
  const key = Buffer.from((given ?? readFileSync(path, 'utf8')).trim(), 'base64');
  if (key.length !== 32) throw new Fault(IDENTITY_FAULTS.keyMissing);
  return key;
}

/** AES-256-GCM; `of` binds the box to its place, so that it opens nowhere else. */
export function close(key: Buffer, of: string, secret: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(of));
  const inside = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), inside]);
}

/** @throws Fault identity.key-missing: another key closed it, or another place */
export function open(key: Buffer, of: string, box: Buffer): Buffer {
  try {
    if (box[0] !== VERSION) throw new Error('unknown box');
    const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(1, 13)).setAAD(Buffer.from(of)).setAuthTag(box.subarray(13, 29));
    return Buffer.concat([decipher.update(box.subarray(29)), decipher.final()]);
  } catch (error) {
    throw new Fault(IDENTITY_FAULTS.keyMissing, {}, { cause: error });
  }
}
