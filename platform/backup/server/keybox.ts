import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { BackupError } from './error.ts';

/** scrypt with 128 MB: a second for us, dear for whoever guesses. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };
const box = z.object({ format: z.literal(1), kdf: z.literal('scrypt-131072-8-1'), salt: z.base64(), nonce: z.base64(), tag: z.base64(), text: z.base64() });
const content = z.record(z.string(), z.base64());

/** Shortest passphrase: what protects every key must not be guessed at leisure. */
export const PASSPHRASE_LENGTH = 14;

/** @throws BackupError for one that is missing or too short */
export function checkPassphrase(passphrase: string | undefined): string {
  if (passphrase === undefined || passphrase === '') {
    throw new BackupError('Bản sao lưu chứa các khoá nên cần một cụm mật khẩu; khoá không bao giờ được ghi ra ở dạng đọc được.\nĐặt biến YTESO_BACKUP_PASSPHRASE, hoặc thêm --passphrase-stdin và đưa cụm mật khẩu qua đầu vào chuẩn.');
  }
  if ([...passphrase].length < PASSPHRASE_LENGTH) throw new BackupError(`Cụm mật khẩu của bản sao lưu phải dài ít nhất ${PASSPHRASE_LENGTH} ký tự.`);
  return passphrase;
}

/** Seals files (name → bytes) under a passphrase, bound to what else the backup says. */
export async function lock(files: ReadonlyMap<string, Buffer>, passphrase: string, binding: Buffer): Promise<string> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt), nonce);
  cipher.setAAD(binding);
  const plain = JSON.stringify(Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.toString('base64')])));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  const base64 = (bytes: Buffer): string => bytes.toString('base64');
  return `${JSON.stringify({ format: 1, kdf: 'scrypt-131072-8-1', salt: base64(salt), nonce: base64(nonce), tag: base64(cipher.getAuthTag()), text: base64(text) })}\n`;
}

/** @throws BackupError for the wrong passphrase or a manifest that was altered */
export async function unlock(locked: string, passphrase: string, binding: Buffer): Promise<Map<string, Buffer>> {
  const of = box.parse(JSON.parse(locked));
  const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, Buffer.from(of.salt, 'base64')), Buffer.from(of.nonce, 'base64'));
  decipher.setAAD(binding);
  decipher.setAuthTag(Buffer.from(of.tag, 'base64'));
  try {
    const plain = Buffer.concat([decipher.update(Buffer.from(of.text, 'base64')), decipher.final()]).toString('utf8');
    return new Map(Object.entries(content.parse(JSON.parse(plain))).map(([name, bytes]) => [name, Buffer.from(bytes, 'base64')]));
  } catch (error) {
    throw new BackupError('Cụm mật khẩu không đúng, hoặc bản kê của bản sao lưu đã bị sửa.\nKiểm tra lại cụm mật khẩu; nếu chắc chắn đúng thì không dùng bản này.', { cause: error });
  }
}

function derive(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, COST, (error, key) => { if (error) reject(error); else resolve(key); });
  });
}
