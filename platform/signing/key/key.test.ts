import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { X509Certificate } from 'node:crypto';
import { Fault } from '#platform/fault';
import { PASSWORD, sampleFile, testAuthority } from '#platform/signing/testing';
import { KeyFileError, openKeyring, openPkcs12, signDossierFile, verifyDossierFile } from '#platform/signing';

const authority = testAuthority();
const rsa = authority.issue('rsa');
const AT = new Date('2026-11-27T02:30:05Z');
const folderWith = (files: Record<string, Uint8Array | string>): string => {
  const folder = mkdtempSync(join(authority.folder, 'keyring-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: 0o600 });
  return folder;
};
const ring = (folder: string, environment = {}, demonstration = false) => openKeyring({ folder, environment, demonstration });
const refusal = async (work: Promise<unknown>, code: string): Promise<string> => {
  const error = await work.then(() => assert.fail(`not refused: ${code}`), (reason: unknown) => reason);
  assert.ok(error instanceof Fault && error.code === code, inspect(error));
  return `${inspect(error, { depth: 9 })}${error.message}`;
};

test('files of today and of older programs open, with a password of any letters; the certificate comes out byte for byte', () => {
  for (const [name, options] of [['curve', { curve: true }], ['legacy', { legacy: true }], ['legacy-ascii', { legacy: true, password: 'abc123' }], ['none', { password: '' }], ['legacy-curve', { legacy: true, curve: true }]] as const) {
    const issued = authority.issue(name, options);
    const signer = openPkcs12(issued.p12, 'password' in options ? options.password : PASSWORD);
    assert.equal(signer.algorithm, 'curve' in options ? 'ecdsa-sha256' : 'rsa-sha256', name);
    assert.deepEqual(signer.chain.map((der) => new X509Certificate(der).subject.includes('Gốc')), [false, true], name);
    assert.ok(Buffer.from(signer.chain[0]).equals(Buffer.from(issued.der)), name);
  }
});

test('wrong password, broken file, weak key: said, and nothing of file or password in it', () => {
  const weak = authority.issue('weak', { bits: 1024 });
  const why = (bytes: Uint8Array, password: string): string => {
    try { openPkcs12(bytes, password); } catch (error) { assert.ok(error instanceof KeyFileError); return inspect(error); }
    return assert.fail('opened');
  };
  assert.match(why(rsa.p12, 'một mật khẩu khác'), /mật khẩu không đúng/u);
  assert.doesNotMatch(why(rsa.p12, 'một mật khẩu khác'), /một mật khẩu khác/u);
  assert.match(why(rsa.p12.subarray(0, 700), PASSWORD), /không phải tệp PKCS#12/u);
  assert.match(why(Buffer.from('xin chào'), PASSWORD), /không phải tệp PKCS#12/u);
  assert.match(why(weak.p12, PASSWORD), /2048/u);
});

test('no key, no password, a password that others may read: refused', async () => {
  await refusal(ring(join(tmpdir(), 'nowhere')).signerFor('99001', AT), 'signing.no-key');
  await refusal(ring(folderWith({})).signerFor('../99001', AT), 'signing.no-key');
  await refusal(ring(folderWith({ '99001.p12': rsa.p12, '99001.pass': PASSWORD })).signerFor('99002', AT), 'signing.no-key');
  assert.match(await refusal(ring(folderWith({ '99001.p12': rsa.p12 })).signerFor('99001', AT), 'signing.key-unreadable'), /chưa có mật khẩu/u);
  const open = folderWith({ '99001.p12': rsa.p12, '99001.pass': PASSWORD });
  chmodSync(join(open, '99001.pass'), 0o640);
  assert.match(await refusal(ring(open).signerFor('99001', AT), 'signing.key-unreadable'), /0600/u);
  const wrong = await refusal(ring(folderWith({ '99001.p12': rsa.p12, '99001.pass': 'bí-mật-sai' })).signerFor('99001', AT), 'signing.key-unreadable');
  assert.doesNotMatch(wrong, /bí-mật-sai|keyring-/u);
});

test('password from the file or from the environment; of several certificates the one in force; a changed file is seen', async () => {
  const old = authority.issue('old', { from: '20250101', to: '20260101' });
  const folder = folderWith({ '99001.p12': old.p12, '99001.pass': `${PASSWORD}\n`, '99001-2026.p12': rsa.p12 });
  const keys = ring(folder, { YTESO_SIGNING_PASSWORD_99001: PASSWORD });
  const subject = async (at: Date): Promise<string> => new X509Certificate((await keys.signerFor('99001', at)).chain[0]).subject;
  assert.match(await subject(AT), /CN=rsa/u);
  assert.match(await subject(new Date('2025-06-01')), /CN=rsa/u, 'the one that lasts longer');
  await refusal(keys.signerFor('99001', new Date('2036-01-01')), 'signing.no-key');
  assert.equal(await keys.signerFor('99001', AT), await keys.signerFor('99001', AT), 'opened once');
  writeFileSync(join(folder, '99001-2026.p12'), authority.issue('renewed').p12);
  assert.match(await subject(AT), /CN=renewed/u);
});

test('a demonstration makes a key on first use that says what it is; a real province never does, and never uses one', async () => {
  const folder = join(folderWith({}), 'keys');
  const [one, two] = await Promise.all([ring(folder, {}, true).signerFor('99001', AT), ring(folder, {}, true).signerFor('99001', AT)]);
  assert.deepEqual(one.chain, two.chain, 'two that begin together have the same key');
  assert.deepEqual(readdirSync(folder), ['99001.demo.pem']);
  assert.equal(statSync(join(folder, '99001.demo.pem')).mode & 0o777, 0o600);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  const signed = await signDossierFile(sampleFile(), one, AT);
  const pem = /-----BEGIN CERT[^]*/u.exec(readFileSync(join(folder, '99001.demo.pem'), 'utf8'))?.[0] ?? '';
  const found = verifyDossierFile(signed, { at: AT, anchors: [{ pem, from: new Date('2026-01-01') }] });
  assert.deepEqual([found.flaws, found.certificate?.subject], [[], 'CN=CHỮ KÝ MINH HỌA - cơ sở 99001,O=MINH HỌA\\, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ,C=VN']);
  await refusal(ring(folder).signerFor('99001', AT), 'signing.no-key');
});

test('whatever prints a signer shows no key', async () => {
  const signer = await ring(folderWith({ '99001.p12': rsa.p12, '99001.pass': PASSWORD })).signerFor('99001', AT);
  const text = `${inspect(signer, { depth: 9, showHidden: true })}${JSON.stringify(signer)}`;
  assert.doesNotMatch(text, /PRIVATE|KeyObject/u);
});
