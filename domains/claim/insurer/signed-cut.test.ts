import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { NotReadyError, type Outgoing } from '#platform/exchange/server';
import { testContext } from '#platform/room/testing';
import { openKeyring, verifyDossierFile } from '#platform/signing';
import { isThere, PASSWORD, testAuthority, xmlsecSays } from '#platform/signing/testing';
import { readBytes } from '#domains/claim/rules';
import { checkInFile, claimFile, visit } from '#domains/claim/testing';
import { Payloads } from './payload.ts';

const { db } = await testDatabase();
const { files } = await testContext(db);
const authority = testAuthority();
// A key whose signature is another one each time: what is sent again must come out of the store.
const { p12 } = authority.issue('curve', { curve: true });
writeFileSync(join(authority.folder, '62990.p12'), p12);
writeFileSync(join(authority.folder, '62990.pass'), PASSWORD, { mode: 0o600 });
const keys = openKeyring({ folder: authority.folder, environment: {}, demonstration: false });
const rootFile = join(authority.folder, 'root.pem');

const keep = async (text: string): Promise<string> => (await files.put(Readable.from([Buffer.from(text)]), 1024 * 1024)).sha256;
const message = (file: string, position: number, maLk: string, more: Partial<Outgoing> = {}): Outgoing => ({ id: 'm', kind: 'dossier', facility: '62990', maLk, revision: 1, file, position, day: null, sent: null, ...more });
const many = claimFile([visit('A1'), visit('A2'), visit('A3')]);

test('what is cut out of an unsigned file is signed by its facility, whole, and says what the piece says', async () => {
  const bytes = await new Payloads({ db, files, keys }).of(message(await keep(many), 2, 'A2'));
  const found = verifyDossierFile(bytes, { at: new Date() });
  assert.deepEqual([found.flaws, found.valid, found.covers], [[], true, 'file']);
  if (isThere('xmlsec1')) assert.ok(xmlsecSays(bytes, rootFile).good);
  const [item, end] = readBytes(bytes);
  const [, second] = readBytes(Buffer.from(many));
  assert.ok(item?.type === 'dossier' && second?.type === 'dossier' && end?.type === 'end' && end.summary.signed && end.summary.complete);
  assert.deepEqual({ ...item.dossier, position: 2 }, second.dossier);
});

test('every try sends the same bytes: later, by another process, and when two make it at once', async () => {
  const file = await keep(claimFile([visit('B1'), visit('B2')]));
  const made = await Promise.all(Array.from({ length: 4 }, () => new Payloads({ db, files, keys }).of(message(file, 1, 'B1'))));
  await pause(1100);
  made.push(await new Payloads({ db, files, keys }).of(message(file, 1, 'B1')));
  assert.equal(new Set(made.map((bytes) => createHash('sha256').update(bytes).digest('hex'))).size, 1);
  // Also when its key is gone by then.
  const gone = openKeyring({ folder: join(authority.folder, 'nowhere'), environment: {}, demonstration: false });
  assert.deepEqual(await new Payloads({ db, files, keys: gone }).of(message(file, 1, 'B1')), made[0]);
});

test('never signed by us: a file that goes on whole, a piece of a facility without a key, and what was tried unsigned before', async () => {
  const payloads = new Payloads({ db, files, keys });
  const one = claimFile([visit('C1')]);
  assert.equal(Buffer.from(await payloads.of(message(await keep(one), 1, 'C1'))).toString('utf8'), one);
  const file = await keep(claimFile([visit('D1'), visit('D2')], '62981'));
  const piece = await payloads.of(message(file, 1, 'D1', { facility: '62981' }));
  assert.equal(verifyDossierFile(piece, { at: new Date() }).signed, false);
  const again = message(file, 1, 'D1', { facility: '62990', sent: createHash('sha256').update(piece).digest('hex') });
  assert.deepEqual(await payloads.of(again), piece);
  assert.equal(verifyDossierFile(await payloads.of({ ...again, sent: null }), { at: new Date() }).valid, true);
});

test('a broken end is closed and signed; a file that has no form to be signed goes as it was', async () => {
  const payloads = new Payloads({ db, files, keys });
  const checkIn = checkInFile('E1');
  const cut = await payloads.of(message(await keep(checkIn.slice(0, checkIn.indexOf('</TRANG_THAI_KCB>') + '</TRANG_THAI_KCB>'.length)), 1, 'E1', { kind: 'check-in' }));
  assert.equal(verifyDossierFile(cut, { at: new Date() }).valid, true);
  const remarked = await payloads.of(message(await keep(claimFile([visit('F1'), visit('F2')]).replace('<THONGTINDONVI>', '<!-- xuất thử --><THONGTINDONVI>')), 1, 'F1'));
  assert.equal(verifyDossierFile(remarked, { at: new Date() }).signed, false);
});

test('a key that is there and cannot be used holds the message back with words, and nothing goes out unsigned', async () => {
  const broken = openKeyring({ folder: authority.folder, environment: {}, demonstration: false });
  writeFileSync(join(authority.folder, '62981.p12'), p12);
  const file = await keep(claimFile([visit('G1'), visit('G2')], '62981'));
  await assert.rejects(new Payloads({ db, files, keys: broken }).of(message(file, 1, 'G1', { facility: '62981' })), (error) => error instanceof NotReadyError && /62981\.p12 không dùng được: chưa có mật khẩu/u.test(error.message));
});
