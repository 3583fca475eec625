import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Client as FhirClient } from 'fhir-kit-client';
import { SignJWT, decodeJwt, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { serviceKey, startOpenid } from '#platform/openid/testing';
import { keysPath } from './keys.ts';

const { db } = await testDatabase();
const world = await startOpenid(db);
const anyone = world.browser();
const key = await serviceKey('ES384');
const service = await world.register({ kind: 'backend', method: 'private_key_jwt', redirectUris: [], scopes: 'system/Patient.rs system/Observation.r', jwks: key.jwks, facility: '62990' });
const TOKEN = `${world.origin}/oidc/token`;
const now = () => Math.floor(Date.now() / 1000);
const claims = (change: Record<string, unknown> = {}) => ({ iss: service.id, sub: service.id, aud: TOKEN, jti: randomUUID(), iat: now(), exp: now() + 240, ...change });
const ask = (assertion: string, scope = 'system/Patient.rs', more: Record<string, string> = {}) => anyone.form('/oidc/token', {
  grant_type: 'client_credentials', scope, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: assertion, ...more,
});
const errorOf = (answer: { json: unknown }): string => z.object({ error: z.string() }).parse(answer.json).error;
const read = (token: string, url = '/fhir/Patient/p') => anyone.get(url, { authorization: `Bearer ${token}` });
const tokenOf = async (scope?: string) => z.object({ access_token: z.string() }).parse((await ask(await key.assertion(claims()), scope)).json).access_token;

for (const alg of ['ES384', 'RS384'] as const) {
  test(`a backend service comes in by ${alg}; its token becomes a program's policy, for its facility, with its scopes`, async () => {
    const own = await serviceKey(alg);
    const { id } = await world.register({ kind: 'backend', method: 'private_key_jwt', redirectUris: [], scopes: 'system/*.rs', jwks: own.jwks, facility: alg === 'ES384' ? '62990' : null });
    const answer = await ask(await own.assertion(claims({ iss: id, sub: id })), 'system/*.rs');
    const token = z.looseObject({ access_token: z.string(), scope: z.string(), expires_in: z.number(), token_type: z.literal('Bearer') }).parse(answer.json);
    assert.deepEqual([token.scope, token.expires_in <= 300, 'refresh_token' in token], ['system/*.rs', true, false]);
    // A real client of the standard, reading by that token.
    const client = new FhirClient({ baseUrl: world.fhir, bearerToken: token.access_token });
    const seen = z.looseObject({ resourceType: z.literal('Patient'), policy: z.unknown() }).parse(await client.read({ resourceType: 'Patient', id: 'p' }));
    assert.deepEqual(seen.policy, { actor: id, role: 'program', facility: alg === 'ES384' ? '62990' : null, scopes: ['system/*.rs'], program: id, patient: null, person: null });
  });
}

test('only the scopes that were registered, whole or not at all', async () => {
  for (const scope of ['system/*.rs', 'system/Patient.cruds', 'system/Observation.rs', 'system/Patient.rs system/Encounter.r', 'patient/Patient.r', 'user/Patient.r', 'openid', 'system/Patient.rs openid', 'offline_access', 'x', '']) {
    assert.equal(errorOf(await ask(await key.assertion(claims()), scope)), 'invalid_scope', scope);
  }
  assert.equal((await ask(await key.assertion(claims()), 'system/Patient.r?name=a system/Observation.r')).status, 200);
});

test('an assertion is taken once, also when ten come together', async () => {
  const assertion = await key.assertion(claims());
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(assertion)));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  assert.equal(errorOf(await ask(assertion)), 'invalid_client');
});

test('assertions that are late, long, for somebody else, by somebody else, or signed otherwise', async () => {
  const stranger = await serviceKey('ES384');
  const wrong: Record<string, string> = {
    expired: await key.assertion(claims({ exp: now() - 60 })), long: await key.assertion(claims({ exp: now() + 900 })), 'no exp': await key.assertion(claims({ exp: undefined })), 'no jti': await key.assertion(claims({ jti: undefined })),
    'aud issuer': await key.assertion(claims({ aud: `${world.origin}/oidc` })), 'aud other': await key.assertion(claims({ aud: 'https://evil.example/token' })), 'aud list': await key.assertion(claims({ aud: [TOKEN, 'https://evil.example'] })),
    'iss other': await key.assertion(claims({ iss: 'x' })), 'sub other': await key.assertion(claims({ sub: 'x' })), 'other key': await stranger.assertion(claims()), 'other kid': await key.assertion(claims(), { kid: 'nope' }),
    'nbf': await key.assertion(claims({ nbf: now() + 600 })),
    none: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
    hs256: await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(JSON.stringify(key.jwks))),
  };
  for (const [what, assertion] of Object.entries(wrong)) assert.equal(errorOf(await ask(assertion)), 'invalid_client', what);
  const es256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  assert.equal(errorOf(await ask(await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign(es256.privateKey))), 'invalid_client');
  // A backend service cannot go another way in.
  assert.ok((await anyone.authorize({ client_id: service.id, response_type: 'code', redirect_uri: 'https://x.example', scope: 'openid' })).status === 400);
  assert.notEqual((await anyone.form('/oidc/token', { grant_type: 'client_credentials', client_id: service.id, scope: 'system/Patient.rs' })).status, 200);
});

test('the gate: other keys, algorithms, audiences, times and tricks of the head are refused with 401, said and written down', async () => {
  const token = await tokenOf();
  const { keys } = z.object({ keys: z.array(z.looseObject({ kid: z.string(), alg: z.string(), x: z.string().optional() })) }).parse((await anyone.get('/oidc/jwks')).json);
  const ours = keys.find((one) => one.alg === 'ES256');
  const [head = '', body = '', signature = ''] = token.split('.');
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const payload = decodeJwt(token);
  const mine = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const sign = (change: object, header: Record<string, unknown> = {}) => new SignJWT({ ...payload, ...change }).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: ours?.kid ?? '', ...header }).sign(mine.privateKey);
  const hs = (secret: string) => { const start = `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: ours?.kid })}.${body}`; return `${start}.${createHmac('sha256', secret).update(start).digest('base64url')}`; };
  const wrong: Record<string, string> = {
    nothing: '', rubbish: 'abc', cut: `${head}.${body}`, 'no signature': `${head}.${body}.`, 'other signature': `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    'changed body': `${head}.${encoded({ ...payload, scope: 'system/*.cruds' })}.${signature}`, none: `${encoded({ alg: 'none', typ: 'at+jwt' })}.${body}.`, 'none, signed': `${encoded({ ...decodeProtectedHeader(token), alg: 'none' })}.${body}.${signature}`,
    'hs256 with our public key': hs(JSON.stringify(ours)), 'hs256 with x': hs(ours?.x ?? ''), 'own key under our kid': await sign({}), 'own key in the head': await sign({}, { jwk: mine.publicKey.export({ format: 'jwk' }) }),
    'kid of a path': await sign({}, { kid: '../../../../dev/null' }), 'kid of sql': await sign({}, { kid: "' or 1=1 --" }), 'far jku': await sign({}, { jku: 'http://127.0.0.1:9/jwks' }), long: 'a'.repeat(9000),
  };
  for (const [what, each] of Object.entries(wrong)) {
    const answer = await read(each);
    assert.deepEqual([answer.status, answer.headers.get('www-authenticate')], [401, 'Bearer error="invalid_token"'], what);
  }
  assert.equal((await read(token)).status, 200);
  const file = z.object({ keys: z.array(z.looseObject({ alg: z.string(), kid: z.string() })) }).parse(JSON.parse(readFileSync(keysPath(world.context.settings.dataFolder), 'utf8')));
  const real = file.keys.find((one) => one.alg === 'ES256') ?? {};
  const properly = (change: object, header: object = {}) => import('jose').then(async ({ importJWK }) => new SignJWT({ ...payload, ...change }).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: ours?.kid ?? '', ...header }).sign(await importJWK({ ...real }, 'ES256')));
  for (const [what, each] of Object.entries({
    expired: await properly({ exp: now() - 10 }), audience: await properly({ aud: 'https://evil.example/fhir' }), issuer: await properly({ iss: 'https://evil.example' }), 'no jti': await properly({ jti: undefined }),
    'never issued': await properly({ jti: 'made-up' }), 'another kind': await properly({}, { typ: 'JWT' }), 'no kid': await properly({}, { kid: undefined }), 'role made up': await properly({ role: 'god' }),
  })) assert.equal((await read(each)).status, 401, what);
  const rows = await db.bookkeeping('test', (tx) => tx.query(`select distinct target from audit_event where action = 'token.use' and outcome = 'refused' order by 1`, [], z.object({ target: z.string() })));
  assert.deepEqual(rows.map((row) => row.target), ['bearer/unreadable', `program/${service.id}`].sort());
});

test('a token opens the FHIR API alone; beside a cookie the token counts; a request with a bearer token needs no form header, one without does', async () => {
  const token = await tokenOf();
  const admin = world.browser('quan-tri');
  const both = { authorization: `Bearer ${token}` };
  assert.equal((await admin.get('/api/programs')).status, 200);
  assert.equal((await admin.get('/api/programs', both)).status, 403);
  assert.equal((await admin.send('POST', '/api/programs', { headers: { ...both, 'content-type': 'application/json' }, body: '{}' })).status, 403);
  assert.equal((await admin.send('POST', '/api/programs', { headers: { 'content-type': 'application/json', authorization: 'Bearer x' }, body: '{}' })).status, 403);
  const seen = z.object({ policy: z.looseObject({ role: z.string() }) }).parse((await admin.get('/fhir/Patient/p', both)).json);
  assert.equal(seen.policy.role, 'program');
  assert.equal((await admin.get('/fhir/Patient/p', { authorization: 'Bearer x' })).status, 401);
  assert.equal((await admin.get('/fhir/../api/programs', both)).status, 403);
  for (const url of ['/fhirx', '/FHIR/Patient/p', '/%66hir/Patient/p']) assert.notEqual((await admin.get(url, both)).status, 200, url);
});

test('introspection and revocation of an access token: the owner learns and ends it, nobody else', async () => {
  const token = await tokenOf();
  const call = async (path: string, one: string, as = key, id = service.id) => anyone.form(`/oidc/token/${path}`, { token: one, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await as.assertion(claims({ iss: id, sub: id })) });
  const active = z.looseObject({ active: z.boolean() });
  const told = active.parse((await call('introspection', token)).json);
  assert.deepEqual([told.active, told['client_id'], told['scope']], [true, service.id, 'system/Patient.rs']);
  const strange = await serviceKey('RS384');
  const { id } = await world.register({ kind: 'backend', method: 'private_key_jwt', redirectUris: [], scopes: 'system/*.rs', jwks: strange.jwks });
  assert.deepEqual((await call('introspection', token, strange, id)).json, { active: false });
  assert.notEqual((await call('revocation', token, strange, id)).status, 500);
  assert.equal(active.parse((await call('introspection', token)).json).active, true);
  assert.deepEqual((await call('introspection', `${token.slice(0, -3)}AAA`)).json, { active: false });
  assert.equal((await call('revocation', token)).status, 200);
  assert.deepEqual((await call('introspection', token)).json, { active: false });
  assert.equal((await read(token)).status, 401);
});

test('a closed program is out at once: no new token, and the old one is not believed long', async () => {
  const own = await serviceKey('ES384');
  const { id } = await world.register({ kind: 'backend', method: 'private_key_jwt', redirectUris: [], scopes: 'system/*.rs', jwks: own.jwks });
  const { access_token: token } = z.object({ access_token: z.string() }).parse((await ask(await own.assertion(claims({ iss: id, sub: id })), 'system/*.rs')).json);
  assert.equal((await world.browser('quan-tri').post(`/api/programs/${id}/close`, {})).status, 200);
  assert.equal((await world.browser('quan-tri').post(`/api/programs/${id}/close`, {})).status, 409);
  assert.equal((await read(token)).status, 401);
  assert.equal(errorOf(await ask(await own.assertion(claims({ iss: id, sub: id })), 'system/*.rs')), 'invalid_client');
});
