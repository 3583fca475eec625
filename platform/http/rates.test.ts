import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createHttp, metricsRegistry, route } from '#platform/http';
import { DEPARTMENT } from '#platform/room/testing';

test('an account and an address are let through so often a minute, and told when to come again', async () => {
  let id = 'a';
  const app = await createHttp({
    gate: { policyOf: () => Promise.resolve({ ...DEPARTMENT, actor: { id, kind: 'account' } }), refused: () => Promise.resolve(), today: () => '20261126' },
    metrics: metricsRegistry(), logLevel: 'silent', trustProxy: 1, rates: { account: 3, address: 5 },
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

async function addressed(trustProxy: number) {
  const app = await createHttp({
    gate: { policyOf: () => Promise.resolve(DEPARTMENT), refused: () => Promise.resolve(), today: () => '20261126' },
    metrics: metricsRegistry(), logLevel: 'silent', trustProxy, rates: { account: 1000, address: 2 },
  });
  after(() => app.close());
  route(app, { method: 'GET', url: '/api/x', action: 'catalogue.read', handler: ({ request }) => ({ ip: request.ip }) });
  return app;
}

test('the address is the one that the outermost proxy saw; what the caller wrote before it is not believed', async () => {
  const written = { 'x-forwarded-for': '10.0.0.1, 203.0.113.9, 192.168.0.5' };
  const seen = async (trustProxy: number): Promise<unknown> => (await (await addressed(trustProxy)).inject({ method: 'GET', url: '/api/x', headers: written })).json();
  assert.deepEqual([await seen(0), await seen(1), await seen(2)], [{ ip: '127.0.0.1' }, { ip: '192.168.0.5' }, { ip: '203.0.113.9' }]);
});

test('another spelling of an address is counted like it', async () => {
  const app = await addressed(1);
  const call = async (url: string) => (await app.inject({ method: 'GET', url, headers: { 'x-forwarded-for': '203.0.113.7' } })).statusCode;
  assert.deepEqual([await call('/api/x'), await call('/%61pi/x'), await call('/%61p%69/x'), await call('/api/x')], [200, 200, 429, 429]);
});
