import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { amountOf, decimalOf, sumOf } from '#platform/exchange/rules';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { writeCsv, writeSheet } from '#platform/sheet';
import { exchangeRoom } from '../room.ts';
import { fixtureDay } from './fixture-day.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
const edge = await testEdge(context, [exchangeRoom]);
const CLERK = clerkOf('62990');
const { owe, set } = fixtureDay(db);
const FORM = '/api/adjudication-forms?destination=bhxh';
const AT = (moment: string) => `${FORM}&readAt=${encodeURIComponent(moment)}`;
const HEAD = ['STT', 'MA_LK', 'MA_CSKCB', 'XML1_ID', 'Bảng', 'STT dòng', 'Mã dòng chi phí', 'Tên chi phí', 'Số tiền đề nghị', 'Số tiền từ chối', 'Mã lý do', 'Lý do từ chối', 'Ngày trả kết quả'];
const line = (maLk: string, row: number, claimed: string, refused: string, more: Partial<Record<number, string>> = {}): string[] => Object.assign(['1', maLk, '62990', '701', 'XML2', String(row), '', 'Thuốc minh hoạ', claimed, refused, 'TC01', 'Ngoài phạm vi được hưởng', ''], more);
const xlsx = (...rows: string[][]) => writeSheet([['KẾT QUẢ GIÁM ĐỊNH'], HEAD, ...rows]);
const csv = (...rows: string[][]) => Buffer.from(writeCsv([['KẾT QUẢ GIÁM ĐỊNH'], HEAD, ...rows]), 'utf8');

const previewShape = z.object({
  problems: z.array(z.object({ line: z.number(), what: z.string() })), foreign: z.number(), counts: z.object({ visits: z.number(), lines: z.number(), broken: z.number(), problems: z.number(), strangers: z.number().nullable() }),
  claimed: z.string(), refused: z.string(), items: z.array(z.looseObject({ maLk: z.string(), refused: z.string(), known: z.boolean().nullable() })),
});
const tookShape = z.object({ isNew: z.boolean().nullable(), visits: z.number(), refused: z.string(), foreign: z.number(), problems: z.number(), broken: z.number(), did: z.object({ changed: z.number(), strangers: z.number(), older: z.number() }).nullable() });
const take = async (body: Buffer, url = FORM, as = CLERK) => tookShape.parse((await edge.call(as, 'POST', url, body)).json);
const lifeShape = z.object({ state: z.string(), answer: z.string().nullable(), adjudication: z.object({
  madeAt: z.string(), visitId: z.string().nullable(), resultDay: z.string().nullable(), claimed: z.string(), refused: z.string(), reply: z.object({ by: z.string(), basis: z.string() }).nullable(),
  lines: z.array(z.object({ table: z.string().nullable(), row: z.number().nullable(), lineId: z.string().nullable(), item: z.string().nullable(), claimed: z.string(), refused: z.string(), reasonCode: z.string().nullable(), reason: z.string() })),
}).nullable() });
const idRow = z.object({ id: z.string() });
const idOf = async (maLk: string, revision = 1): Promise<string> => (await db.bookkeeping('test', (tx) => tx.query('select id from exchange_message where ma_lk = $1 and revision = $2', [maLk, revision], idRow)))[0]?.id ?? '';
const lifeOf = async (maLk: string, as = CLERK, revision = 1) => lifeShape.parse((await edge.call(as, 'GET', `/api/exchange/${await idOf(maLk, revision)}`)).json);
const sums = z.object({ visits: z.number(), lines: z.number(), claimed: z.string(), refused: z.string() });
const dayOf = async (as = CLERK) => z.object({ adjudicated: sums.nullable() }).parse((await edge.call(as, 'GET', '/api/exchange-days/62990/bhxh/2026-11-20')).json).adjudicated;
const kept = async (as = CLERK) => z.object({ items: z.array(z.looseObject({ visits: z.number(), refused: z.string() })), totals: sums.nullable() }).parse((await edge.call(as, 'GET', '/api/adjudication-forms')).json);

test('who has no business with a facility’s results is refused before anything is looked at', async () => {
  for (const [method, url, body] of [['POST', FORM.replace('?', '/preview?'), xlsx()], ['POST', FORM, xlsx()], ['GET', '/api/adjudication-forms', undefined]] as const) {
    assert.equal((await edge.call(ANONYMOUS, method, url, body)).fault, 'access.not-signed-in', `${method} ${url}`);
    for (const as of [ADMIN, { ...CLERK, role: 'nurse' as const }, { ...ADMIN, role: 'citizen' as const }]) assert.equal((await edge.call(as, method, url, body)).fault, 'access.refused', `${as.role} ${method} ${url}`);
  }
  assert.equal((await edge.call(clerkOf('62981'), 'POST', `${FORM}&facility=62990`, xlsx())).fault, 'access.refused');
});

test('a form is shown as it is understood before anything is written; what is another’s is only counted; a list of received dossiers is none', async () => {
  await owe(['A1', 'A2', 'A3', 'A4']);
  for (const maLk of ['A1', 'A2', 'A3']) await set(maLk, 'accepted');
  await set('A4', 'unknown');
  const rows = [line('A1', 1, '100.000', '40.000'), line('A1', 2, '50.000,50', '0'), line('A2', 1, '1000', '1000', { 4: '', 5: '', 6: '9001' }), line('A3', 1, '100', '200'), line('A3', 2, '100', '20'), line('LA-1', 1, '7', '7'), line('KHAC', 1, '900', '900', { 2: '62981' }), line('KHAC', 2, 'x', '900', { 2: '62981' }), line('', 1, '1', '1')];
  for (const body of [xlsx(...rows), csv(...rows)]) {
    const seen = previewShape.parse((await edge.call(CLERK, 'POST', FORM.replace('?', '/preview?'), body)).json);
    assert.deepEqual([seen.counts, seen.foreign, seen.claimed, seen.refused], [{ visits: 3, lines: 4, broken: 1, problems: 2, strangers: 1 }, 2, '151007.50', '41007.00']);
    assert.deepEqual(seen.problems.map((one) => one.line), [6, 11]);
    assert.deepEqual(seen.items.map((one) => [one.maLk, one.refused, one.known])[0], ['LA-1', '7.00', false], 'what has no visit is seen first');
  }
  assert.deepEqual([await dayOf(), (await kept()).items], [null, []], 'a preview writes nothing');
  assert.equal((await edge.call(CLERK, 'POST', FORM, Buffer.from('MA_LK;Trạng thái\r\nA1;Đã giám định'))).fault, 'adjudication-form.unreadable');
  assert.equal((await edge.call(CLERK, 'POST', FORM, Buffer.from('PK không phải'))).fault, 'adjudication-form.unreadable');
  const took = await take(xlsx(...rows), AT('2026-11-24T15:00:00+07:00'));
  assert.deepEqual(took, { isNew: true, visits: 3, refused: '41007.00', foreign: 2, problems: 2, broken: 1, did: { changed: 3, strangers: 1, older: 0 } });
  const foreign = await db.bookkeeping('test', (tx) => tx.query("select id from exchange_adjudication where facility <> '62990'", [], idRow));
  assert.deepEqual(foreign, [], 'nothing of another facility is taken');
});

test('the message is adjudicated and says which lines, how much, why, and until when to answer; the day and the facility have the sums', async () => {
  const life = await lifeOf('A1');
  assert.deepEqual([life.state, life.answer], ['adjudicated', 'Đã giám định: từ chối 40.000 đ ở 1 dòng.']);
  assert.deepEqual(life.adjudication, {
    madeAt: '2026-11-24T08:00:00.000Z', visitId: '701', resultDay: null, claimed: '150000.50', refused: '40000.00', reply: { by: '2026-11-27T23:59:59+07:00', basis: 'TT12.2026.D10' },
    lines: [{ table: 'XML2', row: 1, lineId: null, item: 'Thuốc minh hoạ', claimed: '100000.00', refused: '40000.00', reasonCode: 'TC01', reason: 'Ngoài phạm vi được hưởng' }, { table: 'XML2', row: 2, lineId: null, item: 'Thuốc minh hoạ', claimed: '50000.50', refused: '0.00', reasonCode: 'TC01', reason: 'Ngoài phạm vi được hưởng' }],
  });
  assert.deepEqual([(await lifeOf('A3')).state, (await lifeOf('A3')).adjudication], ['accepted', null], 'one of its lines was not understood');
  assert.deepEqual(await dayOf(), { visits: 2, lines: 2, claimed: '151000.50', refused: '41000.00' });
  assert.deepEqual((await kept()).totals, { visits: 3, lines: 3, claimed: '151007.50', refused: '41007.00' });
  // What came before we had the visit is shown when we have it.
  await owe(['LA-1']);
  assert.equal((await lifeOf('LA-1')).adjudication?.refused, '7.00');
  assert.deepEqual((await kept(clerkOf('62981'))), { items: [], totals: { visits: 0, lines: 0, claimed: '0', refused: '0' } });
});

test('the same form twice changes nothing; a later one takes the place of what it names; an earlier one does not', async () => {
  const state = () => db.bookkeeping('test', (tx) => tx.query("select to_jsonb(a)::text || (select string_agg(to_jsonb(l)::text, ' ' order by ordinal) from exchange_adjudicated_line l where l.adjudication = a.id) as t from exchange_adjudication a order by a.facility, a.ma_lk", [], z.object({ t: z.string() })));
  const later = csv(line('A1', 1, '100.000', '10.000'), line('A4', 3, '5000', '0'));
  assert.deepEqual((await take(later, AT('2026-11-25T15:00:00+07:00'))).did, { changed: 2, strangers: 0, older: 0 });
  assert.deepEqual([(await lifeOf('A1')).adjudication?.lines.length, (await lifeOf('A1')).adjudication?.refused], [1, '10000.00']);
  const none = await lifeOf('A4');
  assert.deepEqual([none.state, none.answer, none.adjudication?.reply], ['adjudicated', 'Đã giám định: không dòng nào bị giảm.', null], 'unknown before: the receiver has it; nothing to answer');
  await take(csv(line('A2', 1, '1000', '1000', { 12: '20/11/2026' })), AT('2026-11-25T16:00:00+07:00'));
  assert.deepEqual((await lifeOf('A2')).adjudication?.reply, { by: '2026-11-25T23:59:59+07:00', basis: 'TT12.2026.D10' }, 'counted from the day that the form says: a Friday');
  const before = [await state(), await kept(), await dayOf()];
  const again = await take(later, AT('2026-11-26T15:00:00+07:00'));
  assert.deepEqual([again.isNew, again.did], [false, { changed: 0, strangers: 0, older: 0 }]);
  assert.deepEqual((await take(xlsx(line('A1', 1, '100.000', '90.000')), AT('2026-11-23T15:00:00+07:00'))).did, { changed: 0, strangers: 0, older: 1 });
  assert.deepEqual([await state(), await dayOf()], [before[0], before[2]]);
});

test('a later form that says the same stands against one that was made before it', async () => {
  await owe(['D1']);
  await set('D1', 'accepted');
  await take(csv(line('D1', 1, '900', '100')), AT('2026-11-25T10:00:00+07:00'));
  assert.equal((await take(csv(line('D1', 1, '900', '100'), line('D2', 1, '1', '0')), AT('2026-11-25T14:00:00+07:00'))).did?.changed, 1);
  assert.deepEqual((await take(csv(line('D1', 1, '900', '700')), AT('2026-11-25T12:00:00+07:00'))).did, { changed: 0, strangers: 0, older: 1 });
  assert.deepEqual([(await lifeOf('D1')).adjudication?.refused, (await lifeOf('D1')).adjudication?.madeAt], ['100.00', '2026-11-25T03:00:00.000Z'], 'and gives no further time to answer');
  await db.bookkeeping('test', async (tx) => { for (const table of ['exchange_adjudicated_line where adjudication in (select id from exchange_adjudication where ma_lk in (\'D1\', \'D2\'))', 'exchange_adjudication where ma_lk in (\'D1\', \'D2\')']) await tx.run(`delete from ${table}`); });
});

test('a mended revision that waits is not what was judged; one that went after the form was made is not touched', async () => {
  await owe(['B1', 'B2']);
  await set('B1', 'rejected'); await set('B2', 'accepted');
  await owe(['B1', 'B2'], { revision: 2, file: 'b'.repeat(64) });
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set state = 'received', last_attempt_at = '2026-11-25T20:00:00+07:00' where ma_lk = 'B2' and revision = 2`));
  assert.deepEqual((await take(xlsx(line('B1', 1, '900', '100'), line('B2', 1, '900', '100')), AT('2026-11-25T18:00:00+07:00'))).did, { changed: 1, strangers: 0, older: 1 });
  assert.deepEqual([(await lifeOf('B1')).state, (await lifeOf('B1', CLERK, 2)).state, (await lifeOf('B1', CLERK, 2)).adjudication], ['adjudicated', 'owed', null]);
  assert.deepEqual([(await lifeOf('B2')).state, (await lifeOf('B2', CLERK, 2)).state], ['accepted', 'received']);
});

test('whoever may not see a visit learns nothing of it from a form, a day or a sum', async () => {
  const before = await dayOf(DEPARTMENT);
  await owe(['H1'], { labels: ['HIV'] });
  await set('H1', 'accepted');
  const url = `${FORM}&facility=62990`;
  const [hidden, absent] = [await take(xlsx(line('H1', 1, '900', '100')), url, DEPARTMENT), await take(xlsx(line('NAY', 1, '900', '100')), url, DEPARTMENT)];
  assert.deepEqual(hidden, absent, 'one that is hidden and one that is not there');
  assert.equal(hidden.did, null);
  assert.deepEqual(await dayOf(DEPARTMENT), before);
  assert.equal((await edge.call(DEPARTMENT, 'GET', `/api/exchange/${await idOf('H1')}`)).fault, 'request.not-found');
  assert.equal((await kept(DEPARTMENT)).totals, null);
  assert.equal((await lifeOf('H1')).adjudication?.refused, '100.00', 'its own clerk sees it');
  assert.equal((await dayOf())?.refused, '11200.00');
});

test('whatever a form holds: the sums shown are the sums of its lines, and twice is once', async () => {
  const each = fc.record({ visit: fc.integer({ min: 1, max: 4 }), row: fc.integer({ min: 1, max: 9 }), claimed: fc.bigInt({ min: 0n, max: 10n ** 11n }), part: fc.integer({ min: 0, max: 100 }) });
  let round = 0;
  await fc.assert(fc.asyncProperty(fc.uniqueArray(each, { selector: ({ visit, row }) => `${visit} ${row}`, minLength: 1, maxLength: 15 }), fc.boolean(), async (all, asSheet) => {
    round += 1;
    const facility = `7${String(round).padStart(4, '0')}`;
    const refusedOf = (one: { claimed: bigint; part: number }): bigint => one.claimed * BigInt(one.part) / 100n;
    await owe([...new Set(all.map(({ visit }) => `P${visit}`))], { facility });
    const rows = all.map((one) => line(`P${one.visit}`, one.row, decimalOf(one.claimed), decimalOf(refusedOf(one)), { 2: facility }));
    const body = asSheet ? xlsx(...rows) : csv(...rows);
    const clerk = clerkOf(facility);
    const took = await take(body, FORM, clerk);
    const first = [(await kept(clerk)), await db.bookkeeping('test', (tx) => tx.query('select l.refused as t from exchange_adjudicated_line l join exchange_adjudication a on a.id = l.adjudication where a.facility = $1 order by 1', [facility], z.object({ t: z.string() })))] as const;
    const whole = sumOf(all.map(refusedOf));
    assert.equal(amountOf(took.refused), whole);
    assert.equal(amountOf(first[0].totals?.refused ?? ''), whole);
    assert.equal(sumOf(first[1].map(({ t }) => amountOf(t) ?? -1n)), whole);
    assert.equal((await take(body, FORM, clerk)).isNew, false);
    assert.deepEqual([(await kept(clerk)), await db.bookkeeping('test', (tx) => tx.query('select l.refused as t from exchange_adjudicated_line l join exchange_adjudication a on a.id = l.adjudication where a.facility = $1 order by 1', [facility], z.object({ t: z.string() })))], first);
  }), { numRuns: 25 });
});
