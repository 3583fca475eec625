import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { vnconnect, vneid } from '#platform/openid/server';
import type { OutsideProvider } from '#platform/openid/server';
import { startOpenid } from '#platform/openid/testing';
import type { Browser } from '#platform/openid/testing';
import { startSandbox } from './index.ts';
import { ACCOUNTS } from './identity.ts';

const { db } = await testDatabase();
const sandbox = await startSandbox();
after(() => sandbox.close());
const { clientId, clientSecret } = sandbox.identity;
const providers = (origin: string): OutsideProvider[] => [
  vneid({ base: `${sandbox.url}/vneid`, clientId, clientSecret }), vnconnect({ base: `${sandbox.url}/vnconnect`, clientId, clientSecret }),
  { ...vneid({ id: 'staff-id', base: `${sandbox.url}/vneid`, clientId, clientSecret }), people: 'staff' as const, pkce: true },
].map((one) => {
  sandbox.identity.register(`${origin}/api/outside/${one.id}/back`);
  return { ...one, insecure: true as const };
});
const world = await startOpenid(db, providers);
const KNOWN = '062165000111';
const leads = z.object({ to: z.string() });

async function begin(browser: Browser, id: string, back = '/nguoi-dan'): Promise<URL> {
  return new URL(leads.parse((await browser.post(`/api/outside/${id}/begin`, { back })).json).to);
}
/** As the person does it at the provider's page. @returns the address the browser is sent back to */
async function answer(to: URL, number: string): Promise<URL> {
  to.searchParams.set('account', number);
  return new URL((await fetch(to, { redirect: 'manual' })).headers.get('location') ?? 'about:blank');
}
const comeBack = async (browser: Browser, url: URL) => browser.get(`${url.pathname}${url.search}`);
const FAILED = '/dang-nhap?loi=ngoai';
const UNLINKED = '/dang-nhap?loi=chua-gan';

test('the README lists every account that goes wrong', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const [number, what] of Object.entries(ACCOUNTS)) assert.ok(readme.includes(`| \`${number}\` | ${what} |`), number);
});

for (const [id, strength] of [['vneid', 2], ['vnconnect', 1]] as const) {
  test(`a citizen comes in by ${id}: found by his number, to his own account, as sure as the provider says`, async () => {
    const browser = world.browser();
    const to = await begin(browser, id);
    assert.equal(to.searchParams.has('code_challenge'), false);
    assert.equal(to.searchParams.get('acr_values'), id === 'vnconnect' ? 'LoA1' : null);
    const done = await comeBack(browser, await answer(to, KNOWN));
    assert.deepEqual([done.status, done.location], [303, '/nguoi-dan']);
    assert.equal([...browser.cookies].find(([name]) => name.startsWith('who'))?.[1].value, `dan.outside-${strength}`);
    // Known by his subject from now on.
    assert.equal((await comeBack(browser, await answer(await begin(browser, id, '/'), KNOWN))).location, '/');
  });
}

test('whoever has no record, or tells no number, is told what to do and gets no session', async () => {
  for (const number of ['062165000999', '000000000008']) {
    const browser = world.browser();
    assert.equal((await comeBack(browser, await answer(await begin(browser, 'vneid'), number))).location, UNLINKED, number);
    assert.ok(![...browser.cookies.keys()].some((name) => name.startsWith('who')));
  }
});

test('every other failure that the stand-in can play ends at the sign-in page without a session', async () => {
  await Promise.all(['vneid', 'vnconnect'].flatMap((id) => Object.keys(ACCOUNTS).filter((one) => one !== '000000000008').map(async (number) => {
    const browser = world.browser();
    assert.equal((await comeBack(browser, await answer(await begin(browser, id), number))).location, FAILED, `${id} ${number}`);
    assert.ok(![...browser.cookies.keys()].some((name) => name.startsWith('who')), number);
  })));
});

test('an answer is taken once, by the browser and for the provider that began', async () => {
  const browser = world.browser();
  const back = await answer(await begin(browser, 'vneid'), KNOWN);
  // The attacker hands his own answer to a victim: session fixation.
  assert.equal((await comeBack(world.browser(), back)).location, FAILED);
  const victim = world.browser();
  await begin(victim, 'vneid');
  assert.equal((await comeBack(victim, back)).location, FAILED);
  // Mix-up: the answer of one provider at the other's door.
  const crossed = new URL(back);
  crossed.pathname = '/api/outside/vnconnect/back';
  assert.equal((await comeBack(browser, crossed)).location, FAILED);
  const again = await answer(await begin(browser, 'vneid'), KNOWN);
  assert.equal((await comeBack(browser, again)).location, '/nguoi-dan');
  assert.equal((await comeBack(browser, again)).location, FAILED);
  for (const url of ['/api/outside/vneid/back', '/api/outside/vneid/back?state=x&code=y', '/api/outside/nobody/back?state=x']) assert.equal((await browser.get(url)).location, FAILED, url);
});

test('afterwards the browser stays in this product', async () => {
  for (const back of ['//evil.example', 'https://evil.example', '/\\evil.example', 'x', '']) assert.equal((await world.browser().post('/api/outside/vneid/begin', { back })).status, 400, back);
});

test('staff come in only when an administrator has linked the subject; a number is not enough', async () => {
  const browser = world.browser();
  const to = await begin(browser, 'staff-id');
  assert.equal(to.searchParams.get('code_challenge_method'), 'S256');
  assert.equal((await comeBack(browser, await answer(to, KNOWN))).location, UNLINKED);
  const { createHash } = await import('node:crypto');
  const subject = createHash('sha256').update(`/vneid${KNOWN}`).digest('hex').slice(0, 32);
  for (const who of [undefined, 'bac-si', 'dan']) assert.ok([401, 403].includes((await world.browser(who).post('/api/outside/staff-id/links', { subject, account: 'bac-si' })).status));
  assert.deepEqual((await world.browser('quan-tri').post('/api/outside/staff-id/links', { subject, account: 'bac-si' })).json, { made: true });
  assert.equal((await comeBack(browser, await answer(await begin(browser, 'staff-id'), KNOWN))).location, '/nguoi-dan');
  assert.equal([...browser.cookies].find(([name]) => name.startsWith('who'))?.[1].value, 'bac-si.outside-2');
  world.closed.add('bac-si');
  assert.equal((await comeBack(browser, await answer(await begin(browser, 'staff-id'), KNOWN))).location, UNLINKED);
  world.closed.clear();
});

test('the stand-in is strict about its client', async () => {
  const to = await begin(world.browser(), 'vneid');
  for (const [name, value] of [['client_id', 'x'], ['redirect_uri', 'http://127.0.0.1/x'], ['response_type', 'token'], ['scope', 'profile'], ['nonce', '']] as const) {
    const wrong = new URL(to);
    wrong.searchParams.set(name, value);
    assert.equal((await fetch(wrong, { redirect: 'manual' })).status, 400, name);
  }
  const back = await answer(to, KNOWN);
  const body = (change: Record<string, string>) => new URLSearchParams({ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri: `${world.origin}/api/outside/vneid/back`, client_id: clientId, client_secret: clientSecret, ...change });
  const token = (change: Record<string, string>) => fetch(`${sandbox.url}/vneid/realms/citizen/protocol/openid-connect/token`, { method: 'POST', body: body(change) });
  assert.equal((await token({ client_secret: 'x' })).status, 401);
  assert.equal((await token({ redirect_uri: 'http://x' })).status, 400);
  assert.equal((await token({})).status, 400);
});
