import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { mkdtempSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { readSettings } from '#platform/config';
import { installation } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { openFileStore } from '#platform/files';
import { createHttp, healthBoard, metricsRegistry, route } from '#platform/http';
import { createAccount, identityOf, identityRoom } from '#platform/identity';
import { jobRunner } from '#platform/jobs';
import type { Context } from '#platform/room';
import { openKeyring } from '#platform/signing';
import { sessionGate } from './gate.ts';
import { connectIdentityLaw } from './law.ts';
import { jsonLog } from './log.ts';
import { systemRoutes } from './routes/system.ts';

connectIdentityLaw();
const { db } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'yteso-edge-'));
const lines: string[] = [];
const context: Context = {
  settings: readSettings({ YTESO_DATA: folder }, folder), db, files: await openFileStore(folder), health: healthBoard(50), metrics: metricsRegistry(),
  keys: openKeyring({ folder: join(folder, 'keys'), environment: {}, demonstration: false }), jobs: jobRunner(() => {}), log: jsonLog('silent', () => {}), installation: await installation(db, 'empty'), facilityName: (code) => `Trạm ${code}`,
};
const password = 'mật khẩu để thử thật dài';
await db.withAccess(systemPolicy('test', 'test'), { action: 'account.create', target: 'account/new' }, (tx) =>
  createAccount(tx, { user: 'tram', displayName: 'Trạm', role: 'facility', facility: '62981', password }, 14));
const app = await createHttp({ gate: sessionGate(db, identityOf(context)), metrics: context.metrics, logLevel: 'info', trustProxy: 0, logTo: { write: (line) => { lines.push(line); } } });
await identityRoom.routes?.(app, context);
systemRoutes(app, context, []);
route(app, { method: 'POST', url: '/api/echo/:key', action: 'dossier.read', params: z.object({ key: z.string() }), body: z.object({ text: z.string().max(5) }), handler: ({ input }) => input });
route(app, { method: 'POST', url: '/api/uploads', action: 'intake.create', handler: ({ upload }) => context.files.put(upload(), 1000) });
route(app, { method: 'POST', url: '/api/things', action: 'account.create', handler: () => ({ made: true }) });
route(app, { method: 'GET', url: '/api/broken', action: 'dossier.read', handler: () => { throw new SyntaxError('quotes Nguyễn Văn A'); } });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
after(() => app.close());

const unsafe = { 'x-yteso': '1' };
const signIn = async (): Promise<string> => {
  const answer = await app.inject({ method: 'POST', url: '/api/session', headers: unsafe, payload: { account: 'tram', password } });
  assert.equal(answer.statusCode, 200, answer.body);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
};
const errorOf = (answer: { json(): unknown }) => z.object({ error: z.object({ code: z.string(), message: z.string(), remedy: z.string(), requestId: z.string() }) }).parse(answer.json()).error;

test('without a session every route that needs one is refused, and the refusal is audited', async () => {
  for (const [method, url] of [['GET', '/api/me'], ['POST', '/api/echo/1'], ['GET', '/api/faults'], ['POST', '/api/things'], ['POST', '/api/uploads']] as const) {
    const answer = await app.inject({ method, url, headers: { ...unsafe, cookie: 'yteso=abc' } });
    assert.equal(answer.statusCode, 401, url);
    assert.equal(errorOf(answer).code, 'access.not-signed-in');
  }
  const [row] = await db.bookkeeping('test', (tx) => tx.query(`select count(*)::int as count from audit_event where outcome = 'refused' and target like 'route/%'`, [], z.object({ count: z.number() })));
  assert.equal(row?.count, 4);
});

test('a role without the grant is refused', async () => {
  const answer = await app.inject({ method: 'POST', url: '/api/things', headers: { ...unsafe, cookie: await signIn() } });
  assert.equal(answer.statusCode, 403);
  assert.equal(errorOf(answer).code, 'access.refused');
});

test('a changing request of another site is refused, sign-in too', async () => {
  const cookie = await signIn();
  for (const headers of [{}, { ...unsafe, origin: 'https://evil.example' }, { ...unsafe, 'sec-fetch-site': 'cross-site' }, { ...unsafe, origin: 'null' }]) {
    for (const url of ['/api/session', '/api/echo/1']) {
      const answer = await app.inject({ method: 'POST', url, headers: { ...headers, cookie }, payload: { account: 'tram', password } });
      assert.equal(answer.statusCode, 403);
      assert.equal(errorOf(answer).code, 'access.foreign-origin');
    }
  }
  const [row] = await db.bookkeeping('test', (tx) => tx.query(`select count(*)::int as count from audit_event where outcome = 'refused' and target like 'foreign-origin/%'`, [], z.object({ count: z.number() })));
  assert.equal(row?.count, 8);
});

test('the cookie is closed to scripts and to other sites; the session ends with sign-out', async () => {
  const answer = await app.inject({ method: 'POST', url: '/api/session', headers: unsafe, payload: { account: 'tram', password } });
  assert.match(String(answer.headers['set-cookie']), /^yteso=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  const cookie = await signIn();
  const me = await app.inject({ url: '/api/me', headers: { cookie } });
  assert.deepEqual(z.object({ account: z.string(), facility: z.unknown(), demonstration: z.boolean() }).parse(me.json()), { account: 'tram', facility: { code: '62981', name: 'Trạm 62981' }, demonstration: false });
  assert.equal((await app.inject({ method: 'DELETE', url: '/api/session', headers: { ...unsafe, cookie } })).statusCode, 204);
  assert.equal((await app.inject({ url: '/api/me', headers: { cookie } })).statusCode, 401);
  assert.deepEqual((await app.inject({ url: '/api/demo' })).json(), { demonstration: false, accounts: [] });
});

test('bad input is answered in Vietnamese, with the place', async () => {
  const headers = { ...unsafe, cookie: await signIn() };
  const send = async (payload: string, type = 'application/json', url = '/api/echo/1') => {
    const answer = await app.inject({ method: 'POST', url, headers: { ...headers, 'content-type': type }, payload });
    return `${answer.statusCode} ${errorOf(answer).code}`;
  };
  assert.equal(await send('{"text":"quá dài"}'), '400 request.invalid');
  assert.equal(await send('{"text":'), '400 request.not-json');
  assert.equal(await send(''), '400 request.not-json');
  assert.equal(await send('{"text":"a\\u0000"}'), '400 request.nul-character');
  assert.equal(await send('{"text":"\\ud800"}'), '400 request.unreadable');
  assert.equal(await send('{"text":"a"}', 'application/json', '/api/echo/%00'), '400 request.nul-character');
  assert.equal(await send('{"text":"a"}', 'application/json', '/api/echo/%E0%A4'), '400 request.unreadable');
  assert.equal(await send(JSON.stringify({ text: 'x'.repeat(1_100_000) })), '413 request.too-large');
  assert.equal(await send('['.repeat(400_000)), '400 request.not-json');
  assert.equal(await send(`${'['.repeat(400_000)}${']'.repeat(400_000)}`), '400 request.invalid');
  assert.equal(await send('a=b', 'application/x-www-form-urlencoded'), '415 request.media-type');
  assert.equal(await send('{}', 'application/json', '/api/uploads'), '415 request.media-type');
  assert.equal(await send('x'.repeat(1001), 'application/octet-stream', '/api/uploads'), '413 request.too-large');
  assert.equal(await send('{"__proto__":{"a":1}}'), '400 request.not-json');
});

test('an upload is streamed and kept; one that is cut off leaves nothing', async () => {
  const cookie = await signIn();
  const kept = await app.inject({ method: 'POST', url: '/api/uploads', headers: { ...unsafe, cookie, 'content-type': 'application/xml' }, payload: '<a/>' });
  assert.equal(z.object({ bytes: z.number() }).parse(kept.json()).bytes, 4);
  const before = readdirSync(join(folder, 'files')).length;
  await new Promise<void>((resolve) => {
    const cut = httpRequest(`${address}/api/uploads`, { method: 'POST', headers: { ...unsafe, cookie, 'content-type': 'application/xml', 'content-length': '900' } });
    cut.on('error', () => resolve());
    cut.write('<half', () => setTimeout(() => cut.destroy(), 50));
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(readdirSync(join(folder, 'files')).length, before);
  assert.deepEqual(readdirSync(join(folder, 'files', 'incoming')), []);
});

test('the log holds templates and ids, never addresses, bodies or quoted data; unforeseen errors answer without inner detail', async () => {
  const cookie = await signIn();
  await app.inject({ method: 'POST', url: '/api/echo/0123456789?name=Nguyen', headers: { ...unsafe, cookie }, payload: { text: 'Lan' } });
  const broken = await app.inject({ url: '/api/broken', headers: { cookie } });
  assert.equal(broken.statusCode, 500);
  assert.doesNotMatch(broken.body, /Nguyễn/);
  const log = lines.join('');
  assert.doesNotMatch(log, /0123456789|Nguyen|Nguyễn|Lan|mật khẩu|"tram"/);
  assert.match(log, /"route":"\/api\/echo\/:key"/);
  assert.match(log, /server\.unexpected/);
});

test('health says each part; a part that hangs or falls counts as down', async () => {
  context.health.register('good', () => ({ state: 'ok' }));
  assert.equal((await app.inject({ url: '/healthz' })).statusCode, 200);
  context.health.register('hanging', () => new Promise(() => {}));
  context.health.register('falling', () => { throw new Error('x'); });
  const answer = await app.inject({ url: '/healthz' });
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /"hanging":\{"state":"down".*"falling":\{"state":"down"/);
});

test('metrics count by route template', async () => {
  const metrics = await app.inject({ url: '/metrics' });
  assert.match(metrics.body, /yteso_http_request_seconds_count\{method="POST",route="\/api\/echo\/:key",status="200"\} 1/);
});

test('metrics are for those inside', async () => {
  assert.equal((await app.inject({ url: '/metrics', remoteAddress: '192.168.1.5' })).statusCode, 200);
  assert.equal((await app.inject({ url: '/metrics', remoteAddress: '8.8.8.8' })).statusCode, 404);
  assert.equal((await app.inject({ url: '/healthz', remoteAddress: '8.8.8.8' })).statusCode, 503);
});

test('what is no HTTP is answered in our form and cut off', async () => {
  const port = Number(new URL(address).port);
  for (const [sent, status] of [['nonsense\r\n\r\n', 400], [`GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 431], ['POST /api/session HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', 400]] as const) {
    const text = await new Promise<string>((resolve) => {
      let got = '';
      const line = connect(port, '127.0.0.1', () => { line.write(sent); });
      line.on('data', (piece) => { got += piece.toString(); }).on('error', () => {}).on('close', () => { resolve(got); });
    });
    assert.match(text, new RegExp(`^HTTP/1.1 ${status} `));
    const told: unknown = JSON.parse(text.split('\r\n\r\n')[1] ?? '');
    assert.equal(errorOf({ json: () => told }).code, 'request.unreadable');
  }
});

test('every answer carries the security headers', async () => {
  for (const url of ['/healthz', '/api/me', '/api/nothing']) {
    const { headers } = await app.inject({ url });
    assert.match(String(headers['content-security-policy']), /script-src 'self'; style-src 'self'( 'nonce-[^']+')?; .*frame-ancestors 'none'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
  }
});
