import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Policy } from '#platform/access';
import { numberAll } from '#platform/audit/testing';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { checkProof, proofFile } from '#platform/audit/rules';
import { lookForAlerts } from './alerts/job.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { sha256 } from './hash.ts';
import { auditRoom, isSigned, signerFor, tellAudit } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
await auditRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [auditRoom]);
const [LAN, MINH, HOA] = [randomUUID(), randomUUID(), randomUUID()];
const citizen = (person: string): Policy => ({ actor: { id: `citizen-${person}`, kind: 'account' }, role: 'citizen', facility: null, purpose: 'self', requestId: null, person });
const inspector: Policy = { actor: { id: 'thanh-tra', kind: 'account' }, role: 'inspector', facility: null, purpose: 'inspection', requestId: null };
const nurse = (facility: string, more: Partial<Policy> = {}): Policy => ({ ...clerkOf(facility), purpose: 'care', ...more });
const open = (policy: Policy, person: string) => db.withAccess(policy, { action: 'person.read', target: `person/${person}`, basis: 'Luật 15/2023' }, async () => {});
const accesses = z.object({ items: z.array(z.object({ seq: z.number().nullable(), sealed: z.boolean(), action: z.string(), role: z.string(), unit: z.object({ name: z.string() }).nullable(), account: z.string().nullable(), name: z.string().nullable(), purpose: z.string(), basis: z.string().nullable() })), more: z.boolean() });
const mine = async (person: string, query = '') => accesses.parse((await edge.call(citizen(person), 'GET', `/api/my-record/accesses${query}`)).json);

async function seal(): Promise<void> {
  await numberAll(db);
  await makeCheckpoint(db, await signerFor(context), Date.now());
}

test('who has no right gets nothing: not the trail, not alerts, not another citizen’s accesses', async () => {
  for (const [method, url, body] of [['POST', '/api/audit/search', {}], ['GET', '/api/audit/events/1', undefined], ['GET', '/api/audit/state', undefined], ['GET', '/api/audit/alerts', undefined], ['POST', '/api/audit/alerts/1', { state: 'seen', reason: 'đã xem' }]] as const) {
    assert.equal((await edge.call(ANONYMOUS, method, url, body)).fault, 'access.not-signed-in', url);
    for (const as of [clerkOf('89001'), citizen(LAN)]) assert.equal((await edge.call(as, method, url, body)).fault, 'access.refused', url);
  }
  assert.equal((await edge.call(ADMIN, 'POST', '/api/audit/alerts/1', { state: 'seen', reason: 'đã xem rồi' })).fault, 'access.refused');
  for (const as of [DEPARTMENT, ADMIN, inspector, clerkOf('89001')]) assert.equal((await edge.call(as, 'GET', '/api/my-record/accesses')).fault, 'access.refused');
  const { person: _none, ...nobody } = citizen(LAN);
  assert.equal((await edge.call(nobody, 'GET', '/api/my-record/accesses')).fault, 'access.refused');
});

test('a citizen sees who opened his record: unit, role, purpose, an account code; not refusals, not himself, not jobs; the name after break-glass', async () => {
  await open(nurse('89001'), LAN);
  await db.withAccess(nurse('89001'), { action: 'person.search', target: 'person/search' }, async (tx) => { await tx.audit({ action: 'person.find', target: `person/${LAN}` }); });
  await db.withAccess({ ...ADMIN }, { action: 'person.read', target: `person/${LAN}` }, async () => {}).catch(() => {});
  await open(nurse('89002', { purpose: 'break-glass' }), LAN);
  await open(nurse('89001'), MINH);
  const { items } = await mine(LAN);
  assert.deepEqual(items.map((one) => [one.action, one.unit?.name, one.purpose, one.basis, one.name]), [
    ['person.read', 'Cơ sở 89002', 'break-glass', 'Luật 15/2023', 'clerk-89002'], ['person.find', 'Cơ sở 89001', 'care', null, null], ['person.read', 'Cơ sở 89001', 'care', 'Luật 15/2023', null]]);
  assert.match(items[1]?.account ?? '', /^TK-[0-9A-F]{8}$/);
  assert.equal(items[1]?.account, items[2]?.account);
  assert.equal((await mine(LAN, '?limit=2')).more, true);
  assert.deepEqual((await mine(LAN, '?limit=2&offset=2')).items.length, 1);
});

test('an entry proves itself without the server; another citizen’s does not exist', async () => {
  assert.equal((await mine(LAN)).items[0]?.sealed, false);
  await seal();
  const { items } = await mine(LAN);
  const seq = items[0]?.seq ?? -1;
  assert.equal(items[0]?.sealed, true);
  const file = proofFile.parse((await edge.call(citizen(LAN), 'GET', `/api/my-record/accesses/${seq}/proof`)).json);
  assert.equal((await edge.call(citizen(MINH), 'GET', `/api/my-record/accesses/${seq}/proof`)).fault, 'request.not-found');
  assert.equal((await edge.call(citizen(LAN), 'GET', '/api/my-record/accesses/99999/proof')).fault, 'request.not-found');
  const result = await checkProof(file, sha256, isSigned);
  assert.ok(result.ok && result.signature === 'right');
  assert.equal((await checkProof(file, sha256, undefined)).ok, true);
  const changed = { ...file, event: { ...file.event, purpose: 'research' } };
  assert.deepEqual(await checkProof(changed, sha256, isSigned), { ok: false, why: 'not-in-tree' });
  assert.deepEqual(await checkProof({ ...file, keys: [] }, sha256, isSigned), { ok: false, why: 'unknown-key' });
  assert.deepEqual(await checkProof({ ...file, checkpoint: file.checkpoint.replace(/time (\d)/, 'time 9') }, sha256, isSigned), { ok: false, why: 'wrong-signature' });
});

test('the inspector filters, sees the state of the log and the proof, and is himself in the trail', async () => {
  const list = z.object({ items: z.array(z.object({ id: z.string(), seq: z.number().nullable(), actor: z.string(), outcome: z.string(), action: z.string() })), more: z.boolean() });
  const search = async (body: object) => list.parse((await edge.call(inspector, 'POST', '/api/audit/search', body)).json).items;
  assert.deepEqual(new Set((await search({ person: LAN, outcome: 'done', facility: '89001' })).map((one) => one.actor)), new Set(['clerk-89001']));
  assert.ok((await search({ outcome: 'refused', action: 'audit' })).length > 0);
  assert.deepEqual(await search({ from: '20200101', to: '20200102' }), []);
  const [first] = await search({ person: LAN, action: 'person.read', outcome: 'done' });
  const detail = z.object({ proof: z.unknown() }).parse((await edge.call(inspector, 'GET', `/api/audit/events/${first?.id}`)).json);
  assert.equal((await checkProof(proofFile.parse(detail.proof), sha256, isSigned)).ok, true);
  const state = z.object({ size: z.number(), checkpoint: z.object({ size: z.number() }).nullable() }).parse((await edge.call(inspector, 'GET', '/api/audit/state')).json);
  assert.equal(state.checkpoint?.size, state.size);
  assert.ok((await search({ actor: 'thanh-tra' })).some((one) => one.action === 'audit.read'));
  assert.deepEqual((await mine(LAN)).items.filter((one) => one.role === 'inspector').length > 0, true, 'who searched for him stands in his list');
});

test('unusual reading is told once: many persons in an hour, break-glass, colleagues, neighbours, the night', async () => {
  tellAudit(context, {
    holders: async () => [{ actor: 'clerk-89005', person: MINH, surname: 'nguyen', commune: '00004' }],
    describe: async (_tx, persons) => persons.map((person) => ({ person, surname: person === HOA ? 'nguyen' : 'tran', commune: '00004' })),
    visitedSince: async () => new Set(),
  });
  for (let at = 0; at < 31; at += 1) await open(nurse('89004'), randomUUID());
  await open(nurse('89005'), HOA);
  await open(nurse('89006'), MINH);
  await db.bookkeeping('test', (tx) => tx.run(
    `insert into audit_event (at, actor, role, facility, action, target, person, outcome, purpose) values ((date_trunc('day', now() at time zone 'Asia/Ho_Chi_Minh') - interval '1 hour') at time zone 'Asia/Ho_Chi_Minh', 'night', 'nurse', '89007', 'person.read', 'person/x', $1, 'done', 'care')`, [HOA]));
  const made = await lookForAlerts(context);
  assert.equal(await lookForAlerts(context), 0, 'twice is once');
  const list = z.object({ items: z.array(z.object({ id: z.string(), rule: z.string(), actor: z.string(), state: z.string(), reason: z.string().nullable() })), counts: z.record(z.string(), z.number()) });
  const alerts = async () => list.parse((await edge.call(inspector, 'GET', '/api/audit/alerts?limit=200')).json);
  const found = await alerts();
  assert.equal(found.items.length, made);
  const has = (rule: string, actor: string): boolean => found.items.some((one) => one.rule === rule && one.actor === actor);
  assert.ok(has('mass', 'clerk-89004') && has('break-glass', 'clerk-89002') && has('kin', 'clerk-89005') && has('colleague', 'clerk-89006') && has('night', 'night'), JSON.stringify(found.items));
  assert.ok(!found.items.some((one) => one.actor === 'thanh-tra' && one.rule === 'mass'));
  const id = found.items[0]?.id ?? '';
  assert.equal((await edge.call(inspector, 'POST', `/api/audit/alerts/${id}`, { state: 'closed', reason: 'x' })).fault, 'request.invalid');
  assert.equal((await edge.call(inspector, 'POST', `/api/audit/alerts/${id}`, { state: 'closed', reason: 'Trực cấp cứu, có bệnh án.' })).status, 204);
  assert.equal((await alerts()).counts['closed'], 1);
  assert.equal((await edge.call(DEPARTMENT, 'POST', `/api/audit/alerts/${id}`, { state: 'seen', reason: 'Viết đè lên lời người khác.' })).fault, 'audit.alert-closed');
  const own = found.items.find((one) => one.actor === 'clerk-89005');
  const himself: Policy = { ...DEPARTMENT, actor: { id: 'clerk-89005', kind: 'account' } };
  assert.equal((await edge.call(himself, 'POST', `/api/audit/alerts/${own?.id}`, { state: 'closed', reason: 'Tôi tự thấy là đúng.' })).fault, 'audit.own-alert');
  assert.equal((await alerts()).items.find((one) => one.id === own?.id)?.state, 'new');
  assert.equal((await edge.call(inspector, 'POST', '/api/audit/alerts/999999', { state: 'closed', reason: 'không có thật' })).fault, 'request.not-found');
});
