import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { after, test } from 'node:test';
import { ANONYMOUS } from '#platform/access';
import { createHttp, metricsRegistry } from '#platform/http';

test('a line whose head never ends is answered and closed, also when its other side goes on sending', async () => {
  const app = await createHttp({ gate: { policyOf: () => Promise.resolve(ANONYMOUS), refused: () => Promise.resolve(), today: () => '20261126' }, metrics: metricsRegistry(), logLevel: 'silent', trustProxy: 0 });
  after(() => app.close());
  const ours = new Promise<Socket>((resolve) => { app.server.once('connection', resolve); });
  const { port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
  const line = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
  line.on('error', () => { /* closed by the server while it sends */ });
  line.write('GET / HTTP/1.1\r\nhost: x\r\nx-a: ');
  // What Node says of a head that took too long; to wait for it here would take a minute.
  app.server.emit('clientError', Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), await ours);
  const [answer] = await once(line, 'data');
  assert.match(String(answer), /^HTTP\/1\.1 408 /);
  const sending = setInterval(() => line.write('y'), 100);
  const began = performance.now();
  while (!(await ours).destroyed && performance.now() - began < 5000) await new Promise((resolve) => { setTimeout(resolve, 50); });
  clearInterval(sending);
  assert.equal((await ours).destroyed, true);
  line.destroy();
});
