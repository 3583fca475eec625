import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Fault } from '#platform/fault';
import { PASSWORD, isThere, pdfsigSays, plainPdf, testAuthority } from '#platform/signing/testing';
import { openPkcs12, signPdf } from '#platform/signing';

const authority = testAuthority();
const signer = openPkcs12(authority.issue('rsa').p12, PASSWORD);
const AT = new Date('2026-11-27T17:30:05Z');
const WORDS = { reason: 'Chốt đối soát ngày 27/11/2026 (đủ \\ không sót)', name: 'Bệnh viện Đa khoa (thử)', at: AT };
const skip = isThere('pdfsig') ? false : 'pdfsig is not there';
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const refused = async (bytes: Uint8Array): Promise<void> => { await assert.rejects(signPdf(bytes, signer, WORDS), (error) => error instanceof Fault && error.code === 'signing.pdf-unreadable'); };

test('what we cannot add to is refused', async () => {
  const pdf = plainPdf('A');
  for (const bad of [Buffer.alloc(0), Buffer.from('%PDF-1.7'), pdf.subarray(0, pdf.length - 20), pdf.subarray(20), await signPdf(pdf, signer, WORDS)]) await refused(bad);
  await refused(Buffer.from(latin(pdf).replace('/Root', '/Encrypt 9 0 R /Root'), 'latin1'));
  await refused(Buffer.from(latin(pdf).replace(/startxref\n\d+/u, 'startxref\n9999999'), 'latin1'));
  await refused(Buffer.from(latin(pdf).replace('/Kids [3 0 R]', '/Kids [2 0 R]'), 'latin1'));
  await assert.rejects(signPdf(pdf, signer, { ...WORDS, at: new Date('2036-01-01') }), (error) => error instanceof Fault && error.code === 'signing.certificate-time');
});

test('pdfsig finds the whole document signed, with either kind of key, and the bytes before untouched', { skip }, async () => {
  const curve = openPkcs12(authority.issue('curve', { curve: true }).p12, PASSWORD);
  for (const by of [signer, curve]) {
    const pdf = plainPdf('A', '/Annots []');
    const signed = await signPdf(pdf, by, WORDS);
    assert.ok(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf));
    const said = pdfsigSays(signed);
    assert.match(said, /Signature Validation: Signature is Valid\./u, said);
    assert.match(said, /Total document signed/u);
    assert.match(said, /ETSI\.CAdES\.detached/u);
    assert.match(said, /Bệnh viện Đa khoa \\"Thử\\"/u);
    assert.match(latin(signed), /\/M \(D:20261128003005\+07'00'\)/u);
  }
});

test('every change is seen by pdfsig', { skip }, async () => {
  const signed = Buffer.from(await signPdf(plainPdf('Noi dung'), signer, WORDS));
  const changes: readonly (readonly [string, string])[] = [['(Noi dung)', '(Noi cung)'], ['D:20261128', 'D:20261129'], ['/SigFlags 3', '/SigFlags 1'], ['FEFF0043', 'FEFF0044']];
  for (const [from, to] of changes) {
    const bytes = Buffer.from(latin(signed).replace(from, to), 'latin1');
    assert.ok(!bytes.equals(signed), from);
    assert.match(pdfsigSays(bytes), /Digest Mismatch/u, from);
  }
  const value = signed.indexOf('/Contents <') + 11;
  const broken = Buffer.from(signed);
  // In the middle of the signature value, which ends the CMS.
  const end = latin(signed).indexOf('>', value);
  const used = latin(signed).slice(value, end).replace(/0+$/u, '').length;
  broken.write(latin(signed)[value + used - 100] === '1' ? '2' : '1', value + used - 100, 'latin1');
  assert.doesNotMatch(pdfsigSays(broken), /Signature is Valid/u);
  assert.doesNotMatch(pdfsigSays(Buffer.concat([signed, Buffer.from('\n% more\n%%EOF\n')])), /Total document signed/u);
});

test('the signature is a CMS that openssl verifies to the root', { skip: isThere('openssl') ? false : 'openssl is not there' }, async () => {
  const signed = Buffer.from(await signPdf(plainPdf('A'), signer, WORDS));
  const [, start = 0, after = 0, rest = 0] = (/\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/u.exec(latin(signed)) ?? []).slice(1).map(Number);
  const { folder } = authority;
  writeFileSync(join(folder, 'a.cms'), Buffer.from(latin(signed).slice(start + 1, after - 1), 'hex'));
  writeFileSync(join(folder, 'a.bin'), Buffer.concat([signed.subarray(0, start), signed.subarray(after, after + rest)]));
  const done = spawnSync('openssl', ['cms', '-verify', '-cades', '-binary', '-inform', 'der', '-in', 'a.cms', '-content', 'a.bin', '-CAfile', authority.rootFile, '-purpose', 'any', '-out', '/dev/null'], { cwd: folder, encoding: 'utf8' });
  assert.match(done.stderr, /^CAdES Verification successful|^CMS Verification successful/u, done.stderr);
});
