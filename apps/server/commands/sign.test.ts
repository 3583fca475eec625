import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PRODUCT_FOLDER } from '#platform/config';
import { claimFile, visit } from '#domains/claim/testing';

const folder = mkdtempSync(join(tmpdir(), 'yteso-sign-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const yteso = (...args: string[]) => spawnSync(process.execPath, ['apps/server/cli.ts', ...args], { cwd: PRODUCT_FOLDER, encoding: 'utf8', env: { ...process.env, YTESO_DATA: at('data') } });

test('a dossier is signed by the facility’s key, judged by xmlsec1, and nothing is written over', () => {
  mkdirSync(at('data/signing'), { recursive: true, mode: 0o700 });
  mkdirSync(at('out'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('k.pem'), '-out', at('c.pem'), '-days', '30', '-subj', '/CN=Thu'], { stdio: 'ignore' });
  execFileSync('openssl', ['pkcs12', '-export', '-inkey', at('k.pem'), '-in', at('c.pem'), '-out', at('data/signing/62990.p12'), '-passout', 'pass:abc123'], { stdio: 'ignore' });
  writeFileSync(at('data/signing/62990.pass'), 'abc123');
  for (const name of ['62990.p12', '62990.pass']) chmodSync(at(`data/signing/${name}`), 0o600);
  writeFileSync(at('a.xml'), claimFile([visit('SIGN-1')]));
  assert.equal(yteso('sign', at('a.xml'), '--key', '62990').status, 2);
  assert.match(yteso('sign', at('a.xml'), '--key', '99999', '--out', at('out')).stderr, /chưa có khoá ký/);
  assert.equal(yteso('sign', at('a.xml'), '--key', '62990', '--out', at('out')).status, 0);
  const signed = at('out/a.xml');
  assert.match(spawnSync('xmlsec1', ['--verify', '--enabled-key-data', 'x509', '--insecure', signed], { encoding: 'utf8' }).stderr, /^OK/m);
  assert.match(yteso('sign', 'verify', signed).stdout, /chữ ký đúng/);
  assert.match(yteso('sign', at('a.xml'), '--key', '62990', '--out', at('out')).stderr, /không ghi đè/);
  writeFileSync(signed, readFileSync(signed, 'utf8').replace('62990', '62991'));
  const after = yteso('sign', 'verify', signed);
  assert.deepEqual([after.status, /chữ ký sai/.test(after.stdout)], [1, true]);
});
