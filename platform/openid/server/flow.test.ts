import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { testDatabase } from '#platform/db/testing';
import { PERSON_1, PERSON_2, REDIRECT, pkce, startOpenid } from '#platform/openid/testing';
import type { Browser } from '#platform/openid/testing';
import { z } from 'zod';

const { db } = await testDatabase();
const world = await startOpenid(db);
const program = await world.register({ scopes: 'patient/*.rs user/Observation.cruds', launchUri: 'http://127.0.0.1:9/app/launch', logoutUris: ['http://127.0.0.1:9/app/out'] });
const SCOPE = 'openid fhirUser launch/patient offline_access patient/Patient.rs patient/Observation.rs?category=laboratory';
const base = { client_id: program.id, response_type: 'code', redirect_uri: REDIRECT, aud: world.fhir, state: 's-123456789', code_challenge_method: 'S256' };

async function flow(browser: Browser, scope = SCOPE, more: { scopes?: string[]; person?: string; launch?: string } = {}) {
  const { verifier, challenge } = pkce();
  const asked = await browser.authorize({ ...base, scope, code_challenge: challenge, launch: more.launch });
  const back = await browser.consent(asked, { scopes: more.scopes ?? scope.split(' ').filter((word) => /^(patient|user)\//.test(word)), ...(more.person === undefined ? {} : { person: more.person }) });
  assert.equal(back.searchParams.get('state'), base.state);
  // RFC 9207: the program knows whose answer it is.
  assert.equal(back.searchParams.get('iss'), `${world.origin}/oidc`);
  const code = back.searchParams.get('code') ?? '';
  const exchange = { grant_type: 'authorization_code', client_id: program.id, redirect_uri: REDIRECT, code, code_verifier: verifier };
  return { exchange, code };
}
const view = z.object({ policy: z.looseObject({}) });
const seen = async (browser: Browser, access: string) => view.parse((await browser.get('/fhir/Patient/pat-2', { authorization: `Bearer ${access}` })).json).policy;

test('who is not signed in learns nothing of what is asked and consents to nothing', async () => {
  const stranger = world.browser();
  const asked = await stranger.authorize({ ...base, scope: SCOPE, code_challenge: pkce().challenge });
  assert.equal((await stranger.get(asked.location)).location, asked.location.replace(/.*interactions/, '/dong-y'));
  assert.equal((await stranger.get(`${asked.location}/details`)).status, 401);
  assert.equal((await stranger.post(`${asked.location}/consent`, { scopes: [] })).status, 401);
  assert.equal((await stranger.post('/api/launches', { client: program.id, person: PERSON_1 })).status, 401);
  assert.equal((await stranger.get('/api/programs')).status, 401);
  assert.equal((await world.browser('bac-si').get('/api/programs')).status, 403);
});

test('standalone launch by a doctor: patient chosen, token with context, id token with fhirUser, access token at+jwt ES256 for this FHIR server', async () => {
  const doctor = world.browser('bac-si');
  const { exchange } = await flow(doctor, SCOPE, { person: PERSON_2 });
  const token = await doctor.token(exchange);
  assert.equal(token.patient, 'pat-2');
  assert.equal(token['need_patient_banner'], true);
  assert.equal(token['smart_style_url'], `${world.origin}/oidc/smart-style.json`);
  assert.equal(token['fhirUser'], `${world.fhir}/Practitioner/bac-si`);
  assert.deepEqual(token.scope.split(' ').sort(), SCOPE.split(' ').sort());
  assert.deepEqual([decodeProtectedHeader(token.access_token).typ, decodeProtectedHeader(token.access_token).alg, decodeJwt(token.access_token).aud], ['at+jwt', 'ES256', world.fhir]);
  assert.equal(decodeJwt(token.id_token ?? '')['fhirUser'], `${world.fhir}/Practitioner/bac-si`);
  assert.ok(Number(token['expires_in']) <= 300);
  assert.deepEqual(await seen(doctor, token.access_token), { actor: 'bac-si', role: 'doctor', facility: '62990', scopes: ['patient/Patient.rs', 'patient/Observation.rs?category=laboratory'], program: program.id, patient: 'pat-2', person: null });
  const again = await doctor.token({ grant_type: 'refresh_token', client_id: program.id, refresh_token: token.refresh_token ?? '' });
  assert.notEqual(again.refresh_token, token.refresh_token);
  assert.equal(again.patient, 'pat-2');
  assert.deepEqual(again.scope.split(' ').sort(), SCOPE.split(' ').sort());
});

test('without a patient, with a box that nobody asked for, or with none ticked, nothing is given', async () => {
  const doctor = world.browser('bac-si');
  const asked = await doctor.authorize({ ...base, scope: SCOPE, code_challenge: pkce().challenge });
  const fault = async (body: unknown) => z.object({ error: z.object({ code: z.string() }) }).parse((await doctor.post(`${asked.location}/consent`, body)).json).error.code;
  assert.equal(await fault({ scopes: ['patient/Patient.rs'] }), 'openid.needs-patient');
  assert.equal(await fault({ scopes: ['patient/Patient.cruds'], person: PERSON_1 }), 'openid.nothing-granted');
  assert.equal(await fault({ scopes: [], person: PERSON_1 }), 'openid.nothing-granted');
  assert.equal(await fault({ scopes: ['patient/Patient.rs'], person: '99999999-9999-4999-8999-999999999999' }), 'openid.no-patient');
});

test('an unticked scope is not given and does not make consent ask for ever', async () => {
  const doctor = world.browser('bac-si');
  const { exchange } = await flow(doctor, SCOPE, { scopes: ['patient/Patient.rs'], person: PERSON_1 });
  const token = await doctor.token(exchange);
  assert.ok(token.scope.includes('patient/Patient.rs') && !token.scope.includes('Observation'));
  assert.deepEqual((await seen(doctor, token.access_token))['scopes'], ['patient/Patient.rs']);
});

test('a citizen’s patient is himself, whoever he names', async () => {
  const citizen = world.browser('dan');
  const { exchange } = await flow(citizen, 'openid fhirUser launch/patient patient/*.rs', { person: PERSON_2 });
  const token = await citizen.token(exchange);
  assert.deepEqual([token.patient, token['need_patient_banner'], token['fhirUser'], token.refresh_token], ['pat-1', false, `${world.fhir}/Patient/pat-1`, undefined]);
  assert.equal(decodeJwt(token.id_token ?? '')['fhirUser'], `${world.fhir}/Patient/pat-1`);
  assert.deepEqual([(await seen(citizen, token.access_token))['role'], (await seen(citizen, token.access_token))['person']], ['citizen', PERSON_1]);
});

test('EHR launch: one use, one program, one user', async () => {
  const doctor = world.browser('bac-si');
  const launch = async (client = program.id) => new URL(z.object({ to: z.string() }).parse((await doctor.post('/api/launches', { client, person: PERSON_2, encounter: 'enc-1' })).json).to);
  const to = await launch();
  assert.equal(to.searchParams.get('iss'), world.fhir);
  const handle = to.searchParams.get('launch') ?? '';
  const scope = 'launch patient/Patient.rs';
  const { exchange } = await flow(doctor, scope, { launch: handle });
  const token = await doctor.token(exchange);
  assert.deepEqual([token.patient, token['encounter'], token.scope], ['pat-2', 'enc-1', 'launch patient/Patient.rs']);
  await assert.rejects(flow(doctor, scope, { launch: handle }), /openid\.launch-gone/);
  const second = (await launch()).searchParams.get('launch') ?? '';
  await assert.rejects(flow(world.browser('bac-si-2'), scope, { launch: second }), /openid\.launch-gone/);
  const other = await world.register({ launchUri: 'http://127.0.0.1:9/app/launch' });
  const third = (await launch(other.id)).searchParams.get('launch') ?? '';
  await assert.rejects(flow(doctor, scope, { launch: third }), /openid\.launch-gone/);
  // Another patient than the launch's is not slipped in.
  const { exchange: same } = await flow(doctor, scope, { launch: second, person: PERSON_1 });
  assert.equal((await doctor.token(same)).patient, 'pat-2');
});

test('a program with user/… alone learns of the launched patient and is not kept to him', async () => {
  const doctor = world.browser('bac-si');
  const to = new URL(z.object({ to: z.string() }).parse((await doctor.post('/api/launches', { client: program.id, person: PERSON_2 })).json).to);
  const token = await doctor.token((await flow(doctor, 'launch user/Observation.rs', { launch: to.searchParams.get('launch') ?? '' })).exchange);
  assert.equal(token.patient, 'pat-2');
  assert.deepEqual([(await seen(doctor, token.access_token))['patient'], (await seen(doctor, token.access_token))['scopes']], [null, ['user/Observation.rs']]);
});

test('first-version scopes are read as the second’s; sign-out of ours ends a grant without offline_access and no other', async () => {
  const doctor = world.browser('bac-si', 'phien-1');
  const short = await doctor.token((await flow(doctor, 'launch/patient patient/Patient.read online_access', { person: PERSON_1 })).exchange);
  const long = await doctor.token((await flow(doctor, 'launch/patient patient/Patient.read offline_access', { person: PERSON_1 })).exchange);
  assert.ok(short.scope.includes('patient/Patient.read') && short.refresh_token !== undefined);
  await world.openid.signedOut(world.context, 'phien-1');
  const renew = (refresh = '') => doctor.form('/oidc/token', { grant_type: 'refresh_token', client_id: program.id, refresh_token: refresh });
  assert.equal((await renew(short.refresh_token)).status, 400);
  assert.equal((await renew(long.refresh_token)).status, 200);
  assert.equal((await doctor.get('/fhir/Patient/x', { authorization: `Bearer ${short.access_token}` })).status, 401);
});

test('SMART configuration and discovery tell the same addresses, PKCE S256 alone, ES384 and RS384', async () => {
  const anyone = world.browser();
  const smart = z.looseObject({ token_endpoint: z.string(), code_challenge_methods_supported: z.array(z.string()) }).parse((await anyone.get('/fhir/.well-known/smart-configuration')).json);
  const discovery = z.looseObject({ issuer: z.string(), token_endpoint: z.string(), authorization_endpoint: z.string(), jwks_uri: z.string(), token_endpoint_auth_signing_alg_values_supported: z.array(z.string()) }).parse((await anyone.get('/oidc/.well-known/openid-configuration')).json);
  assert.deepEqual([smart.token_endpoint, smart['authorization_endpoint'], smart['jwks_uri'], smart['issuer']], [discovery.token_endpoint, discovery.authorization_endpoint, discovery.jwks_uri, discovery.issuer]);
  assert.deepEqual([smart.code_challenge_methods_supported, discovery.token_endpoint_auth_signing_alg_values_supported], [['S256'], ['ES384', 'RS384']]);
  const jwks = z.object({ keys: z.array(z.looseObject({ alg: z.string() })) }).parse((await anyone.get('/oidc/jwks')).json);
  assert.deepEqual(jwks.keys.map((key) => [key.alg, 'd' in key]).sort(), [['ES256', false], ['RS256', false]]);
  const { headers } = await anyone.get('/oidc/jwks');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
});
