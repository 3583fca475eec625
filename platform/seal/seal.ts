import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { SealKeys } from './keys.ts';

/** Version, length of the key's id, the id, 12 bytes nonce, 16 bytes tag, ciphertext. */
const VERSION = 1;
const MARK = 'sealed:';

export interface Sealed {
  /** What stands in place of the content: the same for the same content of the same thing, and tells nothing of it. */
  readonly mark: string;
  readonly bytes: Buffer;
}

export const isSealed = (content: string): boolean => content.startsWith(MARK);

/**
 * Seals a content whole with AES-256-GCM. What it is of is bound to it: moved to another place it does not open.
 * @param of `Type/id`
 */
export function seal(keys: SealKeys, of: string, content: string): Sealed {
  const key = keys.keys.get(keys.current);
  if (key === undefined) throw new Error(`no seal key ${keys.current}`);
  const mark = `${MARK}${createHmac('sha256', keys.naming).update(`${of}\n${content}`).digest('hex')}`;
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(`${of}|${mark}`));
  const text = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
  const id = Buffer.from(keys.current);
  return { mark, bytes: Buffer.concat([Buffer.from([VERSION, id.length]), id, nonce, cipher.getAuthTag(), text]) };
}

/** @throws Error when it was altered, moved, or its key is not there */
export function unseal(keys: SealKeys, of: string, { mark, bytes }: Sealed): string {
  const length = bytes[1] ?? 0;
  const id = bytes.subarray(2, 2 + length).toString();
  const key = keys.keys.get(id);
  if (bytes[0] !== VERSION || key === undefined) throw new Error(`a sealed content cannot be opened: no key ${id}`);
  const at = 2 + length;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(at, at + 12));
  decipher.setAAD(Buffer.from(`${of}|${mark}`));
  decipher.setAuthTag(bytes.subarray(at + 12, at + 28));
  return Buffer.concat([decipher.update(bytes.subarray(at + 28)), decipher.final()]).toString('utf8');
}
