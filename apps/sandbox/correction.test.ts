import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { exchangeRoom, startWithMode } from '#platform/exchange/server';
import { clerkOf, testContext, testEdge } from '#platform/room/testing';
import { verifyDossierFile } from '#platform/signing';
import { connectInsurer, passwordHashOf } from '#domains/claim/insurer';
import { claimRoom } from '#domains/claim/server';
import { claimFile, fileAll, itemsOf, send, visit } from '#domains/claim/testing';
import { startSandbox } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
const sandbox = await startSandbox({ lateSeconds: 2 });
after(() => sandbox.close());
await catalogueRoom.prepare?.(context, () => {});
const username = '62990_BV';
connectInsurer(context, { baseUrl: sandbox.url, accountOf: () => Promise.resolve({ username, passwordHash: passwordHashOf(sandbox.passwordOf(username) ?? '') }), perSecond: 2000, parallel: 4, patience: 2 });
const edge = await testEdge(context, [exchangeRoom, claimRoom]);
for (const job of exchangeRoom.jobs?.(context) ?? []) context.jobs.add(job);
context.jobs.start();
after(() => context.jobs.stop());

const row = z.object({ state: z.string(), answer: z.string().nullable() });
async function received(dossier: string, revision: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [one] = await db.bookkeeping('test', (tx) => tx.query('select state, answer from exchange_message where dossier = $1 and revision = $2', [dossier, revision], row));
    if (one?.state === 'received') return;
    await db.bookkeeping('test', (tx) => tx.run("update exchange_message set next_at = now() where state = 'owed'"));
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  throw new Error(`revision ${revision} was not received`);
}

test('a correction follows what was sent before, and its signed bytes arrive as they were made', async () => {
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'bhxh', 'relay'));
  const clerk = clerkOf('62990');
  const intake = await send(context, clerk, claimFile([visit('SUA')]));
  await fileAll(context);
  const id = (await itemsOf(context, intake))[0]?.dossier ?? '';
  await received(id, 1);
  const answer = await edge.call(clerk, 'POST', `/api/dossiers/${id}/corrections`, { base: 1, changes: [{ table: 'XML1', row: 1, field: 'CHAN_DOAN_RV', value: 'Viêm dạ dày cấp' }], reason: 'Cổng trả lại: chẩn đoán' });
  assert.equal(answer.status, 200, answer.fault);
  await received(id, 2);
  const [, second] = sandbox.ledger.entries.filter((one) => one.maLk.includes('SUA'));
  const sheet = z.object({ revisions: z.array(z.object({ sha256: z.string() })) }).parse((await edge.call(clerk, 'GET', `/api/dossiers/${id}`)).json);
  const bytes = await readFile(await context.files.pathOf(sheet.revisions[0]?.sha256 ?? ''));
  assert.equal(second?.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(verifyDossierFile(bytes, { at: new Date() }).valid, true);
  const life = z.object({ chain: z.array(z.object({ revision: z.number(), madeHere: z.boolean() })) });
  const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse((await edge.call(clerk, 'GET', '/api/exchange')).json);
  assert.deepEqual(life.parse((await edge.call(clerk, 'GET', `/api/exchange/${items[0]?.id ?? ''}`)).json).chain.map((one) => [one.revision, one.madeHere]), [[1, false], [2, true]]);
});
