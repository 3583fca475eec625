import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { systemPolicy } from '#platform/access';
import { testContext } from '#platform/room/testing';
import { testDatabase } from '#platform/db/testing';
import { makeCheckpoint } from '../checkpoint.ts';
import { announceKey, openSigner, rotateKey } from '../key.ts';
import { folderWitness, handOver } from '../witness.ts';
import { numberAll, tampers } from '#platform/audit/testing';
import { faultSentence } from './fault.ts';
import { verifyLog } from './verify.ts';

const { db, url } = await testDatabase();
const context = await testContext(db);
const folder = mkdtempSync(join(tmpdir(), 'yteso-witness-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const ORIGIN = 'yteso/province/test';
const read = (at: number) => db.withAccess(systemPolicy('test', 'test'), { action: 'dossier.read', target: `dossier/${at}` }, async () => {});
const root = new pg.Client({ connectionString: url, options: '-c search_path=province,public -c session_replication_role=replica' });
root.on('error', () => {});
await root.connect();
after(() => root.end());

async function checkpoint(count: number): Promise<void> {
  for (let at = 0; at < count; at += 50) await Promise.all(Array.from({ length: 50 }, (_, i) => read(at + i)));
  await numberAll(db);
  const signer = await openSigner(context.settings, ORIGIN);
  await db.bookkeeping('test', (tx) => announceKey(tx, signer));
  const made = await makeCheckpoint(db, signer, Date.now());
  assert.ok(made !== undefined);
  await handOver(db, [folderWitness(folder)], made);
}

test('an untouched log is right, from the beginning and from the middle, over two checkpoints and a new key', async () => {
  await checkpoint(600);
  await db.bookkeeping('test', (tx) => rotateKey(tx, context.settings, ORIGIN));
  await checkpoint(500);
  const whole = await verifyLog(db, { checkpoints: folder });
  assert.deepEqual(whole.faults, []);
  assert.equal(whole.events, whole.size);
  assert.equal(whole.checkpoints, 4);
  const part = await verifyLog(db, { from: 700 });
  assert.deepEqual([part.faults, part.from, part.events], [[], 512, part.size - 512]);
});

for (const { name, kind, seq, words, onlyWithWitness, sql } of tampers()) {
  test(`${name}: named`, async () => {
    const undo = await sql(root);
    try {
      const alone = await verifyLog(db);
      if (onlyWithWitness) assert.deepEqual(alone.faults, [], 'the database alone cannot tell');
      const [first] = onlyWithWitness ? (await verifyLog(db, { checkpoints: folder })).faults : alone.faults;
      assert.equal(first?.kind, kind, JSON.stringify(first));
      if (seq !== null) assert.equal(first?.seq, seq);
      assert.match(faultSentence(first ?? { kind: 'altered', seq: 0, at: 0, what: '' }), words);
    } finally {
      await undo();
    }
    assert.deepEqual((await verifyLog(db, { checkpoints: folder })).faults, [], 'put back');
  });
}

test('an event put in at the end with an old date: named', async () => {
  await root.query(`insert into audit_event (at, actor, role, action, target, outcome, purpose) values (now() - interval '2 days', 'clerk', 'facility', 'dossier.read', 'dossier/1', 'done', 'care')`);
  await read(1);
  await numberAll(db);
  const [first] = (await verifyLog(db, { checkpoints: folder })).faults;
  assert.match(first === undefined ? '' : faultSentence(first), /SAI NGÀY GIỜ. Mang giờ sớm hơn/);
});
