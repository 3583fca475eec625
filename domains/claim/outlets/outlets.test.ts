import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { DiscardPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { destinationsOf, lookAfter, sendNext, setMode } from '#platform/exchange/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';
import { NatsLine } from '#domains/claim/nats';
import { connectOutlets, readOutlets } from './index.ts';
import { sendByNats } from './nats.ts';
import { freePort } from '../../../scripts/free-port.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await catalogueRoom.prepare?.(context, () => {});
const folder = mkdtempSync(join(tmpdir(), 'yteso-outlets-'));
const closing: (() => Promise<unknown> | unknown)[] = [];
after(async () => { for (const close of closing.reverse()) await close(); rmSync(folder, { recursive: true, force: true }); });

const described = (text: unknown, environment = {}) => { const path = join(folder, 'outlets.json'); writeFileSync(path, JSON.stringify(text)); return readOutlets(path, environment); };
const REST = { type: 'rest', name: 'lgsp', ability: 'query', url: 'https://lgsp.tinh.vn/{{kind}}', received: { status: [200], path: 'maKetQua', equals: ['200'] }, refused: { status: [422] }, receipt: 'ma.so', query: { url: 'https://lgsp.tinh.vn/hoi/{{id}}', found: { status: [200] }, absent: { status: [404] } } };

test('a description that is wrong is refused with words; secrets come from the environment', () => {
  assert.throws(() => described([{ ...REST, url: 'http://lgsp.tinh.vn/' }]), /cần https/u);
  assert.throws(() => described([{ ...REST, name: 'bhxh' }]), /nghĩa riêng/u);
  assert.throws(() => described([{ ...REST, ability: 'none' }]), /query/u);
  assert.throws(() => described([REST, REST]), /hai lần/u);
  assert.throws(() => described([{ ...REST, headers: { authorization: 'Bearer ${KHONG_CO}' } }]), /KHONG_CO/u);
  const [one] = described([{ ...REST, headers: { authorization: 'Bearer ${MA}' } }], { MA: 's3cret' });
  assert.equal(one?.type === 'rest' ? one.headers['authorization'] : '', 'Bearer s3cret');
});

const row = z.object({ state: z.string(), receipt: z.string().nullable(), destination: z.string() });
const messages = (maLk: string) => db.bookkeeping('test', (tx) => tx.query(`select state, receipt, destination from exchange_message where ma_lk = $1 and destination <> 'bhxh' order by destination`, [maLk], row));
async function owe(name: string, maLk: string): Promise<void> {
  await db.bookkeeping('test', async (tx) => {
    await tx.run(`delete from exchange_mode`);
    await setMode(tx, { facility: '*', destination: name, mode: 'relay', day: '2000-01-01', reason: 'thử', by: 'test' });
  });
  await send(context, facilityPolicy('62990'), claimFile([visit(maLk)]));
  await fileAll(context);
}
/** A rule of the province’s own: dossiers are owed to the outlet. */
const rule = (name: string) => db.bookkeeping('test', (tx) => tx.run(
  `insert into exchange_message (kind, destination, facility, ma_lk, revision, file, position, event, state) select kind, $1, facility, ma_lk, revision, file, position, event, 'owed' from exchange_message m where destination = 'bhxh' on conflict do nothing`, [name]));
async function drain(name: string, rounds = 4): Promise<void> {
  const to = destinationsOf(context).find((one) => one.name === name);
  for (let round = 0; to !== undefined && round < rounds; round += 1) {
    await db.bookkeeping('test', async (tx) => {
      await tx.run(`update exchange_message set next_at = now() where destination = $1 and state <> 'sending'`, [name]);
      await tx.run('update exchange_destination set paused_until = null');
      await tx.run(`insert into exchange_turn (destination, facility) select distinct destination, facility from exchange_message on conflict do nothing`);
    });
    while (await sendNext(db, to, new AbortController().signal));
    await lookAfter(db, to, new AbortController().signal);
  }
}

test('nothing is owed to an outlet without a rule of its own', async () => {
  closing.push(await connectOutlets(context, described([{ type: 'file', name: 'kho', folder: join(folder, 'kho') }])));
  await owe('kho', 'NORULE');
  assert.deepEqual(await messages('NORULE'), []);
});

test('a folder gets whole files, the same message the same file', async () => {
  await owe('kho', 'FILE-1');
  await rule('kho');
  await drain('kho');
  const [one] = await messages('FILE-1');
  assert.equal(one?.state, 'received');
  const path = join(folder, 'kho', '62990', one?.receipt ?? '');
  assert.match(readFileSync(path, 'utf8'), /FILE-1|GIAMDINHHS/u);
  assert.deepEqual(readdirSync(join(folder, 'kho', '62990')).filter((name) => name.startsWith('.')), []);
});

test('REST: yes, no, lost and asked again are read as described; values cannot leave their place', async () => {
  const taken: { id: string; body: string; url: string }[] = [];
  let trick: 'yes' | 'no' | 'cut' | 'html' = 'yes';
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part)).on('end', () => {
      const body = Buffer.concat(parts).toString();
      if (request.method === 'GET') { const found = taken.some((one) => request.url?.endsWith(one.id) === true); response.writeHead(found ? 200 : 404).end(found ? '{"ma":{"so":"B2"}}' : ''); return; }
      if (trick === 'no') { response.writeHead(422).end('{"loi":"sai"}'); return; }
      taken.push({ id: z.object({ id: z.string() }).parse(JSON.parse(body)).id, body, url: request.url ?? '' });
      if (trick === 'cut') response.destroy();
      else if (trick === 'html') response.end('<html>');
      else response.end('{"maKetQua":"200","ma":{"so":"B1"}}');
    });
  };
  const server = createServer(handle);
  closing.push(() => { server.closeAllConnections(); server.close(); });
  const port = await freePort();
  await new Promise<void>((resolve) => { server.listen(port, '127.0.0.1', resolve); });
  const base = `http://127.0.0.1:${port}`;
  closing.push(await connectOutlets(context, described([{ ...REST, url: `${base}/{{kind}}?ma={{maLk}}`, query: { ...REST.query, url: `${base}/hoi/{{id}}` }, patience: 0.5, perSecond: 1000 }])));
  for (const [how, state] of [['yes', 'received'], ['no', 'refused'], ['cut', 'received'], ['html', 'received']] as const) {
    trick = how;
    await owe('lgsp', `R-${how}&x=/../`);
    await rule('lgsp');
    await drain('lgsp', 1);
    trick = 'yes';
    await drain('lgsp');
    assert.deepEqual((await messages(`R-${how}&x=/../`)).filter((one) => one.destination === 'lgsp').map((one) => one.state), [state], how);
  }
  assert.equal(new Set(taken.map((one) => one.id)).size, taken.length, 'nothing was taken twice');
  assert.ok(taken.every((one) => one.url.startsWith('/dossier?ma=') && !one.url.includes('/../')));
});

test('NATS JetStream: a message stands in the stream once, whatever is lost, whenever it comes again', { skip: existsSync('/usr/sbin/nats-server') ? false : 'not available' }, async () => {
  const port = await freePort();
  const start = () => spawn('/usr/sbin/nats-server', ['-js', '-sd', join(folder, 'nats'), '-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  let server = start();
  closing.push(() => { server.kill('SIGKILL'); });
  const servers = [`127.0.0.1:${port}`];
  const opened = async () => { for (;;) { try { return await connect({ servers }); } catch { await pause(50); } } };
  const manager = await opened();
  await (await jetstreamManager(manager)).streams.add({ name: 'YTE', subjects: ['yte.>'], duplicate_window: 100_000_000 });
  closing.push(await connectOutlets(context, described([{ type: 'nats', name: 'trungtam', servers, stream: 'YTE', subject: 'yte.gialai', patience: 2, perSecond: 1000 }])));
  await owe('trungtam', 'N-1');
  await rule('trungtam');
  await drain('trungtam');
  assert.equal((await messages('N-1')).find((one) => one.destination === 'trungtam')?.state, 'received');
  const count = async (line: Awaited<ReturnType<typeof opened>>): Promise<number> => (await (await jetstreamManager(line)).streams.info('YTE')).state.messages;
  const before = await count(manager);
  // As if the answer had been lost, long after the window in which the server itself knows doubles.
  await pause(300);
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set state = 'owed' where destination = 'trungtam'`));
  await drain('trungtam');
  assert.deepEqual([await count(manager), new Set((await messages('N-1')).filter((one) => one.destination === 'trungtam').map((one) => one.state))], [before, new Set(['received'])]);
  // The server is killed and comes back: what waits goes then, what is there stays one.
  await manager.close();
  server.kill('SIGKILL');
  await owe('trungtam', 'N-2');
  await rule('trungtam');
  await drain('trungtam', 1);
  server = start();
  const again = await opened();
  for (let tries = 0; tries < 20 && (await messages('N-2')).find((one) => one.destination === 'trungtam')?.state !== 'received'; tries += 1) { await drain('trungtam', 1); await pause(200); }
  assert.equal((await messages('N-2')).find((one) => one.destination === 'trungtam')?.state, 'received');
  const kept = await count(again);
  const [state] = await db.bookkeeping('test', (tx) => tx.query(`select count(*)::int as n from exchange_message where destination = 'trungtam'`, [], z.object({ n: z.number() })));
  assert.equal(kept, state?.n);
  await again.close();
});

test('NATS JetStream: a stream that is full keeps nothing, and what could not be kept goes when there is room', { skip: existsSync('/usr/sbin/nats-server') ? false : 'not available' }, async () => {
  const port = await freePort();
  const server = spawn('/usr/sbin/nats-server', ['-js', '-sd', join(folder, 'nats-full'), '-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  closing.push(() => { server.kill('SIGKILL'); });
  const line = await (async () => { for (;;) { try { return await connect({ servers: `127.0.0.1:${port}` }); } catch { await pause(50); } } })();
  closing.push(() => line.close());
  const { streams } = await jetstreamManager(line);
  await streams.add({ name: 'DAY', subjects: ['day.>'], max_msgs: 1, discard: DiscardPolicy.New });
  await jetstream(line).publish('day.x', 'x');
  const [outlet] = described([{ type: 'nats', name: 'noiday', servers: [`127.0.0.1:${port}`], stream: 'DAY', subject: 'day.gialai', patience: 2 }]);
  assert.ok(outlet?.type === 'nats');
  const held = new NatsLine(outlet);
  closing.push(() => held.close());
  const message = { id: '0b9d4a34-7c5e-4f0e-9d7e-5a3f6f0c1a11', kind: 'dossier' as const, facility: '62990', maLk: 'V1', revision: 1, file: 'a', position: 1, day: null, sent: null };
  const full = await sendByNats(outlet, held, message, Buffer.from('một'), new AbortController().signal);
  assert.deepEqual([full.outcome, 'pause' in full && full.pause], ['not-sent', true]);
  await streams.purge('DAY');
  assert.equal((await sendByNats(outlet, held, message, Buffer.from('một'), new AbortController().signal)).outcome, 'received');
});
