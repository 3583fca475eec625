import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { PERSON_1, REDIRECT, pkce, serviceKey, startOpenid } from '#platform/openid/testing';

const { db } = await testDatabase();
const world = await startOpenid(db, () => [], true);
const doctor = world.browser('bac-si');
const errorOf = (answer: { json: unknown }): string => z.object({ error: z.string() }).parse(answer.json).error;

async function code(client: string): Promise<Record<string, string>> {
  const { verifier, challenge } = pkce();
  const asked = await doctor.authorize({ client_id: client, response_type: 'code', redirect_uri: REDIRECT, aud: world.fhir, state: 'state-1234', scope: 'launch/patient patient/Patient.rs', code_challenge: challenge, code_challenge_method: 'S256' });
  const back = await doctor.consent(asked, { scopes: ['patient/Patient.rs'], person: PERSON_1 });
  return { grant_type: 'authorization_code', redirect_uri: REDIRECT, code: back.searchParams.get('code') ?? '', code_verifier: verifier };
}

test('a confidential program shows its key, and PKCE is asked of it too', async () => {
  const key = await serviceKey('RS384');
  const { id } = await world.register({ kind: 'confidential', method: 'private_key_jwt', jwks: key.jwks });
  const assertion = async () => ({ client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: await key.assertion({ iss: id, sub: id, aud: `${world.origin}/oidc/token`, jti: randomUUID(), exp: Math.floor(Date.now() / 1000) + 60 }) });
  assert.equal(errorOf(await doctor.form('/oidc/token', { ...await code(id), client_id: id })), 'invalid_client');
  assert.equal((await doctor.token({ ...await code(id), ...await assertion() })).patient, 'pat-1');
  const asked = await doctor.authorize({ client_id: id, response_type: 'code', redirect_uri: REDIRECT, aud: world.fhir, state: 'state-1234', scope: 'launch/patient patient/Patient.rs' });
  assert.equal(new URL(asked.location).searchParams.get('error'), 'invalid_request');
  // It cannot go without the user either.
  assert.notEqual((await doctor.form('/oidc/token', { grant_type: 'client_credentials', scope: 'patient/Patient.rs', ...await assertion() })).status, 200);
});

test('a program that knows only a secret comes in while the setting says so; the secret is shown once and kept as a hash', async () => {
  const { id, secret } = await world.register({ kind: 'confidential', method: 'client_secret_basic' });
  assert.equal(secret?.length, 43);
  const basic = (word: string) => ({ authorization: `Basic ${Buffer.from(`${id}:${word}`).toString('base64')}` });
  const [kept] = await db.bookkeeping('test', (tx) => tx.query('select secret_hash as hash from openid_client where id = $1', [id], z.object({ hash: z.string() })));
  assert.notEqual(kept?.hash, secret);
  for (const wrong of ['x', kept?.hash ?? '', encodeURIComponent(`${secret ?? ''}x`)]) assert.equal(errorOf(await doctor.form('/oidc/token', await code(id), basic(wrong))), 'invalid_client', wrong);
  assert.equal((await doctor.token(await code(id), basic(encodeURIComponent(secret ?? '')))).patient, 'pat-1');
});
