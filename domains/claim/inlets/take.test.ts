import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { assessmentFile, checkInFile, fileAll, testContext } from '#domains/claim/testing';
import { takeMessage } from './index.ts';
import type { Inlet } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const inlet: Inlet = { type: 'nats', name: 'gialai', servers: ['127.0.0.1'], stream: 'YTE', subject: 'yte.gialai', durable: 'yteso', facilities: ['629'] };
const take = async (kind: string, file: string): Promise<string> => {
  const id = crypto.randomUUID();
  const became = await takeMessage(context, inlet, `yte.gialai.62990.${kind}.${id}`, Buffer.from(file));
  await fileAll(context);
  return became;
};
const filed = () => db.bookkeeping('test', (tx) => tx.query('select facility, ma_lk from dossier order by facility, ma_lk', [], z.object({ facility: z.string(), ma_lk: z.string() })));

test('what comes over a line is filed for the facility of its subject alone, whatever stands behind the first dossier', async () => {
  const two = checkInFile('CUA-MINH').replace(/<CHI_TIEU_TRANG_THAI_KCB>[\s\S]*<\/CHI_TIEU_TRANG_THAI_KCB>/u, (own) => own + own.replace('62990', '99001').replace('CUA-MINH', 'CUA-NGUOI-KHAC'));
  assert.match(two, /99001/u);
  assert.equal(await take('check-in', two), 'taken');
  assert.deepEqual(await filed(), [{ facility: '62990', ma_lk: 'CUA-MINH' }]);
});

test('an assessment, which names no facility, is that of its subject', async () => {
  assert.equal(await take('assessment', assessmentFile(['BB-1'])), 'taken');
  assert.deepEqual((await filed()).filter((one) => one.ma_lk.endsWith('BB-1')), [{ facility: '62990', ma_lk: '20260929/BB-1' }]);
});

test('a subject that is none, however it is written, is kept aside once and does not come again', async () => {
  for (const subject of [`yte.gialai.${'x'.repeat(4_000)}`, 'yte.gialai.\u0000', 'yte.gialai.\ud800', 'yte.gialai.đường']) {
    assert.equal(await takeMessage(context, inlet, subject, Buffer.from('x')), 'refused');
    assert.equal(await takeMessage(context, inlet, subject, Buffer.from('x')), 'again');
  }
});
