import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { httpWitness, handOver, makeCheckpoint, openSigner } from '#platform/audit/server';
import { COSIGNATURE, checkpointText, readVerifier } from '#platform/audit/rules';
import { numberAll } from '#platform/audit/testing';
import { testDatabase } from '#platform/db/testing';
import { testContext } from '#platform/room/testing';
import { createHash } from 'node:crypto';
import { startSandbox } from './sandbox.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const sandbox = await startSandbox();
after(() => sandbox.close());
const signer = await openSigner(context.settings, 'yteso/province/test');
const witness = httpWitness(`${sandbox.url}/nhat-ky/add-checkpoint`, 'stand-in');
const words = async () => (await db.bookkeeping('test', (tx) => tx.query('select outcome from audit_witness order by id', [], z.object({ outcome: z.string() })))).map((row) => row.outcome);

async function grow(count: number) {
  await Promise.all(Array.from({ length: count }, (_, at) => db.withAccess(systemPolicy('test', 'test'), { action: 'dossier.read', target: `dossier/${at}` }, async () => {})));
  await numberAll(db);
  const made = await makeCheckpoint(db, signer, Date.now());
  assert.ok(made !== undefined);
  return made;
}

test('an unknown log is refused; a known one is co-signed as it grows; one that does not go on is refused', async () => {
  await handOver(db, [witness], await grow(5));
  assert.deepEqual(await words(), ['refused']);
  await sandbox.witness.trust(signer.vkey);
  await handOver(db, [witness], await grow(300));
  await handOver(db, [witness], await grow(40));
  assert.deepEqual(await words(), ['refused', 'cosigned', 'cosigned']);
  assert.equal((await readVerifier((bytes) => createHash('sha256').update(bytes).digest(), await sandbox.witness.vkey()))?.kind, COSIGNATURE);
  // The log written anew: same length as before and more, another root, rightly signed.
  const text = checkpointText({ origin: signer.name, size: 400, root: new Uint8Array(32), time: 1 });
  const lie = { size: 400, note: `${text}\n${signer.line(text)}`, at: new Date() };
  const old = `old 345\n\n${lie.note}`;
  const answer = await fetch(`${sandbox.url}/nhat-ky/add-checkpoint`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: old });
  assert.equal(answer.status, 422);
  const forged = await fetch(`${sandbox.url}/nhat-ky/add-checkpoint`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: old.replace('time 1', 'time 2') });
  assert.equal(forged.status, 403);
  const back = await fetch(`${sandbox.url}/nhat-ky/add-checkpoint`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: old.replace('old 345', 'old 5') });
  assert.deepEqual([back.status, (await back.text()).trim()], [409, '345']);
});
