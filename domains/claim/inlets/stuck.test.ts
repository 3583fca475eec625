import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { z } from 'zod';
import { catalogueRoom } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { claimFile, testContext, visit } from '#domains/claim/testing';
import { freePort } from '../../../scripts/free-port.ts';
import { inletJob } from './index.ts';

const SERVER = '/usr/sbin/nats-server';
const skip = existsSync(SERVER) ? false : 'not available';

test('a message that cannot be written down holds up none of those behind it, and the trouble is told', { skip, timeout: 60_000 }, async () => {
  const { db } = await testDatabase();
  const whole = await testContext(db);
  const { files } = whole;
  let puts = 0;
  // The disk gives way under the first message.
  const failing: typeof files = { ...files, put: (stream, limit) => ((puts += 1) === 1 ? Promise.reject(new Error('no')) : files.put(stream, limit)) };
  const context = { ...whole, files: failing };
  await catalogueRoom.prepare?.(whole, () => {});
  const folder = mkdtempSync(join(tmpdir(), 'yteso-stuck-'));
  const port = await freePort();
  const server = spawn(SERVER, ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  after(() => { server.kill('SIGKILL'); rmSync(folder, { recursive: true, force: true }); });
  const open = async () => { for (;;) { try { return await connect({ servers: `127.0.0.1:${port}` }); } catch { await pause(50); } } };
  const line = await open();
  after(() => line.close());
  await (await jetstreamManager(line)).streams.add({ name: 'YTE', subjects: ['yte.>'] });
  const { job, close } = inletJob(context, { type: 'nats', name: 'gialai', servers: [`127.0.0.1:${port}`], stream: 'YTE', subject: 'yte.gialai', durable: 'yteso', facilities: [] });
  after(close);

  const [stuck, ...others] = Array.from({ length: 4 }, () => `yte.gialai.62990.dossier.${crypto.randomUUID()}`);
  for (const [index, subject] of [stuck, ...others].entries()) await jetstream(line).publish(subject ?? '', Buffer.from(claimFile([visit(`K-${index}`)])));
  await assert.rejects(job.run(new AbortController().signal), /no/u);
  const subjects = async () => (await db.bookkeeping('test', (tx) => tx.query('select subject from inlet_message order by subject', [], z.object({ subject: z.string() })))).map((one) => one.subject);
  assert.deepEqual(await subjects(), others.toSorted());
  assert.equal((await (await jetstreamManager(line)).consumers.info('YTE', 'yteso')).num_ack_pending, 1, 'it comes again');

  // Somebody removes the consumer at the server: it is made anew, and what was taken already is not taken twice.
  await job.run(new AbortController().signal);
  await (await jetstreamManager(line)).consumers.delete('YTE', 'yteso');
  await assert.rejects(job.run(new AbortController().signal));
  await job.run(new AbortController().signal);
  assert.equal((await subjects()).length, 4);
});
