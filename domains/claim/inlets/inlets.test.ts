import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { destinationsOf, sendNext, setMode } from '#platform/exchange/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';
import { connectOutlets, readOutlets } from '#domains/claim/outlets';
import { freePort } from '../../../scripts/free-port.ts';
import { inletJob, readInlets } from './index.ts';

const SERVER = '/usr/sbin/nats-server';
const skip = existsSync(SERVER) ? false : 'not available';
const folder = mkdtempSync(join(tmpdir(), 'yteso-inlets-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const described = <T>(read: (path: string, environment: Record<string, string>) => T, value: unknown): T => { const path = join(folder, 'lines.json'); writeFileSync(path, JSON.stringify(value)); return read(path, { MAT_KHAU: 'bí mật' }); };
const IDS = ['0b9d4a34-7c5e-4f0e-9d7e-5a3f6f0c1a11', '0b9d4a34-7c5e-4f0e-9d7e-5a3f6f0c1a12', '0b9d4a34-7c5e-4f0e-9d7e-5a3f6f0c1a13'];
const live = new AbortController().signal;

test('a description that is wrong is refused with words', () => {
  const line = { type: 'nats', name: 'tinh', servers: ['127.0.0.1'], stream: 'YTE', subject: 'yte.gialai' };
  assert.throws(() => described(readInlets, [{ ...line, subject: 'yte.>' }]), /YTESO_INLETS/u);
  assert.throws(() => described(readInlets, [line, line]), /hai lần/u);
  assert.throws(() => described(readInlets, [{ ...line, user: 'a', password: '${KHONG_CO}' }]), /KHONG_CO/u);
  assert.equal(described(readInlets, [{ ...line, user: 'a', password: '${MAT_KHAU}' }])[0]?.password, 'bí mật');
});

test('what a province publishes is filed at the centre once, whatever breaks; what is none is kept aside', { skip, timeout: 60_000 }, async () => {
  const [{ db: provinceDb }, { db: centreDb }] = [await testDatabase(), await testDatabase()];
  const [province, centre] = [await testContext(provinceDb), await testContext(centreDb)];
  for (const one of [province, centre]) await catalogueRoom.prepare?.(one, () => {});
  const port = await freePort();
  const start = () => spawn(SERVER, ['-js', '-sd', join(folder, 'nats'), '-a', '127.0.0.1', '-p', String(port), '--user', 'tinh', '--pass', 'bí mật'], { stdio: 'ignore' });
  let server = start();
  after(() => { server.kill('SIGKILL'); });
  const open = async () => { for (;;) { try { return await connect({ servers: `127.0.0.1:${port}`, user: 'tinh', pass: 'bí mật' }); } catch { await pause(50); } } };
  const line = await open();
  await (await jetstreamManager(line)).streams.add({ name: 'YTE', subjects: ['yte.>'] });
  const end = { servers: [`127.0.0.1:${port}`], stream: 'YTE', subject: 'yte.gialai', user: 'tinh', password: '${MAT_KHAU}' };
  const closeOutlets = await connectOutlets(province, described(readOutlets, [{ type: 'nats', name: 'trungtam', ...end, patience: 2, perSecond: 1000 }]));
  after(closeOutlets);
  const [inlet] = described(readInlets, [{ type: 'nats', name: 'gialai', ...end, facilities: ['629'] }]);
  assert.ok(inlet !== undefined);
  let reading = inletJob(centre, inlet);
  after(() => reading.close());

  await provinceDb.bookkeeping('test', async (tx) => setMode(tx, { facility: '*', destination: 'trungtam', mode: 'relay', day: '2000-01-01', reason: 'thử', by: 'test' }));
  await send(province, facilityPolicy('62990'), claimFile([visit('C-1'), visit('C-2')]));
  await fileAll(province);
  await provinceDb.bookkeeping('test', (tx) => tx.run(`insert into exchange_message (kind, destination, facility, ma_lk, revision, file, position, event, state) select kind, 'trungtam', facility, ma_lk, revision, file, position, event, 'owed' from exchange_message where destination = 'bhxh'`));
  await provinceDb.bookkeeping('test', (tx) => tx.run(`insert into exchange_turn (destination, facility) values ('trungtam', '62990') on conflict do nothing`));
  const to = destinationsOf(province).find((one) => one.name === 'trungtam');
  assert.ok(to !== undefined);
  while (await sendNext(provinceDb, to, live));
  await reading.job.run(live);
  await fileAll(centre);
  const dossier = z.object({ facility: z.string(), ma_lk: z.string() });
  const filed = () => centreDb.bookkeeping('test', (tx) => tx.query('select facility, ma_lk from dossier order by ma_lk', [], dossier));
  assert.deepEqual(await filed(), [{ facility: '62990', ma_lk: 'C-1' }, { facility: '62990', ma_lk: 'C-2' }]);

  // Handed out but never confirmed, as by a centre that was killed: another reader gets it again, and it counts once.
  const manager = await jetstreamManager(line);
  await manager.consumers.delete('YTE', 'yteso');
  await reading.close();
  reading = inletJob(centre, inlet);
  await reading.job.run(live);
  const taken = z.object({ intake: z.boolean(), count: z.number() });
  const counts = () => centreDb.bookkeeping('test', (tx) => tx.query('select intake is not null as intake, count(*)::int as count from inlet_message group by 1 order by 1', [], taken));
  assert.deepEqual(await counts(), [{ intake: true, count: 2 }]);

  // What is none is kept aside with its reason and does not come again; what follows is taken.
  const publisher = jetstream(line);
  const whole = Buffer.from(claimFile([visit('C-3')]));
  for (const [subject, bytes] of [['yte.gialai.62990.dossier.x', whole], [`yte.gialai.99001.dossier.${IDS[0]}`, whole], [`yte.gialai.62981.dossier.${IDS[0]}`, whole], [`yte.gialai.62990.check-in.${IDS[0]}`, whole], [`yte.gialai.62990.dossier.${IDS[1]}`, Buffer.from('<html>')], [`yte.gialai.62990.dossier.${IDS[2]}`, whole]] as const) await publisher.publish(subject, bytes);
  await reading.job.run(live);
  await reading.job.run(live);
  await fileAll(centre);
  assert.deepEqual(await counts(), [{ intake: false, count: 5 }, { intake: true, count: 3 }]);
  const reasons = await centreDb.bookkeeping('test', (tx) => tx.query('select refused from inlet_message where refused is not null order by received_at', [], z.object({ refused: z.string() })));
  assert.deepEqual(reasons.map((one) => one.refused), ['Chủ đề của tin không đúng mẫu.', 'Cơ sở 99001 không được gửi qua đường này.', 'Mã cơ sở trong tệp khác mã cơ sở của chủ đề.', 'Nội dung không phải loại tệp mà chủ đề nói.', 'Không đọc được tệp.']);
  assert.deepEqual((await manager.consumers.info('YTE', 'yteso')).num_ack_pending, 0);
  assert.equal((await filed()).length, 3);

  // The server is killed: the reader fails until it is back, then reads on.
  await line.close();
  server.kill('SIGKILL');
  await pause(200);
  await assert.rejects(reading.job.run(live));
  server = start();
  const back = await open();
  await jetstream(back).publish(`yte.gialai.62990.dossier.${IDS[0]}`, Buffer.from(claimFile([visit('C-4')])));
  await back.close();
  await reading.job.run(live);
  await fileAll(centre);
  assert.equal((await filed()).length, 4);
});
