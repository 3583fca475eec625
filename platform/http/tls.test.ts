import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { connect } from 'node:tls';
import { ANONYMOUS } from '#platform/access';
import { metricsRegistry } from './metrics.ts';
import { createHttp } from './server.ts';
import { ownCertificate } from './testing/certificate.ts';

const folder = mkdtempSync(join(tmpdir(), 'yteso-tls-'));
const files = { certFile: join(folder, 'cert.pem'), keyFile: join(folder, 'key.pem') };
const own = ownCertificate();
writeFileSync(files.certFile, own.cert);
writeFileSync(files.keyFile, own.key);
const app = await createHttp({
  gate: { policyOf: () => Promise.resolve(ANONYMOUS), refused: () => Promise.resolve(), today: () => '20261126' }, metrics: metricsRegistry(), logLevel: 'silent', trustProxy: 0, tls: files,
});
app.get('/hello', (asked, reply) => reply.send({ protocol: asked.protocol }));
const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
after(async () => { await app.close(); rmSync(folder, { recursive: true, force: true }); });

/** @returns the protocol that both agree on; undefined when they do not */
const speaks = (options: object): Promise<string | undefined> => new Promise((resolve) => {
  const line = connect({ port, host: '127.0.0.1', ca: own.cert, ...options }, () => { resolve(line.getProtocol() ?? undefined); line.destroy(); });
  line.on('error', () => { resolve(undefined); });
});

test('the server speaks HTTPS itself: cookies and headers know it', async () => {
  const { body, headers } = await new Promise<{ body: string; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/hello', ca: own.cert }, (answer) => {
      let text = '';
      answer.on('data', (piece: Buffer) => { text += piece.toString(); }).on('end', () => { resolve({ body: text, headers: answer.headers }); });
    }).on('error', reject).end();
  });
  assert.equal(body, '{"protocol":"https"}');
  assert.equal(headers['strict-transport-security'], 'max-age=31536000');
});

test('TLS 1.3 and 1.2 with forward secrecy and authenticated encryption; nothing older or weaker', async () => {
  assert.equal(await speaks({}), 'TLSv1.3');
  assert.equal(await speaks({ maxVersion: 'TLSv1.2' }), 'TLSv1.2');
  const weak = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
  assert.equal(await speaks(weak), undefined);
  for (const ciphers of ['AES128-GCM-SHA256', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384', 'AES256-SHA']) assert.equal(await speaks({ maxVersion: 'TLSv1.2', ciphers }), undefined, ciphers);
});
