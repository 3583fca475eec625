import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { claimRoom } from '#domains/claim/server';
import { claimFile, count, facilityPolicy, fileAll, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { checkSome, joinPatients, personRoom, undoJoin } from '#domains/person/server';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom, personRoom]);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);
const get = (as: string, url: string) => app.inject({ method: 'GET', url, headers: { 'x-test-as': as } });
async function filed(facility: string, number: string, name: string, more: Record<string, string> = {}): Promise<{ patient: string; person: string }> {
  await send(context, facilityPolicy(facility), claimFile([visit(number, { MA_BN: number, HO_TEN: name, SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '', MA_CSKCB: facility, ...more })], facility));
  await fileAll(context);
  const [found] = await within((tx) => tx.query('select patient, person from person_patient where patient_number = $1', [number], z.object({ patient: z.string(), person: z.string() })));
  return found ?? { patient: '', person: '' };
}
const audited = (person: string) => count(context, "audit_event where action = 'person.find' and target = $1", [`person/${person}`]);

test('a join that was undone tells a facility nothing of who never came to it; whoever is shown is written down', async () => {
  const mine = await filed('62990', 'SE-1', 'Siu Của Tôi');
  const other = await filed('62981', 'SE-2', 'Siu Người Lạ');
  const { join } = await within((tx) => joinPatients(tx, mine.patient, other.patient, 'clerk', 'thử'));
  await within((tx) => undoJoin(tx, join, 'nhầm với Siu Người Lạ'));
  const told = await get('facility 62990', `/api/people/${mine.person}/joining`);
  assert.deepEqual([told.statusCode, told.json<{ joins: unknown[]; sources: unknown[] }>().joins, told.body.includes('Người Lạ'), await audited(other.person)], [200, [], false, 0]);
  assert.equal((await get('department', `/api/people/${mine.person}/joining`)).json<{ joins: unknown[] }>().joins.length, 1);
  assert.equal(await audited(other.person), 1);
});

test('a source all of whose visits are protected is told by no join and by no past day; its maker and the joins of others stay', async () => {
  const open = await filed('62981', 'SE-5', 'Rơ Ba Nơi');
  const third = await filed('62982', 'SE-6', 'Rơ Ba Nơi');
  const hidden = await filed('62990', 'SE-7', 'Rơ Ba Nơi', { MA_BENH_CHINH: 'B20.7' });
  for (const other of [third, hidden]) await within((tx) => joinPatients(tx, open.patient, other.patient, 'clerk', 'thử'));
  const day = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  for (const as of ['department', 'facility 62981', 'facility 62982']) {
    const person = (await within((tx) => tx.query('select person from person_patient where patient = $1', [open.patient], z.object({ person: z.string() }))))[0]?.person;
    const told = await get(as, `/api/people/${person}/joining`);
    assert.deepEqual([told.statusCode, told.json<{ joins: unknown[] }>().joins.length, told.body.includes('62990'), told.body.includes('SE-7')], [200, 1, false, false], as);
    const past = await get(as, `/api/people/${person}?asOf=${day}`);
    assert.deepEqual([past.statusCode, past.json<{ sources: unknown[] }>().sources.length, past.body.includes('62990'), past.body.includes('SE-7')], [200, 2, false, false], as);
  }
  const own = await get('facility 62990', `/api/people/${open.person}/joining`);
  assert.ok(own.statusCode === 404 || own.json<{ joins: unknown[] }>().joins.length > 0);
});

test('a case does not count the visits that are hidden', async () => {
  await filed('62981', 'SE-8', 'Ksor Đếm Lượt');
  const hidden = await filed('62990', 'SE-9', 'Ksor Đếm Lượt', { MA_BENH_CHINH: 'B20.7' });
  while (await checkSome(context)) { /* goes on */ }
  const [found] = await within((tx) => tx.query('select id from person_case where $1 in (a, b)', [hidden.patient], z.object({ id: z.string() })));
  interface Sides { readonly a: { readonly visits: number }; readonly b: { readonly visits: number } }
  const one = (await get('department', `/api/person-cases/${found?.id}`)).json<Sides>();
  assert.deepEqual([one.a.visits, one.b.visits].sort(), [0, 1]);
  const listed = (await get('department', '/api/person-cases')).json<{ items: (Sides & { id: string })[] }>().items.find((each) => each.id === found?.id);
  assert.deepEqual([listed?.a.visits, listed?.b.visits].sort(), [0, 1]);
});

test('who is shown in a case, and who was one with a person on a past day, is written down', async () => {
  const a = await filed('62990', 'SE-3', 'Nay Hai Bên');
  const b = await filed('62981', 'SE-4', 'Nay Hai Bên');
  while (await checkSome(context)) { /* goes on */ }
  const [found] = await within((tx) => tx.query('select id from person_case where a = any($1)', [[a.patient, b.patient]], z.object({ id: z.string() })));
  assert.equal((await get('department', `/api/person-cases/${found?.id}`)).statusCode, 200);
  assert.deepEqual([await audited(a.person), await audited(b.person)], [1, 1]);
  const { join } = await within((tx) => joinPatients(tx, a.patient, b.patient, 'clerk', 'thử'));
  await within(async (tx) => {
    await tx.run("update person_patient set linked_at = linked_at - interval '9 days'");
    await tx.run("update person_join set at = at - interval '9 days' where id = $1", [join]);
  });
  await within((tx) => undoJoin(tx, join, 'thử'));
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  assert.equal((await get('department', `/api/people/${a.person}?asOf=${day}`)).json<{ sources: unknown[] }>().sources.length, 2);
  assert.equal(await audited(b.person), 2);
});
