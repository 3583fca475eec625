import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANONYMOUS, systemPolicy } from '#platform/access';
import type { Policy } from '#platform/access';
import { relate } from '#platform/access/server';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { writeBundle } from '#platform/store';
import { z } from 'zod';
import { fhirApiRoom, useScopes } from '#platform/fhir-api';

const { db } = await testDatabase();
const edge = await testEdge(await testContext(db), [fhirApiRoom]);
const OWN = clerkOf('62990');
const OTHER = clerkOf('62981');
const ANNA = '00000000-0000-4000-8000-00000000000a';
const citizen = (person: string): Policy => ({ actor: { id: 'c', kind: 'account' }, role: 'citizen', facility: null, purpose: 'own', requestId: null, person });
const bundle = z.object({ resourceType: z.literal('Bundle'), entry: z.array(z.object({ resource: z.object({ resourceType: z.string(), id: z.string() }).optional(), search: z.object({ mode: z.string() }).optional() })), link: z.array(z.object({ relation: z.string(), url: z.string() })) });

await db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, async (tx) => {
  const of = (resourceType: string, id: string, more: object, rest: object = {}) => ({ resource: { resourceType, id, ...more }, person: ANNA, facility: '62990', ...rest });
  await writeBundle(tx, [
    of('Patient', 'anna', { gender: 'female', name: [{ text: 'Nguyễn Thị An', family: 'Nguyễn' }] }), of('Encounter', 'e1', { status: 'finished', class: { code: 'AMB' }, subject: { reference: 'Patient/anna' } }),
    of('Observation', 'o1', { status: 'final', code: { coding: [{ code: '718-7' }] }, subject: { reference: 'Patient/anna' }, encounter: { reference: 'Encounter/e1' } }),
    of('Observation', 'hiv', { status: 'final', code: { coding: [{ code: '75622-1' }] }, subject: { reference: 'Patient/anna' }, encounter: { reference: 'Encounter/e1' } }, { labels: ['PSY'] }),
    { resource: Object.assign({ resourceType: 'Organization', id: 'org' }, { name: 'Bệnh viện' }) },
  ]);
  await relate(tx, [{ patient: 'anna', person: ANNA, facility: '62990', kind: 'care', from: '20260101', source: 'test' }]);
});

const get = (as: Policy, url: string) => edge.call(as, 'GET', url);
const names = async (as: Policy, url: string) => bundle.parse((await get(as, url)).json).entry.map((one) => `${one.search?.mode ?? ''} ${one.resource?.resourceType ?? ''}/${one.resource?.id ?? ''}`).sort((a, b) => (a.slice(0, 5) === b.slice(0, 5) ? a.localeCompare(b) : b.localeCompare(a)));

test('nobody without a right gets anything, and what may not be seen is not there', async () => {
  for (const url of ['/fhir/Patient/anna', '/fhir/Patient/anna/_history', '/fhir/Patient/anna/_history/1', '/fhir/Patient/_history', '/fhir/Patient', '/fhir/$changes', '/fhir/$export?_type=Patient']) {
    assert.equal((await get(ANONYMOUS, url)).status, 401, url);
    assert.equal((await get(ADMIN, url)).status, 403, url);
  }
  const missing = await get(OTHER, '/fhir/Patient/nobody');
  const foreign = await get(OTHER, '/fhir/Patient/anna');
  assert.deepEqual([foreign.status, JSON.stringify(foreign.json).replaceAll('anna', 'nobody')], [404, JSON.stringify(missing.json)]);
  assert.deepEqual(await names(OTHER, '/fhir/Observation?code=718-7'), []);
  assert.deepEqual(await names(citizen('00000000-0000-4000-8000-00000000000b'), '/fhir/Observation?code=718-7'), []);
});

test('whoever may see it reads, searches and takes along', async () => {
  assert.equal((await get(OWN, '/fhir/Patient/anna')).status, 200);
  assert.deepEqual(await names(OWN, '/fhir/Observation?code=718-7&_include=Observation:encounter&_include=Observation:subject'), ['match Observation/o1', 'include Encounter/e1', 'include Patient/anna']);
  assert.deepEqual(await names(DEPARTMENT, '/fhir/Encounter?_id=e1&_revinclude=Observation:encounter'), ['match Encounter/e1', 'include Observation/o1'], 'the protected one does not come along');
  assert.deepEqual(await names(OWN, '/fhir/Encounter?_id=e1&_revinclude=Observation:encounter'), ['match Encounter/e1', 'include Observation/hiv', 'include Observation/o1']);
  assert.deepEqual(await names(citizen(ANNA), '/fhir/Observation?patient=anna'), ['match Observation/hiv', 'match Observation/o1']);
  assert.deepEqual(await names(DEPARTMENT, '/fhir/Encounter?_has:Observation:encounter:code=75622-1'), []);
  assert.equal((await get(DEPARTMENT, '/fhir/Observation/hiv')).status, 404);
  assert.equal((await get(OTHER, '/fhir/Organization/org')).status, 200, 'what is about nobody');
});

test('a person is asked for in a body, not in an address', async () => {
  for (const url of ['/fhir/Patient?name=an', '/fhir/Patient?identifier=1', '/fhir/Observation?patient.name=an', '/fhir/Patient?name:exact=An']) assert.equal((await get(OWN, url)).status, 400, url);
  const answer = await edge.app.inject({ method: 'POST', url: '/fhir/Patient/_search', headers: { 'x-yteso': '1', 'content-type': 'application/x-www-form-urlencoded' }, payload: 'name=nguyen' });
  assert.equal(bundle.parse(answer.json()).entry.length, 1);
  const [row] = await db.bookkeeping('test', (tx) => tx.query("select count(*)::int as n from audit_event where action = 'record.find' and target = 'Patient/anna'", [], z.object({ n: z.number() })));
  assert.ok((row?.n ?? 0) > 0, 'who was found is written down');
});

test('feed and export tell what may be seen and no more', async () => {
  const feed = async (as: Policy) => z.object({ changes: z.array(z.object({ id: z.string() })) }).parse((await get(as, '/fhir/$changes')).json).changes.map((one) => one.id).sort();
  assert.deepEqual([await feed(OWN), await feed(DEPARTMENT), await feed(OTHER)], [['anna', 'e1', 'hiv', 'o1', 'org'], ['anna', 'e1', 'o1', 'org'], ['org']]);
  const lines = async (as: Policy) => {
    await get(as, '/fhir/metadata');
    return (await edge.app.inject({ method: 'GET', url: '/fhir/$export?_type=Observation' })).body.split('\n').filter((line) => line !== '').length;
  };
  assert.deepEqual([await lines(OWN), await lines(DEPARTMENT), await lines(OTHER)], [2, 1, 0]);
});

test('a program is refused what its scopes do not name', async () => {
  assert.equal((await get({ ...OWN, scopes: [] }, '/fhir/Observation/o1')).status, 403);
});

test('a program does not search along types that its scopes do not name, or name in part', async () => {
  useScopes((policy, _interaction, type) => (policy.scopes?.includes(type) ? [] : policy.scopes?.includes(`${type}?`) ? ['code=718-7'] : undefined));
  try {
    const status = async (scopes: readonly string[], url: string) => (await get({ ...OWN, scopes }, url)).status;
    const [has, chain, deep] = ['/fhir/Encounter?_has:Observation:encounter:code=718-7', '/fhir/Observation?encounter.status=finished', '/fhir/Patient?_has:Encounter:patient:_has:Observation:encounter:code=718-7'];
    assert.deepEqual([await status(['Encounter'], has), await status(['Observation'], chain), await status(['Patient', 'Encounter'], deep)], [403, 403, 403]);
    assert.equal(await status(['Encounter', 'Observation?'], has), 400);
    assert.deepEqual([await status(['Encounter', 'Observation'], has), await status(['Encounter', 'Observation'], chain), await status(['Patient', 'Encounter', 'Observation'], deep)], [200, 200, 200]);
    assert.equal(await status(['Encounter'], '/fhir/Encounter?status=finished'), 200);
  } finally {
    useScopes(() => undefined);
  }
});

test('a scope with a condition opens no feed, and of a resource the present version alone', async () => {
  const write = (status: string) => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, (tx) =>
    writeBundle(tx, [{ resource: Object.assign({ resourceType: 'Observation', id: 'twice' }, { status, code: { coding: [{ code: '2-2' }] }, subject: { reference: 'Patient/anna' } }), person: ANNA, facility: '62990' }]));
  await write('preliminary');
  await write('final');
  useScopes(() => ['status=final']);
  try {
    const told = async (url: string) => { const answer = await get({ ...OWN, scopes: ['x'] }, url); return [answer.status, answer.status === 200 && JSON.stringify(answer.json).includes('preliminary')]; };
    assert.deepEqual(await told('/fhir/$changes'), [400, false]);
    assert.deepEqual([await told('/fhir/Observation/twice/_history'), await told('/fhir/Observation/twice/_history/1'), await told('/fhir/Observation/twice/_history/2')], [[200, false], [404, false], [200, false]]);
  } finally {
    useScopes(() => undefined);
  }
});

test('whichever way somebody is looked at, the row says whose record it was: versions and histories too', async () => {
  const rows = async () => (await db.bookkeeping('test', (tx) => tx.query("select count(*)::int as n from audit_event where outcome = 'done' and patient = 'anna'", [], z.object({ n: z.number() }))))[0]?.n ?? 0;
  await get(OWN, '/fhir/metadata');
  for (const url of ['/fhir/Observation/o1', '/fhir/Observation/o1/_history', '/fhir/Observation/o1/_history/1', '/fhir/Observation/_history', '/fhir/Patient/anna/_history/1', '/fhir/Observation?code=718-7', '/fhir/$changes', '/fhir/$export?_type=Observation']) {
    const before = await rows();
    assert.equal((await edge.app.inject({ method: 'GET', url })).statusCode, 200, url);
    assert.ok(await rows() > before, url);
  }
});
