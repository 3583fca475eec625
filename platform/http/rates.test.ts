import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createHttp, metricsRegistry, route } from '#platform/http';
import { DEPARTMENT } from '#platform/room/testing';

test('an account and an address are let through so often a minute, and told when to come again', async () => {
  let id = 'a';
  const app = await createHttp({
    gate: { policyOf: () => Promise.resolve({ ...DEPARTMENT, actor: { id, kind: 'account' } }), refused: () => Promise.resolve(), today: () => '20261126' },
    metrics: metricsRegistry(), logLevel: 'silent', trustProxy: true, rates: { account: 3, address: 5 },
  });
  after(() => app.close());
  route(app, { method: 'GET', url: '/api/x', action: 'catalogue.read', handler: () => ({}) });
  const call = async (from: string) => (await app.inject({ method: 'GET', url: '/api/x', headers: { 'x-forwarded-for': from } })).statusCode;
  assert.deepEqual([await call('10.0.0.1'), await call('10.0.0.2'), await call('10.0.0.3'), await call('10.0.0.4')], [200, 200, 200, 429], 'the account, from wherever');
  id = 'b';
  assert.equal(await call('10.0.0.4'), 200);
  for (const other of ['c', 'd', 'e']) { id = other; await call('10.0.0.9'); }
  for (const other of ['f', 'g']) { id = other; await call('10.0.0.9'); }
  id = 'h';
  const late = await app.inject({ method: 'GET', url: '/api/x', headers: { 'x-forwarded-for': '10.0.0.9' } });
  assert.deepEqual([late.statusCode, late.headers['retry-after']], [429, '10'], 'the address, as whoever');
  for (let n = 0; n < 8; n += 1) { id = `l${n}`; assert.equal(await call('127.0.0.1'), 200, 'this machine'); }
});
