import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bits, context, nothing, octets, oid, printable, sequence, setOf, time, utf8, whole, yes } from '../certificate/der.ts';
import type { RawSigner } from '../signer.ts';
import { keySigner } from './file-signer.ts';

/**
 * The key of a facility that has none, in a demonstration: made on first use, kept in `<facility>.demo.pem` (0600) with a certificate that it signed
 * itself and whose subject says that it proves nothing.
 */
export async function demonstrationSigner(folder: string, facility: string, at: Date): Promise<RawSigner> {
  const path = join(folder, `${facility}.demo.pem`);
  return fromPem(read(path) ?? await make(folder, path, facility, at));
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function make(folder: string, path: string, facility: string, at: Date): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const der = selfSigned(privateKey, `CHỮ KÝ MINH HỌA - cơ sở ${facility}`, at);
  const lines = der.toString('base64').replace(/.{64}/gu, '$&\n').trim();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(own, `${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Linked, not written: of two processes that begin together the first one's key stays, whole.
    linkSync(own, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(own);
  }
  return readFileSync(path, 'utf8');
}

function fromPem(pem: string): RawSigner {
  const body = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/u.exec(pem)?.[1] ?? '';
  return keySigner(createPrivateKey(pem), [Buffer.from(body, 'base64')]);
}

const SHA256_RSA = sequence(oid('1.2.840.113549.1.1.11'), nothing());

/** In force from the year before to ten years on: a demonstration plays dates of the past too. */
function selfSigned(key: KeyObject, name: string, at: Date): Buffer {
  const part = (type: string, value: Buffer): Buffer => setOf(sequence(oid(type), value));
  const subject = sequence(part('2.5.4.6', printable('VN')), part('2.5.4.10', utf8('MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ')), part('2.5.4.3', utf8(name)));
  const year = at.getUTCFullYear();
  const extensions = sequence(
    sequence(oid('2.5.29.19'), yes(), octets(sequence())),
    sequence(oid('2.5.29.15'), yes(), octets(bits(Buffer.from([0xc0]), 6))),
  );
  const content = sequence(context(0, whole(Buffer.from([2]))), whole(randomBytes(16)), SHA256_RSA, subject, sequence(time(new Date(Date.UTC(year - 1, 0, 1))), time(new Date(Date.UTC(year + 10, 0, 1)))),
    subject, createPublicKey(key).export({ type: 'spki', format: 'der' }), context(3, extensions));
  return sequence(content, SHA256_RSA, bits(sign('sha256', content, key)));
}
