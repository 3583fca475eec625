import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { PERSON_1, REDIRECT, pkce, startOpenid } from '#platform/openid/testing';
import type { Browser, TokenAnswer } from '#platform/openid/testing';

const { db } = await testDatabase();
const world = await startOpenid(db);
const OUT = 'http://127.0.0.1:9/app/out';
const program = await world.register({ logoutUris: [OUT] });
const other = await world.register({ redirectUris: [REDIRECT] });
const SCOPE = 'openid launch/patient offline_access patient/Patient.rs patient/Observation.r';
const doctor = world.browser('bac-si');

const base = (challenge: string) => ({ client_id: program.id, response_type: 'code', redirect_uri: REDIRECT, aud: world.fhir, state: 'state-1234', scope: SCOPE, code_challenge: challenge, code_challenge_method: 'S256' });
async function code(browser: Browser = doctor): Promise<Record<string, string>> {
  const { verifier, challenge } = pkce();
  const back = await browser.consent(await browser.authorize(base(challenge)), { scopes: ['patient/Patient.rs', 'patient/Observation.r'], person: PERSON_1 });
  return { grant_type: 'authorization_code', client_id: program.id, redirect_uri: REDIRECT, code: back.searchParams.get('code') ?? '', code_verifier: verifier };
}
const errorOf = (answer: { json: unknown }): string => z.object({ error: z.string() }).parse(answer.json).error;
const reads = async (token: TokenAnswer) => (await doctor.get('/fhir/Patient/x', { authorization: `Bearer ${token.access_token}` })).status;
const renew = (token: TokenAnswer, more: Record<string, string> = {}) => doctor.form('/oidc/token', { grant_type: 'refresh_token', client_id: program.id, refresh_token: token.refresh_token ?? '', ...more });

test('no PKCE, plain PKCE, a short verifier, the wrong verifier', async () => {
  const { challenge, verifier } = pkce();
  const told = async (change: Record<string, string | undefined>) => new URL((await doctor.authorize({ ...base(challenge), ...change })).location).searchParams.get('error');
  assert.equal(await told({ code_challenge: undefined, code_challenge_method: undefined }), 'invalid_request');
  assert.equal(await told({ code_challenge: verifier, code_challenge_method: 'plain' }), 'invalid_request');
  assert.equal(await told({ code_challenge_method: undefined }), 'invalid_request');
  const exchange = await code();
  for (const wrong of [pkce().verifier, '', 'x']) assert.ok(['invalid_grant', 'invalid_request'].includes(errorOf(await doctor.form('/oidc/token', { ...exchange, code_verifier: wrong }))), wrong);
});

test('another redirect address, in every disguise, is told nothing', async () => {
  for (const uri of [`${REDIRECT}/more`, `${REDIRECT}?x=1`, `${REDIRECT}#x`, REDIRECT.slice(0, -1), REDIRECT.toUpperCase(), REDIRECT.replace('127.0.0.1', 'localhost'), REDIRECT.replace(':9/', ':10/'), REDIRECT.replace('http:', 'https:'), `${REDIRECT}/../back`, REDIRECT.replace('127.0.0.1', '127.0.0.1@evil.example'), `https://evil.example/?${REDIRECT}`, `${REDIRECT}%00`, `${REDIRECT} `, '', 'javascript:alert(1)']) {
    const answer = await doctor.authorize({ ...base(pkce().challenge), redirect_uri: uri });
    assert.deepEqual([answer.status, answer.location], [400, ''], uri);
  }
  assert.equal((await doctor.authorize({ ...base(pkce().challenge), client_id: 'nobody' })).location, '');
  assert.equal(errorOf(await doctor.form('/oidc/token', { ...await code(), redirect_uri: `${REDIRECT}/x` })), 'invalid_grant');
});

test('a code twice: the second is refused and ends what the first brought', async () => {
  const exchange = await code();
  const token = await doctor.token(exchange);
  assert.equal(await reads(token), 200);
  assert.equal(errorOf(await doctor.form('/oidc/token', exchange)), 'invalid_grant');
  assert.equal(errorOf(await renew(token)), 'invalid_grant');
  const unseen = await doctor.token(await code());
  await doctor.form('/oidc/token', exchange);
  assert.equal(await reads(unseen), 200);
});

test('a code that comes fifty times at once is won by exactly one', async () => {
  const exchange = await code();
  const answers = await Promise.all(Array.from({ length: 50 }, () => doctor.form('/oidc/token', exchange)));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  assert.ok(answers.every((answer) => answer.status === 200 || errorOf(answer) === 'invalid_grant'));
});

test('the code of one program is nothing to another, which learns no more of it', async () => {
  assert.equal(errorOf(await doctor.form('/oidc/token', { ...await code(), client_id: other.id })), 'invalid_grant');
});

test('a refresh token twice ends the family; twenty at once are won by at most one', async () => {
  const first = await doctor.token(await code());
  const second = z.looseObject({ access_token: z.string(), scope: z.string(), refresh_token: z.string() }).parse((await renew(first)).json);
  assert.equal(errorOf(await renew(first)), 'invalid_grant');
  assert.equal(errorOf(await renew(second)), 'invalid_grant');
  assert.equal(await reads(second), 401);
  const third = await doctor.token(await code());
  const answers = await Promise.all(Array.from({ length: 20 }, () => renew(third)));
  assert.ok(answers.filter((answer) => answer.status === 200).length <= 1);
});

test('no more than was granted: at refresh, in the request, for another resource', async () => {
  const token = await doctor.token(await code());
  for (const scope of ['patient/Patient.cruds', 'patient/*.rs', 'user/*.cruds', 'system/*.rs', 'launch']) assert.ok(['invalid_scope', 'invalid_grant'].includes(errorOf(await renew(token, { scope }))), scope);
  const less = z.looseObject({ scope: z.string() }).parse((await renew(token, { scope: 'patient/Patient.rs' })).json);
  assert.equal(less.scope, 'patient/Patient.rs');
  const told = async (change: Record<string, string>) => new URL((await doctor.authorize({ ...base(pkce().challenge), ...change })).location).searchParams.get('error');
  for (const scope of ['patient/Patient.cruds', 'user/Patient.r', 'system/*.rs', 'patient/Patient.x', 'everything', 'launch/patient patient/*.rs bogus']) assert.equal(await told({ scope }), 'invalid_scope', scope);
  assert.equal(await told({ aud: 'https://evil.example/fhir' }), 'invalid_target');
  const { aud: _left, ...without } = base(pkce().challenge);
  assert.equal(new URL((await doctor.authorize(without)).location, world.origin).searchParams.get('error'), 'invalid_target', 'whom it is for must be said');
  assert.equal(await told({ resource: 'https://evil.example/' }), 'invalid_target');
  assert.equal(await told({ scope: 'launch patient/Patient.rs' }), 'invalid_request');
});

test('consent cannot be skipped: prompt=none, a page opened in another browser, an answer used twice, another user’s sign-in', async () => {
  assert.equal(new URL((await doctor.authorize({ ...base(pkce().challenge), prompt: 'none' })).location).searchParams.get('error'), 'login_required');
  const asked = await doctor.authorize(base(pkce().challenge));
  const body = { scopes: ['patient/Patient.rs'], person: PERSON_1 };
  // The victim is led to a request that the attacker began in his own browser.
  const victim = world.browser('bac-si-2');
  const refused = await victim.post(`${new URL(asked.location, world.origin).pathname}/consent`, body);
  assert.equal(z.object({ error: z.object({ code: z.string() }) }).parse(refused.json).error.code, 'openid.interaction-gone');
  const path = new URL(asked.location, world.origin).pathname;
  const { to } = z.object({ to: z.string() }).parse((await doctor.post(`${path}/consent`, body)).json);
  assert.notEqual((await victim.get(to)).status, 303);
  assert.equal((await doctor.post(`${path}/consent`, body)).status, 404);
  assert.equal((await doctor.get(to)).status, 303);
  assert.notEqual((await doctor.get(to)).status, 303);
  // Without the header no foreign form gets through.
  assert.equal((await doctor.form(`${path}/consent`, { scopes: '' })).status, 403);
});

test('refusing is told to the program with its state, and nothing else', async () => {
  const asked = await doctor.authorize(base(pkce().challenge));
  const { to } = z.object({ to: z.string() }).parse((await doctor.post(`${new URL(asked.location, world.origin).pathname}/refuse`, {})).json);
  const back = new URL((await doctor.get(to)).location);
  assert.deepEqual([back.searchParams.get('error'), back.searchParams.get('state'), back.searchParams.get('iss'), back.searchParams.get('code')], ['access_denied', 'state-1234', `${world.origin}/oidc`, null]);
});

test('after sign-out the browser goes only where the program registered', async () => {
  for (const uri of ['https://evil.example/', `${OUT}/x`, `${OUT}?a=1`, '//evil.example']) {
    const answer = await doctor.get(`/oidc/session/end?${new URLSearchParams({ client_id: program.id, post_logout_redirect_uri: uri }).toString()}`);
    assert.deepEqual([answer.status, answer.location], [400, ''], uri);
  }
  const token = await doctor.token(await code());
  const page = await doctor.get(`/oidc/session/end?${new URLSearchParams({ id_token_hint: token.id_token ?? '', post_logout_redirect_uri: OUT, state: 'bye' }).toString()}`);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  assert.equal((await doctor.form('/oidc/session/end/confirm', { xsrf: 'guessed', logout: 'yes' })).location, '');
  assert.equal((await doctor.form('/oidc/session/end/confirm', { xsrf, logout: 'yes' })).location, `${OUT}?state=bye`);
});

test('another account at the same browser gets its own grant, not a logout detour', async () => {
  const shared = world.browser('bac-si');
  await shared.token(await code(shared));
  shared.cookies.set('who', { value: 'bac-si-2.zzz', path: '/' });
  const token = await shared.token(await code(shared));
  const view = z.object({ policy: z.looseObject({ actor: z.string() }) }).parse((await shared.get('/fhir/Patient/x', { authorization: `Bearer ${token.access_token}` })).json);
  assert.equal(view.policy.actor, 'bac-si-2');
});

test('what a caller writes into his headers turns up in no address that is told', async () => {
  const answer = await doctor.get('/oidc/.well-known/openid-configuration', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-original-url': '/x' });
  assert.ok(!answer.text.includes('evil.example'));
  assert.equal(z.looseObject({ token_endpoint: z.string() }).parse(answer.json).token_endpoint, `${world.origin}/oidc/token`);
});

test('what lies in the table opens nothing: neither codes nor tokens stand in it', async () => {
  const exchange = await code();
  const rows = JSON.stringify(await db.bookkeeping('test', (tx) => tx.query(`select payload::text as text from openid_record where model <> 'Session'`, [], z.object({ text: z.string() }))));
  assert.ok(!rows.includes(exchange['code'] ?? ''));
  const token = await doctor.token(exchange);
  const later = JSON.stringify(await db.bookkeeping('test', (tx) => tx.query('select payload::text as text from openid_record', [], z.object({ text: z.string() }))));
  assert.ok(!later.includes(token.refresh_token ?? ''));
});

test('a role that has ended ends what programs do in its name, whatever they renew', async () => {
  const token = await doctor.token(await code());
  world.ended.add('bac-si');
  try {
    const renewed = z.object({ access_token: z.string() }).safeParse((await renew(token)).json);
    assert.equal(await reads(token), 401);
    if (renewed.success) assert.equal((await doctor.get('/fhir/Patient/x', { authorization: `Bearer ${renewed.data.access_token}` })).status, 401);
  } finally {
    world.ended.delete('bac-si');
  }
});

test('an account that signed out everywhere ends every program, offline ones too', async () => {
  const token = await doctor.token(await code());
  await world.openid.accountEnded(world.context, 'bac-si');
  assert.equal(await reads(token), 401);
  assert.equal(errorOf(await renew(token)), 'invalid_grant');
});

test('an address of nothing answers in OAuth’s form', async () => {
  const answer = await doctor.get('/oidc/nothing/here');
  assert.deepEqual([answer.status, answer.json], [404, { error: 'not_found' }]);
});
