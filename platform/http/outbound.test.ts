import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { OutboundError, fetchOutside, isPublicAddress } from './outbound.ts';

let asked = 0;
const server = createServer((request, response) => {
  asked += 1;
  if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(request.url === '/big' ? 'x'.repeat(200_000) : '{}');
});
await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
after(() => { server.close(); });
const bound = server.address();
const port = typeof bound === 'object' && bound !== null ? bound.port : 0;

test('addresses of this machine and of inner networks are refused in every spelling, before anything is sent', async () => {
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '2130706433', '0177.0.0.1', '0x7f.1', '127.1', '0', '10.0.0.1', '192.168.1.1', '172.20.0.1', '100.64.0.1', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[fe80::1]', '[fd00::1]', '[::]', '[2002:7f00:1::]', '0.0.0.0']) {
    await assert.rejects(fetchOutside(`http://${host}:${port}/`, { plain: true }), OutboundError, host);
  }
  assert.equal(asked, 0);
});

test('a name is judged by where it leads: one inner address among public ones is enough', async () => {
  const leadsTo = (...addresses: string[]) => ({ plain: true, resolve: () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))) });
  await assert.rejects(fetchOutside(`http://jwks.example:${port}/`, leadsTo('127.0.0.1')), /not allowed/);
  await assert.rejects(fetchOutside(`http://jwks.example:${port}/`, leadsTo('8.8.8.8', '127.0.0.1')), /not allowed/);
  await assert.rejects(fetchOutside(`http://jwks.example:${port}/`, leadsTo('::1')), /not allowed/);
  await assert.rejects(fetchOutside(`http://jwks.example:${port}/`, leadsTo()), /not allowed/);
  assert.equal(asked, 0);
});

test('only https outside a demonstration, no credentials, no other scheme', async () => {
  for (const address of ['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'https://a:b@example.com/', 'nonsense', 'data:,x']) await assert.rejects(fetchOutside(address), OutboundError, address);
});

test('public addresses are public', () => {
  for (const address of ['8.8.8.8', '1.1.1.1', '103.1.2.3', '2400:cb00::1']) assert.equal(isPublicAddress(address), true, address);
  for (const address of ['', 'x', '256.1.1.1', '::ffff:0:7f00:1', '::ffff:0:a00:1', '4000::1', 'fe80::1%eth0']) assert.equal(isPublicAddress(address), false, address);
});

test('a name whose server never answers is given up in time', async () => {
  const begun = Date.now();
  await assert.rejects(fetchOutside('https://jwks.example/', { patience: 100, resolve: () => new Promise(() => {}) }), /in time/);
  assert.ok(Date.now() - begun < 2000);
});
