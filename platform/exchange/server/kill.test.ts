import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { testDatabase } from '#platform/db/testing';
import { oweMessage, startWithMode } from './index.ts';
import { oneSender } from './fixture-sender.ts';
import { lookAfter, sendNext } from './send.ts';

const { db, url } = await testDatabase();

test('a process killed −9 after its message arrived leaves unknown; a restart does not send it again', async () => {
  let arrived = 0;
  let child: ReturnType<typeof spawn> | undefined;
  // Takes the message and kills the sender before it can hear an answer.
  const other = createServer((request) => { request.resume().on('end', () => { arrived += 1; child?.kill('SIGKILL'); }); });
  await new Promise<void>((resolve) => { other.listen(0, '127.0.0.1', resolve); });
  const address = z.object({ port: z.number() }).parse(other.address());
  const target = `http://127.0.0.1:${address.port}`;
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'killed', 'relay'));
  await db.bookkeeping('test', (tx) => oweMessage(tx, memoryCatalogues({ versions: [] }), {
    kind: 'dossier', destination: 'killed', facility: '99001', maLk: 'A', dossier: null, revision: 1, file: 'a'.repeat(64), position: 1, event: 'visit.closed', insured: true, labels: [], dueFrom: '' }));
  child = spawn(process.execPath, [fileURLToPath(new URL('fixture-sender.ts', import.meta.url)), url, target], { stdio: 'inherit' });
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => { child?.once('exit', (_code, how) => resolve(how)); });
  assert.equal(signal, 'SIGKILL');

  const to = oneSender(target);
  const never = new AbortController().signal;
  const state = () => db.bookkeeping('test', (tx) => tx.query('select state, attempts from exchange_message', [], z.object({ state: z.string(), attempts: z.number() })));
  await lookAfter(db, to, never);
  assert.equal(await sendNext(db, to, never), false);
  assert.deepEqual(await state(), [{ state: 'sending', attempts: 1 }]);
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set locked_until = now() - interval '1 second'`));
  await lookAfter(db, to, never);
  assert.equal(await sendNext(db, to, never), false);
  assert.deepEqual(await state(), [{ state: 'unknown', attempts: 1 }]);
  assert.equal(arrived, 1);
  other.closeAllConnections();
  other.close();
});
