import assert from 'node:assert/strict';
import { X509Certificate, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Fault } from '#platform/fault';
import { openKeyring } from '#platform/signing';
import { PASSWORD, testAuthority } from '#platform/signing/testing';
import { hubOfFile } from './config.ts';

const authority = testAuthority();
const folder = mkdtempSync(join(tmpdir(), 'yteso-hub-'));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const [facility, curve] of [['99001', false], ['99002', true]] as const) writeFileSync(join(folder, `${facility}.p12`), authority.issue(facility, { curve }).p12);
const keys = openKeyring({ folder, environment: { YTESO_SIGNING_PASSWORD_99001: PASSWORD, YTESO_SIGNING_PASSWORD_99002: PASSWORD }, demonstration: false });
const described = (value: unknown, environment = {}) => { const path = join(folder, 'hub.json'); writeFileSync(path, JSON.stringify(value)); return hubOfFile(path, environment, keys); };
const sender = { senderId: '8930000000017', password: '${KSK}' };

test('a description that is wrong is refused with words; passwords come from the environment', () => {
  assert.throws(() => described({ baseUrl: 'http://emrhub.vn', senders: {} }), /YTESO_CHECKUP_HUB.*baseUrl: cần https/u);
  assert.throws(() => described({ baseUrl: 'https://emrhub.vn', senders: { 99001: { ...sender, senderId: '1' } } }), /senders\.99001\.senderId: mã 13/u);
  assert.throws(() => described({ baseUrl: 'https://emrhub.vn', senders: { 99001: sender } }), /KSK/u);
  const hub = described({ baseUrl: 'https://emrhub.vn', senders: { 99001: sender } }, { KSK: 'bí mật' });
  assert.deepEqual([hub.receiverId, hub.senderOf('99001'), hub.senderOf('99002'), hub.senderOf('constructor')], ['TDLBYT', { senderId: '8930000000017', password: 'bí mật' }, undefined, undefined]);
});

test('a facility signs with its own RSA key; another kind of key, or none, is said', async () => {
  const hub = described({ baseUrl: 'https://emrhub.vn', senders: { 99001: sender } }, { KSK: 'x' });
  const bytes = Buffer.from('tin');
  const certificate = new X509Certificate((await keys.signerFor('99001', new Date())).chain[0]);
  assert.ok(verify('sha256', bytes, certificate.publicKey, await hub.sign('99001', bytes)));
  const refused = (facility: string) => hub.sign(facility, bytes).then(() => '', (error: unknown) => (error instanceof Fault ? error.code : 'other'));
  assert.deepEqual([await refused('99002'), await refused('99003')], ['health-check.key-kind', 'signing.no-key']);
});
