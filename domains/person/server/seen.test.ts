import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy, type Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { readResource } from '#platform/store';
import { claimRoom } from '#domains/claim/server';
import { claimFile, count, facilityPolicy, fileAll, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { checkSome, joinPatients, personByCitizenNumber, personRoom, undoJoin } from '#domains/person/server';

const { db, owner } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom, personRoom]);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);
const NO_PAPERS = { SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '' };
const post = (as: string, url: string, payload: object) => app.inject({ method: 'POST', url, headers: { 'x-test-as': as, 'x-yteso': '1' }, payload });
const get = (as: string, url: string) => app.inject({ method: 'GET', url, headers: { 'x-test-as': as } });
async function filed(facility: string, number: string, name: string, more: Record<string, string> = {}): Promise<{ patient: string; person: string }> {
  await send(context, facilityPolicy(facility), claimFile([visit(more['MA_LK'] ?? number, { MA_BN: number, HO_TEN: name, ...NO_PAPERS, MA_CSKCB: facility, ...more })], facility));
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

test('a case does not count the visits that are hidden, and one with a side that is known by such alone is not there', async () => {
  await filed('62981', 'SE-8', 'Ksor Đếm Lượt');
  const mixed = await filed('62990', 'SE-9', 'Ksor Đếm Lượt');
  await send(context, facilityPolicy('62990'), claimFile([visit('SE-9b', { MA_BN: 'SE-9', HO_TEN: 'Ksor Đếm Lượt', ...NO_PAPERS, MA_CSKCB: '62990', MA_BENH_CHINH: 'B20.7' })], '62990'));
  await fileAll(context);
  while (await checkSome(context)) { /* goes on */ }
  interface Sides { readonly a: { readonly visits: number }; readonly b: { readonly visits: number } }
  const caseOf = async (patient: string) => (await within((tx) => tx.query('select id from person_case where $1 in (a, b)', [patient], z.object({ id: z.string() }))))[0]?.id ?? '';
  const listed = async () => (await get('department', '/api/person-cases')).json<{ items: (Sides & { id: string })[]; progress: { all: number } }>();
  const waiting = async () => (await get('department', '/api/person-cases/summary')).json<{ waiting: number; progress: unknown }>();
  const one = (await get('department', `/api/person-cases/${await caseOf(mixed.patient)}`)).json<Sides>();
  assert.deepEqual([one.a.visits, one.b.visits], [1, 1]);
  const [list, count] = [await listed(), await waiting()];
  await filed('62981', 'SE-10', 'Ksor Không Kể');
  const before = [await listed(), await waiting()] as const;
  const hidden = await filed('62982', 'SE-11', 'Ksor Không Kể', { MA_BENH_CHINH: 'B20.7' });
  while (await checkSome(context)) { /* goes on */ }
  const kept = await caseOf(hidden.patient);
  assert.notEqual(kept, '', 'it waits for whoever may see both');
  assert.deepEqual([(await listed()).items, await waiting()], [before[0].items, { ...before[1], progress: { all: list.progress.all + 1, checked: list.progress.all + 1 } }]);
  assert.equal(count.waiting, before[1].waiting);
  assert.deepEqual([(await get('department', `/api/person-cases/${kept}`)).statusCode, (await post('department', `/api/person-cases/${kept}/decision`, { decision: 'different' })).statusCode], [404, 404]);
});

test('a question about a hidden source stands for no other: the two persons are asked about by what is open too', async () => {
  const one = await filed('62981', 'SE-40', 'Kpă Hỏi Hai');
  const clinic = await filed('62982', 'SE-41', 'Kpă Hỏi Hai', { DIEN_THOAI: '0966000111', MA_BENH_CHINH: 'B20.7' });
  await within((tx) => joinPatients(tx, one.patient, clinic.patient, 'clerk', 'thử'));
  const other = await filed('62990', 'SE-42', 'Kpă Hỏi Hai', { DIEN_THOAI: '0966000111' });
  while (await checkSome(context)) { /* goes on */ }
  const items = (await get('department', '/api/person-cases?limit=200')).json<{ items: { a: { patient: string }; b: { patient: string } }[] }>().items;
  assert.equal(items.filter(({ a, b }) => [a.patient, b.patient].sort().join() === [one.patient, other.patient].sort().join()).length, 1);
});

test('who is known to a clinic by protected visits alone is so to nobody else, by no number, name, Patient or join, until an open visit comes', async () => {
  const open = await filed('62981', 'SE-20', 'Siu H’Oan', { SO_CCCD: '062170000999', NGAY_VAO: '202609010800' });
  const more = { SO_CCCD: '062170000999', DIEN_THOAI: '0977123456', HO_TEN: 'Siu Kín H’Oan', NGAY_VAO: '202610010800' };
  const hidden = await filed('62982', 'SE770021', 'Siu Kín H’Oan', { ...more, MA_BENH_CHINH: 'B20.7' });
  await within((tx) => joinPatients(tx, open.patient, hidden.patient, 'clerk', 'thử'));
  const found = async (as: string, q: string) => (await post(as, '/api/people/search', { q })).json<{ items: { name: string; phone: string | null }[] }>().items.map((one) => `${one.name} ${one.phone ?? '-'}`);
  const facilities = async (as: string) => (await get(as, `/api/people/${open.person}`)).json<{ sources: { facility: { code: string } }[] }>().sources.map((one) => one.facility.code);
  for (const as of ['department', 'facility 62981']) {
    assert.deepEqual(await Promise.all(['SE770021', '0977123456', 'siu kín', '062170000999'].map((q) => found(as, q))), [[], [], [], ['Siu H’Oan -']], as);
    assert.deepEqual([await facilities(as), (await get(as, `/api/people/${open.person}`)).body.includes('Kín')], [['62981'], false], as);
  }
  for (const q of ['SE770021', '0977123456', 'siu kín']) assert.deepEqual(await found('facility 62982', q), ['Siu Kín H’Oan 0977123456'], `its maker finds by ${q}`);
  assert.deepEqual(await facilities('facility 62982'), ['62981', '62982']);
  const patientFor = (policy: Partial<Policy>) => db.withAccess({ actor: { id: 'somebody', kind: 'account' }, role: 'department', facility: null, purpose: 'work', requestId: null, ...policy }, { action: 'record.read', target: 'test' },
    async (tx) => (await readResource(tx, 'Patient', hidden.patient)) !== undefined);
  const who = (): Promise<boolean[]> => Promise.all([patientFor({}), patientFor({ rights: ['PSY'] }), patientFor({ rights: ['HIV'] }), patientFor({ role: 'citizen', purpose: 'own', person: open.person }), patientFor({ role: 'doctor', facility: '62982' })]);
  assert.deepEqual(await who(), [false, false, true, true, true]);
  assert.equal(await within(async (tx) => personByCitizenNumber(tx, '062170000999')), open.person);
  await filed('62982', 'SE770021', 'Siu Kín H’Oan', { ...more, MA_BENH_CHINH: 'F20.0', MA_LK: 'SE770021b' });
  assert.deepEqual(await who(), [false, true, true, true, true], 'one of the visits is enough');
  await filed('62982', 'SE770021', 'Siu Kín H’Oan', { ...more, MA_BENH_CHINH: 'J00', MA_LK: 'SE770021c', NGAY_VAO: '202608010800' });
  assert.deepEqual([await who(), await found('department', '0977123456'), await facilities('department')], [[true, true, true, true, true], ['Siu Kín H’Oan 0977123456'], ['62981', '62982']], 'its first open visit opens it, also one from before');
  await filed('62982', 'SE770021', 'Siu Kín H’Oan', { ...more, MA_BENH_CHINH: 'B20.7', MA_LK: 'SE770021c', NGAY_VAO: '202608010800' });
  assert.deepEqual([await who(), await found('department', '0977123456'), await found('department', '062170000999')], [[false, true, true, true, true], [], ['Siu H’Oan -']], 'a revision that makes it protected closes it');
});

test('what is protected follows a join and its undoing, though whoever joins may not see it', async () => {
  const first = await filed('62981', 'SE-30', 'Rmah Đi Theo');
  const second = await filed('62990', 'SE-31', 'Rmah Đi Theo');
  await filed('62990', 'SE-31', 'Rmah Đi Theo', { MA_LK: 'SE-31b', MA_BENH_CHINH: 'B20.7' });
  const owners = () => within((tx) => tx.query("select distinct r.person from resource r where r.patient = $1", [second.patient], z.object({ person: z.string() })));
  const alone = await filed('62982', 'SE-32', 'Rmah Đi Theo', { MA_BENH_CHINH: 'B20.7' });
  assert.equal((await post('department', `/api/people/${first.person}/joins`, { other: alone.person, why: 'thử xem có được không' })).json<{ error: { code: string } }>().error.code, 'person.no-patient');
  const { join } = (await post('department', `/api/people/${first.person}/joins`, { other: second.person, why: 'cùng một người' })).json<{ join: string }>();
  assert.deepEqual(await owners(), [{ person: first.person }]);
  assert.equal((await post('department', `/api/person-joins/${join}/undo`, { why: 'nhầm người' })).statusCode, 200);
  assert.deepEqual(await owners(), [{ person: second.person }]);
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
  await owner.bookkeeping('test', async (tx) => {
    await tx.run('alter table resource disable trigger user');
    await tx.run("update resource set updated = updated - interval '9 days'");
    await tx.run('alter table resource enable trigger user');
  });
  await within((tx) => undoJoin(tx, join, 'thử'));
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  assert.equal((await get('department', `/api/people/${a.person}?asOf=${day}`)).json<{ sources: unknown[] }>().sources.length, 2);
  assert.equal(await audited(b.person), 2);
});
