import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSettings } from './settings.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'yteso-settings-'));

test('a wrong value is refused, naming the setting and what to write', () => {
  assert.throws(() => readSettings({ PORT: 'ba nghìn', LOG_LEVEL: 'loud' }, folder()), /PORT: cổng: cần một số nguyên[^]*LOG_LEVEL: cần một trong/);
  assert.throws(() => readSettings({ PORT: '70000' }, folder()), /PORT/);
  assert.throws(() => readSettings({ YTESO_SCHEMA: 'a"; drop' }, folder()), /YTESO_SCHEMA/);
});

test('the public address is https, or this machine, and has no path', () => {
  const of = (issuer: string) => readSettings({ YTESO_ISSUER: issuer }, folder()).issuer;
  for (const good of ['https://suckhoe.tinh.vn', 'https://a.vn:8443', 'http://127.0.0.1:3000', 'http://localhost']) assert.equal(of(good), good);
  for (const wrong of ['suckhoe.tinh.vn', 'http://suckhoe.tinh.vn', 'https://a.vn/', 'https://a.vn/oidc', 'https://a.vn?x', 'ftp://a.vn', 'http://127.0.0.1.evil.example', 'https://a.vn b']) assert.throws(() => of(wrong), /YTESO_ISSUER/, wrong);
  assert.equal(of(''), undefined);
});

test('where personal data go is https, or this machine; the Ministry’s four come together', () => {
  for (const good of ['https://egw.example', 'http://127.0.0.1:9090']) assert.equal(readSettings({ YTESO_INSURER_URL: good }, folder()).insurerUrl, good);
  for (const wrong of ['http://egw.example', 'https://egw.example/api', 'https://a:b@egw.example', 'http://127.0.0.1.evil.example', 'ftp://a']) assert.throws(() => readSettings({ YTESO_INSURER_URL: wrong }, folder()), /YTESO_INSURER_URL/, wrong);
  const four = { YTESO_MINISTRY_URL: 'https://mocapi.example', YTESO_MINISTRY_TOKEN_URL: 'https://id.example/realms/byt/token', YTESO_MINISTRY_CLIENT: 'yteso', YTESO_MINISTRY_SECRET: 'x' };
  assert.deepEqual(readSettings(four, folder()).ministry, { baseUrl: 'https://mocapi.example', tokenUrl: 'https://id.example/realms/byt/token', clientId: 'yteso', clientSecret: 'x' });
  for (const name of Object.keys(four)) assert.throws(() => readSettings({ ...four, [name]: '' }, folder()), /cùng nhau/, name);
  assert.throws(() => readSettings({ ...four, YTESO_MINISTRY_TOKEN_URL: 'http://id.example/token' }, folder()), /YTESO_MINISTRY_TOKEN_URL/);
  assert.equal(readSettings({}, folder()).ministry, undefined);
});

test('an unknown name in the file is refused, a named file that is missing too', () => {
  const place = folder();
  writeFileSync(join(place, 'yteso.env'), 'PROT=3001\n');
  assert.throws(() => readSettings({}, place), /PROT/);
  assert.throws(() => readSettings({ YTESO_CONFIG: 'nowhere.env' }, folder()), /nowhere\.env/);
});

test('defaults, then the file, then the environment', () => {
  const place = folder();
  assert.equal(readSettings({}, place).port, 3000);
  assert.equal(readSettings({}, place).dataFolder, join(place, '.data'));
  writeFileSync(join(place, 'yteso.env'), '# a comment\nPORT=3001\nYTESO_UPLOAD_LIMIT=1\n');
  assert.equal(readSettings({ PORT: '' }, place).port, 3001);
  assert.equal(readSettings({ PORT: '3002' }, place).port, 3002);
  assert.equal(readSettings({}, place).uploadLimit, 1024 * 1024);
});

test('a certificate comes with its key', () => {
  assert.throws(() => readSettings({ YTESO_TLS_CERT: 'cert.pem' }, folder()), /YTESO_TLS_CERT và YTESO_TLS_KEY/);
  const place = folder();
  assert.deepEqual(readSettings({ YTESO_TLS_CERT: 'cert.pem', YTESO_TLS_KEY: '/etc/key.pem' }, place).tls, { certFile: join(place, 'cert.pem'), keyFile: '/etc/key.pem' });
});
