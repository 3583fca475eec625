import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { readBytes } from '#domains/claim/rules';
import { assessmentFile, checkInFile, claimFile, visit } from '#domains/claim/testing';
import { UnsendableError } from '#platform/exchange/server';
import type { MessageKind, Outgoing } from '#platform/exchange/server';
import { testDatabase } from '#platform/db/testing';
import { openFileStore } from '#platform/files';
import { openKeyring } from '#platform/signing';
import { Payloads } from './payload.ts';

const folder = mkdtempSync(join(tmpdir(), 'yteso-payload-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const files = await openFileStore(folder);
const { db } = await testDatabase();
// Nobody has a key: all goes as it was received or cut out.
const keys = openKeyring({ folder, environment: {}, demonstration: false });

async function payload(text: string, position: number, maLk: string, kind: MessageKind = 'dossier'): Promise<string> {
  const stored = await files.put(Readable.from([Buffer.from(text)]), 1024 * 1024);
  const message: Outgoing = { id: 'm', kind, facility: '62990', maLk, revision: 1, file: stored.sha256, position, day: null, sent: null };
  return Buffer.from(await new Payloads({ db, files, keys }).of(message)).toString('utf8');
}

/** MA_LK of the dossiers of a file, and whether it reads to its end. */
function readAgain(text: string): readonly [readonly (string | undefined)[], boolean] {
  const items = readBytes(Buffer.from(text));
  const end = items.at(-1);
  return [items.flatMap((item) => (item.type === 'dossier' ? [(item.dossier.tables.get('XML1') ?? item.dossier.tables.get('XML0'))?.rows[0]?.['MA_LK']] : [])), end?.type === 'end' && end.summary.complete];
}

test('one dossier goes as the bytes received, one of many is cut out', async () => {
  const one = claimFile([visit('A1')]);
  assert.equal(await payload(one, 1, 'A1'), one);
  const many = claimFile([visit('A1'), visit('A2'), visit('A3')]);
  const second = await payload(many, 2, 'A2');
  assert.deepEqual(readAgain(second), [['A2'], true]);
  assert.match(second, /<SOLUONGHOSO>1<\/SOLUONGHOSO>/);
});

test('of a file that breaks off, wherever it does, each whole dossier goes in a whole file', async () => {
  const many = claimFile([visit('A1'), visit('A2')]);
  const ends = [...many.matchAll(/<\/HOSO>/g)].map((match) => match.index + '</HOSO>'.length);
  const [afterFirst = 0, afterSecond = 0] = ends;
  for (let at = afterFirst; at < many.length - '</GIAMDINHHS>\n'.length; at += at < afterSecond ? 97 : 1) {
    const broken = many.slice(0, at);
    assert.deepEqual(readAgain(await payload(broken, 1, 'A1')), [['A1'], true], `broken at ${at}`);
    if (at >= afterSecond) assert.deepEqual(readAgain(await payload(broken, 2, 'A2')), [['A2'], true], `broken at ${at}`);
  }
  const checkIn = checkInFile('C1');
  const cut = checkIn.slice(0, checkIn.indexOf('</TRANG_THAI_KCB>') + '</TRANG_THAI_KCB>'.length);
  assert.deepEqual(readAgain(await payload(cut, 1, 'C1', 'check-in')), [['C1'], true]);
});

test('assessments go whole, however many, or not at all', async () => {
  const text = assessmentFile(['BB1', 'BB2']);
  for (const position of [1, 2]) assert.equal(await payload(text, position, `20260929/BB${position}`, 'assessment'), text);
  await assert.rejects(payload(text, 1, '20260929/BB1'), UnsendableError);
  await assert.rejects(payload(text.slice(0, text.lastIndexOf('</CHI_TIEU')), 1, '20260929/BB1', 'assessment'), /đứt giữa chừng/);
  await assert.rejects(payload(assessmentFile([]), 1, '20260929/BB1', 'assessment'), UnsendableError);
});

test('a file that breaks off within its signature, or holds no such dossier, is refused with words', async () => {
  const signed = claimFile([visit('A1')]).replace('<CHUKYDONVI/>', '<CHUKYDONVI><Signature>abc');
  await assert.rejects(payload(signed.slice(0, signed.indexOf('abc') + 3), 1, 'A1'), UnsendableError);
  await assert.rejects(payload(claimFile([visit('A1'), visit('A2')]), 2, 'A1'), UnsendableError);
  await assert.rejects(payload('không phải XML', 1, 'A1'), UnsendableError);
});
