import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault } from '#platform/fault';
import { openFileStore } from './file-store.ts';

const place = (): string => mkdtempSync(join(tmpdir(), 'yteso-files-'));
const code = (wanted: string) => (error: unknown): boolean => error instanceof Fault && error.code === wanted;
const names = (folder: string): string[] => readdirSync(join(folder, 'files'), { recursive: true }).map(String);

test('bytes come back as they were, under their hash, once', async () => {
  const folder = place();
  const store = await openFileStore(folder);
  await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ minLength: 1, maxLength: 5000 }), { maxLength: 5 }), async (parts) => {
    const chunks = parts.map((part) => Buffer.from(part));
    const kept = await store.put(Readable.from(chunks), 1_000_000);
    const whole = Buffer.concat(chunks);
    assert.deepEqual(kept, { sha256: createHash('sha256').update(whole).digest('hex'), bytes: whole.length });
    assert.deepEqual(readFileSync(await store.pathOf(kept.sha256)), whole);
    assert.deepEqual(await store.put(Readable.from(chunks), 1_000_000), kept);
  }), { numRuns: 40 });
  assert.deepEqual(readdirSync(join(folder, 'files', 'incoming')), []);
});

test('too much, cut off: refused and nothing is kept', async () => {
  const folder = place();
  const store = await openFileStore(folder);
  await assert.rejects(store.put(Readable.from([randomBytes(600), randomBytes(600)]), 1000), code('request.too-large'));
  const torn = Readable.from((async function* () { yield randomBytes(10); throw new Error('ECONNRESET'); })());
  await assert.rejects(store.put(torn, 1000), code('request.cut-off'));
  assert.deepEqual(names(folder), ['incoming']);
});

test('names that are not a hash reach no file', async () => {
  const store = await openFileStore(place());
  for (const name of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(62)}/..`]) await assert.rejects(store.open(name), code('request.not-found'));
});

test('what an interrupted run left is cleared at the next start', async () => {
  const folder = place();
  mkdirSync(join(folder, 'files', 'incoming'), { recursive: true });
  writeFileSync(join(folder, 'files', 'incoming', 'half'), 'x');
  await openFileStore(folder);
  assert.deepEqual(names(folder), ['incoming']);
});

test('a full disk is a fault that says so', async (t) => {
  const folder = place();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' }).status !== 0) return t.skip('a small file system cannot be mounted here');
  try {
    const store = await openFileStore(folder);
    await assert.rejects(store.put(Readable.from([randomBytes(500_000)]), 1_000_000), code('files.full'));
    assert.deepEqual(names(folder), ['incoming']);
  } finally {
    spawnSync('umount', [folder]);
  }
});
