import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ANONYMOUS, policySet, SHIPPED, systemPolicy, usePolicySet } from '#platform/access';
import type { Policy } from '#platform/access';
import { accessRoom, refreshPolicies, relate, useFindByNumber } from '#platform/access/server';
import { testDatabase } from '#platform/db/testing';
import { fhirApiRoom } from '#platform/fhir-api';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { writeBundle } from '#platform/store';
import { z } from 'zod';

const { db } = await testDatabase();
const edge = await testEdge(await testContext(db), [accessRoom, fhirApiRoom]);
const ANNA = '00000000-0000-4000-8000-00000000000a';
const doctor = (facility: string, id = 'd1', strength: 1 | 2 | 3 = 3): Policy => ({ actor: { id, kind: 'account' }, role: 'doctor', facility, purpose: 'work', requestId: null, strength });
const INSPECTOR: Policy = { ...DEPARTMENT, actor: { id: 'i', kind: 'account' }, role: 'inspector' };
useFindByNumber((_tx, number) => Promise.resolve(number === '062170000111' ? ANNA : undefined));

await db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, async (tx) => {
  const of = (resourceType: string, id: string, labels: string[] = []) => ({ resource: Object.assign({ resourceType, id }, resourceType === 'Patient' ? { gender: 'female' } : { status: 'finished', class: { code: 'AMB' }, subject: { reference: 'Patient/anna' } }), person: ANNA, facility: '62990', labels });
  await writeBundle(tx, [of('Patient', 'anna'), of('Encounter', 'e1'), of('Encounter', 'hiv', ['HIV'])]);
  await relate(tx, [{ patient: 'anna', person: ANNA, facility: '62990', kind: 'care', from: '20260101', source: 'test' }]);
});

const wanted = { number: '062170000111', reason: 'Bất tỉnh, cần biết dị ứng thuốc', hours: 2 };
const open = (as: Policy, body: object = wanted) => edge.call(as, 'POST', '/api/access/openings', body);

test('who may not is refused', async () => {
  for (const [method, url, body] of [['GET', '/api/access/openings'], ['POST', '/api/access/openings', wanted], ['GET', '/api/access/mine'], ['GET', `/api/access/people/${ANNA}`], ['GET', '/api/access/policies'], ['POST', '/api/access/policies/try', { text: 'x' }], ['GET', '/api/my-record/who']] as const) {
    assert.equal((await edge.call(ANONYMOUS, method, url, body)).status, 401, url);
  }
  assert.equal((await open(clerkOf('62981'))).status, 403, 'a clerk treats nobody');
  assert.equal((await open(DEPARTMENT)).status, 403);
  assert.equal((await edge.call(doctor('62981'), 'GET', '/api/access/policies')).status, 403);
  assert.equal((await edge.call(ADMIN, 'GET', `/api/access/people/${ANNA}`)).status, 403, 'the administrator does not ask about people');
});

test('an emergency opens one record for hours to one person, without what is protected, and others look at it afterwards', async () => {
  const there = doctor('62981');
  assert.equal((await edge.call(there, 'GET', '/fhir/Encounter/e1')).status, 404);
  assert.equal((await open(doctor('62981', 'd1', 2))).fault, 'access.confirm-first');
  assert.equal((await open(there, { ...wanted, number: '000000000000' })).fault, 'access.nobody-with-number');
  assert.equal((await open(there, { ...wanted, reason: 'vội' })).status, 400);
  assert.equal((await open({ ...there, facility: null })).fault, 'access.no-place');
  const { id, person } = z.object({ id: z.string(), person: z.string() }).parse((await open(there)).json);
  assert.equal(person, ANNA);
  const trail = await db.bookkeeping('test', (tx) => tx.query('select purpose, target from audit_event where action = $1 and outcome = $2 and target like $3', ['emergency.open', 'done', 'person/%'], z.object({ purpose: z.string(), target: z.string() })));
  assert.deepEqual(trail, [{ purpose: 'break-glass', target: `person/${ANNA}` }], 'alerts and the citizen’s own list tell it by its purpose');
  assert.equal((await edge.call(there, 'GET', '/fhir/Encounter/e1')).status, 200);
  assert.equal((await edge.call(there, 'GET', '/fhir/Encounter/hiv')).status, 404, 'an emergency does not open what is protected');
  assert.equal((await edge.call(doctor('62981', 'd2'), 'GET', '/fhir/Encounter/e1')).status, 404, 'a colleague has opened nothing');
  assert.equal((await edge.call(doctor('51001', 'd1'), 'GET', '/fhir/Encounter/e1')).status, 404, 'nor has he elsewhere');
  const own = async (as: Policy): Promise<number> => z.object({ items: z.array(z.unknown()) }).parse((await edge.call(as, 'GET', '/api/access/openings?own=true')).json).items.length;
  assert.deepEqual([await own(there), await own(doctor('62981', 'd2'))], [1, 0], 'what one has open oneself');
  assert.equal((await edge.call(there, 'POST', `/api/access/openings/${id}/second`, {})).fault, 'access.own-opening');
  assert.equal((await edge.call(doctor('51001', 'd3'), 'POST', `/api/access/openings/${id}/second`, {})).status, 404, 'of another facility');
  assert.equal((await edge.call(doctor('62981', 'd2'), 'POST', `/api/access/openings/${id}/second`, {})).status, 204);
  assert.equal((await edge.call(doctor('62981', 'd2'), 'POST', `/api/access/openings/${id}/second`, {})).fault, 'access.opening-done');
  assert.equal((await edge.call(INSPECTOR, 'POST', `/api/access/openings/${id}/review`, { verdict: 'justified', remark: 'Đúng là cấp cứu, có hồ sơ' })).status, 204);
  const list = z.object({ items: z.array(z.object({ id: z.string(), review: z.object({ verdict: z.string() }).nullable() })) });
  assert.equal(list.parse((await edge.call(INSPECTOR, 'GET', '/api/access/openings')).json).items[0]?.review?.verdict, 'justified');
  assert.deepEqual(list.parse((await edge.call(doctor('51001', 'd3'), 'GET', '/api/access/openings')).json).items, []);
  assert.equal((await edge.call(there, 'POST', `/api/access/openings/${id}/end`, {})).status, 204);
  assert.equal((await edge.call(there, 'GET', '/fhir/Encounter/e1')).status, 404, 'ended');
  assert.equal(await own(there), 0);
});

test('numbers cannot be tried out one after the other', async () => {
  const guesser = doctor('62981', 'guesser');
  const told: string[] = [];
  for (let at = 0; at < 7; at += 1) told.push((await open(guesser, { ...wanted, number: `09900000000${at}` })).fault ?? '');
  assert.deepEqual(told.slice(4), ['access.nobody-with-number', 'identity.locked', 'identity.locked']);
  assert.equal((await open(guesser)).fault, 'identity.locked', 'the right one too');
  assert.equal((await open(doctor('62981', 'another'))).status, 201);
});

test('a policy text that breaks the engine breaks it for itself alone', async () => {
  const check = (text: string) => edge.call(ADMIN, 'POST', '/api/access/policies/check', { text });
  assert.equal((await check(`@id("x") @basis("care") permit (principal, action, resource) when { ${'('.repeat(50_000)}true${')'.repeat(50_000)} };`)).fault, 'access.bad-policies');
  assert.equal((await check(policySet().text)).status, 200);
});

test('why somebody may see something is told by the policies themselves', async () => {
  const explain = async (as: Policy, body: object) => (await edge.call(as, 'POST', '/api/access/explain', { type: 'Encounter', id: 'e1', facility: '62990', ...body })).json;
  assert.deepEqual(z.object({ allowed: z.boolean(), because: z.array(z.string()) }).parse(await explain(DEPARTMENT, { role: 'doctor' })), { allowed: true, because: ['maker', 'care'] });
  assert.equal(z.object({ allowed: z.boolean() }).parse(await explain(DEPARTMENT, { role: 'doctor', facility: '51001' })).allowed, false);
  assert.equal((await edge.call(DEPARTMENT, 'POST', '/api/access/explain', { type: 'Encounter', id: 'hiv', role: 'doctor', facility: '62990' })).status, 404, 'of what the asker may not see nothing is told');
  const who = z.object({ relations: z.array(z.object({ facility: z.object({ code: z.string() }), kind: z.string() })) });
  assert.deepEqual(who.parse((await edge.call(INSPECTOR, 'GET', `/api/access/people/${ANNA}`)).json).relations.map((one) => `${one.kind} ${one.facility.code}`), ['care 62990']);
  await db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, async (tx) => {
    await writeBundle(tx, ['clinic'].flatMap((patient) => [
      { resource: Object.assign({ resourceType: 'Patient', id: patient }, { gender: 'female' }), person: ANNA, facility: '62991' },
      { resource: Object.assign({ resourceType: 'Encounter', id: `of-${patient}` }, { status: 'finished', class: { code: 'AMB' }, subject: { reference: `Patient/${patient}` } }), person: ANNA, facility: '62991', labels: ['HIV'] }]));
    await relate(tx, [{ patient: 'clinic', person: ANNA, facility: '62991', kind: 'care', from: '20260101', source: 'visit' }]);
  });
  for (const as of [INSPECTOR, DEPARTMENT]) assert.doesNotMatch(JSON.stringify((await edge.call(as, 'GET', `/api/access/people/${ANNA}`)).json), /62991/, 'a place where all that was done is protected');
  const own: Policy = { actor: { id: 'c', kind: 'account' }, role: 'citizen', facility: null, purpose: 'own', requestId: null, person: ANNA };
  assert.equal(who.parse((await edge.call(own, 'GET', '/api/my-record/who')).json).relations.length, 2);
  const mine = z.object({ bases: z.array(z.object({ basis: z.string() })) });
  assert.deepEqual(mine.parse((await edge.call(own, 'GET', '/api/access/mine')).json).bases.map((one) => one.basis), ['self', 'guardian', 'directory']);
});

test('a change of policy is checked, tried against real accesses and put in force; it holds at once', async () => {
  const text = policySet().text;
  const bad = await edge.call(ADMIN, 'POST', '/api/access/policies/check', { text: `${text}\n@id("x") @basis("care") permit (principal, action, resource) when { resource.nothing == 1 };` });
  assert.equal(bad.fault, 'access.bad-policies');
  const places = z.object({ error: z.object({ places: z.array(z.object({ path: z.string(), message: z.string() })) }) }).parse(bad.json).error.places;
  assert.deepEqual([...new Set(places.map((one) => one.path))], [`text:${text.split('\n').length + 1}`], 'the line is told');
  assert.match(places[0]?.message ?? '', /nothing/u);
  assert.equal((await edge.call(ADMIN, 'POST', '/api/access/policies/check', { text: '@id("x") permit (principal, action, resource);' })).fault, 'access.bad-policies', 'a permit without a basis');
  const careOnly = text.replace(/@id\("maker"\)[^]*?;\n/u, '').replace('resource.care.contains(principal.facility)', 'resource.care.contains(principal.facility) && resource.type != "Encounter"');
  await edge.call(clerkOf('62990'), 'GET', '/fhir/Encounter/e1');
  const tried = z.object({ accesses: z.number(), changed: z.array(z.object({ role: z.string(), type: z.string(), now: z.boolean(), count: z.number() })) }).parse((await edge.call(ADMIN, 'POST', '/api/access/policies/try', { text: careOnly, days: 7 })).json);
  assert.deepEqual(tried.changed.filter((one) => one.role === 'facility').map(({ role, type, now }) => ({ role, type, now })), [{ role: 'facility', type: 'Encounter', now: false }]);
  const put = { ...ADMIN, strength: 3 as const };
  assert.equal((await edge.call(ADMIN, 'POST', '/api/access/policies', { text: careOnly, from: '20990101', reason: 'chưa xác nhận lại' })).fault, 'access.confirm-first');
  assert.equal((await edge.call(put, 'POST', '/api/access/policies', { text: careOnly, from: '20200101', reason: 'thử lùi ngày hiệu lực' })).fault, 'access.past-day');
  assert.equal((await edge.call(put, 'POST', '/api/access/policies', { text: careOnly, from: '20990101', reason: 'để dành cho sau này' })).status, 201);
  assert.equal((await edge.call(clerkOf('62990'), 'GET', '/fhir/Encounter/e1')).status, 200, 'its day has not come');
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  assert.equal((await edge.call(put, 'POST', '/api/access/policies', { text: careOnly, from: today, reason: 'chỉ cho xem người bệnh' })).status, 201);
  assert.equal((await edge.call(clerkOf('62990'), 'GET', '/fhir/Encounter/e1')).status, 404);
  assert.equal((await edge.call(clerkOf('62990'), 'GET', '/fhir/Patient/anna')).status, 200);
  usePolicySet(SHIPPED);
  await refreshPolicies(db);
  assert.equal((await edge.call(clerkOf('62990'), 'GET', '/fhir/Encounter/e1')).status, 404, 'another process takes it from the table');
});
