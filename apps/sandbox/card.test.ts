import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom, catalogues } from '#platform/catalogue/server';
import { dayInVietnam } from '#platform/time/rules';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, DEPARTMENT, clerkOf, testContext, testEdge } from '#platform/room/testing';
import { Passes, connectInsurer, insurerRoom, lookUpCard, lookUpCopayment, passwordHashOf, readingOf } from '#domains/claim/insurer';
import type { Gateway } from '#domains/claim/insurer';
import { CARD_CODES, CARD_FAILURES, COPAY_CODES, staffOf } from './card.ts';
import { startSandbox } from './index.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const sandbox = await startSandbox({ lateSeconds: 30 });
after(() => sandbox.close());
await catalogueRoom.prepare?.(context, () => {});
let away = false;
const gateway: Gateway = {
  get baseUrl() { return away ? 'http://127.0.0.1:9' : sandbox.url; },
  accountOf: (facility) => {
    const username = `${facility}_BV`;
    const staff = facility === '99007' ? undefined : facility === '99006' ? { ...staffOf(username), name: 'Khác' } : staffOf(username);
    return Promise.resolve(facility === '99008' ? undefined : { username, passwordHash: passwordHashOf(sandbox.passwordOf(username) ?? ''), staff });
  },
};
const room = insurerRoom(() => { throw new Error('not asked here'); });
const edge = await testEdge(context, [room]);
const passes = new Passes(gateway);
const never = new AbortController().signal;
const NUMBER = '062190000';
const asked = (ending: string, more: object = {}) => ({ number: `${NUMBER}${ending}`, name: 'Lò Thị Ước', born: '19900305', ...more });
const look = (ending: string, facility = '99001') => lookUpCard(gateway, passes, facility, asked(ending), never);
const sum = (ending: string, born = '19900305') => lookUpCopayment(gateway, passes, '99001', asked(ending, { born }), never);

const reading = z.object({ meaning: z.string(), code: z.string().nullable(), text: z.string(), todo: z.string(), basis: z.string().nullable(), checkedLater: z.string().nullable(), card: z.looseObject({ name: z.string(), next: z.looseObject({ number: z.string() }).nullable() }).nullable() });
const nurse = { ...clerkOf('99001'), role: 'nurse' as const, actor: { id: 'nurse-99001', kind: 'account' as const } };
const post = (as: typeof ADMIN, body: object) => edge.call(as, 'POST', '/api/card-lookups', body);
const rows = z.object({ items: z.array(z.looseObject({ asked: z.object({ number: z.string() }), askedBy: z.string(), answeredAt: z.string().nullable(), answer: z.looseObject({ meaning: z.string() }).nullable() })) });
const list = async (as: typeof ADMIN) => rows.parse((await edge.call(as, 'GET', '/api/card-lookups')).json).items;

test('only who takes patients in at a facility looks cards up, and sees what his own facility asked', async () => {
  for (const as of [ANONYMOUS, ADMIN, DEPARTMENT, { ...ADMIN, role: 'citizen' as const }, { ...nurse, facility: null }]) {
    assert.match((await post(as, asked('000'))).fault, /^access\./u, as.role);
    assert.match((await edge.call(as, 'GET', '/api/card-lookups')).fault, /^access\./u, as.role);
  }
  for (const wrong of [{ number: '123' }, { number: 'GD47912345678901' }, { name: ' ' }, { born: '1990' }, { born: '19900231' }, { more: 1 }]) assert.equal((await post(nurse, asked('000', wrong))).fault, 'request.invalid');
});

test('no gateway yet: the patient is taken in, the card is owed once, without its number in the clear', async () => {
  for (let i = 0; i < 2; i += 1) {
    const said = reading.parse((await post(nurse, asked('000'))).json);
    assert.deepEqual([said.meaning, said.basis], ['away', 'ND188.2025.D38']);
    assert.match(said.todo, /tiếp nhận người bệnh/u);
    assert.ok(said.checkedLater);
    assert.ok(catalogues(context).article(said.basis ?? '')?.article === 'Điều 38');
  }
  assert.deepEqual((await list(clerkOf('99001'))).map((one) => [one.asked.number, one.askedBy, one.answeredAt]), [[`${NUMBER}000`, 'nurse-99001', null]]);
  assert.deepEqual(await list(clerkOf('99002')), []);
  const text = z.object({ t: z.string() });
  const kept = await db.bookkeeping('test', async (tx) => [...await tx.query("select card_check_owed::text || encode(question, 'escape') as t from card_check_owed", [], text), ...await tx.query("select audit_event::text as t from audit_event where action = 'card.lookup'", [], text)]);
  assert.ok(kept.length > 3);
  for (const { t } of kept) for (const clear of [`${NUMBER}000`, 'Lò Thị Ước']) assert.ok(!t.includes(clear));
});

test('connected: every code of the list means what the list says; what is usable brings the card, and a new one with it', async () => {
  connectInsurer(context, gateway);
  const meanings = new Set<string>();
  for (const code of CARD_CODES.filter((one) => one !== '401')) {
    const said = reading.parse((await post(nurse, asked(code))).json);
    const entry = catalogues(context).find('CARD_LOOKUP_maKetQua', code, '20261121');
    assert.deepEqual([said.code, said.meaning, said.text, said.todo], [code, entry?.attributes['meaning'], `${entry?.display}.`, entry?.attributes['todo']], code);
    assert.ok(said.todo.length > 10, code);
    meanings.add(said.meaning);
    assert.equal(said.card !== null, ['000', '003', '004', '010'].includes(code), code);
    assert.equal(said.card?.next?.number.slice(0, 2), said.meaning === 'new-card' ? 'GD' : undefined, code);
    assert.equal(said.checkedLater !== null, said.meaning === 'away', code);
  }
  assert.deepEqual([...meanings].sort(), ['away', 'new-card', 'not-usable', 'papers', 'trouble', 'usable']);
  const strange = reading.parse((await post(nurse, asked('907'))).json);
  assert.deepEqual([strange.meaning, strange.code, strange.checkedLater], ['unknown', '999', null]);
});

test('the staff member is the one that was registered; without account or session a person must mend it, and the patient is taken in', async () => {
  const means = async (facility: string) => { const answer = await look('000', facility); return [answer.outcome, answer.outcome === 'answered' ? answer.code : answer.why]; };
  assert.deepEqual(await means('99006'), ['answered', '055']);
  assert.deepEqual(await means('99007'), ['answered', '205']);
  assert.match((await means('99008')).join(' '), /^no-pass .*chưa có tài khoản/u);
  const denied = readingOf(await look('401'), catalogues(context), '20261121');
  assert.deepEqual([denied.meaning, denied.later, denied.basis], ['trouble', true, 'ND188.2025.D38']);
  assert.equal((await look('908')).outcome, 'answered', 'a session that has ended is renewed once');
});

test('whatever the line does is the gateway being away, within eight seconds', async () => {
  const began = Date.now();
  const outcomes = await Promise.all(['901', '902', '903', '904', '905', '906'].flatMap((ending) => [look(ending), sum(ending)]));
  assert.deepEqual(new Set(outcomes.map((one) => one.outcome)), new Set(['unreachable']));
  assert.ok(Date.now() - began < 12_000);
});

test('cumulative co-payment: sum, nothing, refused, blocked, away', async () => {
  const found = await sum('200');
  const year = dayInVietnam(Date.now()).slice(0, 4);
  assert.deepEqual(found.outcome === 'found' ? [found.visits.map((one) => [one.to, one.own, one.sum]), found.cardUntil] : found, [[[`${year}0105`, 90_000_000n, 140_000_000n], [`${year}0102`, 50_000_000n, 50_000_000n]], '20271231']);
  for (const born of ['199003', '1990']) assert.equal((await sum('200', born)).outcome, 'found');
  assert.equal((await sum('204')).outcome, 'none');
  assert.deepEqual((await Promise.all(['400', '501', '907', '500', '401'].map((ending) => sum(ending)))).map((one) => ('code' in one ? one.code : one.outcome)), ['400', '500-khoa', '999', '500', 'no-pass']);
});

const copayment = z.object({
  answer: z.string(), code: z.string().nullable(), text: z.string().min(5), todo: z.string().min(10), note: z.string(), cardUntil: z.string().nullable(),
  exemption: z.strictObject({ on: z.string(), standing: z.string(), paid: z.string(), threshold: z.string(), missing: z.string(), salary: z.string(), months: z.string(), mustExceed: z.boolean(), fiveYearsFrom: z.string().nullable(), basis: z.string() }).nullable(),
  visits: z.array(z.strictObject({ facility: z.object({ code: z.string(), name: z.string() }), from: z.string(), to: z.string(), own: z.string(), sum: z.string() })),
});
const copay = async (ending: string, fiveYearsFrom: string | null = '20250601') => copayment.parse((await edge.call(nurse, 'POST', '/api/copayment-lookups', asked(ending, { fiveYearsFrom }))).json);

test('what was paid this year is asked by those who may look up cards, and the trail has it without the number', async () => {
  for (const as of [ANONYMOUS, ADMIN, DEPARTMENT, { ...ADMIN, role: 'citizen' as const }, { ...nurse, facility: null }]) assert.match((await edge.call(as, 'POST', '/api/copayment-lookups', asked('200'))).fault, /^access\./u, as.role);
  for (const wrong of [{ number: '123' }, { name: ' ' }, { born: '1990' }, { fiveYearsFrom: '20250231' }, { more: 1 }]) assert.equal((await edge.call(nurse, 'POST', '/api/copayment-lookups', asked('200', wrong))).fault, 'request.invalid');
  const before = await db.bookkeeping('test', (tx) => tx.query("select audit_event::text as t from audit_event where action = 'card.lookup' and target like 'copayment/%'", [], z.object({ t: z.string() })));
  away = true;
  assert.equal((await copay('200')).answer, 'away');
  away = false;
  const after = await db.bookkeeping('test', (tx) => tx.query("select audit_event::text as t from audit_event where action = 'card.lookup' and target like 'copayment/%'", [], z.object({ t: z.string() })));
  assert.equal(after.length, before.length + 1, 'also a question that got no answer');
  for (const { t } of after) for (const clear of [`${NUMBER}200`, 'Lò Thị Ước']) assert.ok(!t.includes(clear));
});

test('where somebody stands: the sum of this year against six base salaries of today, and five years', async () => {
  const today = dayInVietnam(Date.now());
  const salary = catalogues(context).parameter('base-salary', today);
  const threshold = String(Number(salary) * 6);
  assert.equal(threshold, '15180000', 'the stand-in plays round this limit');
  const short = await copay('200');
  assert.deepEqual(short.exemption, { on: today, standing: 'short', paid: '1400000', threshold, missing: '13780000', salary, months: '6', mustExceed: true, fiveYearsFrom: '20250601', basis: 'LUATBHYT.2008' });
  assert.deepEqual(short.visits.map((one) => [one.facility.name, one.own, one.sum]), [['Cơ sở 99002', '900000', '1400000'], ['Cơ sở 99001', '500000', '500000']]);
  assert.ok(catalogues(context).article(short.exemption?.basis ?? ''));
  const stands = async (ending: string, five?: string | null) => { const { exemption } = await copay(ending, five); return [exemption?.standing, exemption?.missing]; };
  assert.deepEqual(await stands('201'), ['short', '0'], 'the threshold itself is not more than it');
  assert.deepEqual(await stands('202'), ['exempt', '0']);
  assert.deepEqual(await stands('203', '20990601'), ['not-five-years', '0']);
  assert.deepEqual(await stands('203', null), ['five-years-unsaid', '0']);
  const last = await copay('206');
  assert.deepEqual([last.exemption?.paid, last.visits], ['0', []], 'what was paid last year counts no more');
  const none = await copay('204');
  assert.deepEqual([none.answer, none.exemption?.standing, none.exemption?.missing], ['none', 'short', threshold]);
});

test('every other answer says what it is and what to do, by the dated list', async () => {
  const said = await Promise.all(['400', '501', '500', '401', '907', '901'].map((ending) => copay(ending)));
  assert.deepEqual(said.map((one) => [one.answer, one.code, one.exemption]), [['refused', '400', null], ['trouble', '500', null], ['away', '500', null], ['trouble', null, null], ['unknown', '999', null], ['away', null, null]]);
  assert.match(said[1]?.text ?? '', /bị cổng khoá/u);
});

test('what was owed is asked again until there is an answer, and the round ends when the gateway is away', async () => {
  const [job] = room.jobs?.(context) ?? [];
  assert.ok(job);
  const later = () => db.bookkeeping('test', (tx) => tx.run("update card_check_owed set next_at = now() - interval '1 second' where answered_at is null"));
  const open = async () => (await list(nurse)).filter((one) => one.answeredAt === null).map((one) => one.asked.number.slice(-3)).toSorted();
  assert.deepEqual(await open(), ['100', '101'], 'the first question was answered when it was asked anew');
  const again = (await list(nurse)).find((one) => one.asked.number.endsWith('000'));
  assert.equal(again?.answer?.meaning, 'usable');
  away = true;
  assert.equal(reading.parse((await post(nurse, asked('004'))).json).meaning, 'away');
  await later();
  assert.equal(await job.run(never), false, 'away: nobody else is asked for now');
  away = false;
  await later();
  for (let i = 0; i < 6; i += 1) await job.run(never);
  assert.deepEqual(await open(), ['100', '101'], 'these the gateway never answers');
  assert.equal((await list(nurse)).find((one) => one.asked.number.endsWith('004'))?.answer?.meaning, 'new-card');
});

test('the stand-in is strict, and its README lists every ending', async () => {
  const username = '99001_BV';
  const password = createHash('md5').update(sandbox.passwordOf(username) ?? '').digest('hex').toUpperCase();
  const { APIKey } = z.object({ APIKey: z.object({ access_token: z.string(), id_token: z.string() }) }).parse(await (await fetch(`${sandbox.url}/api/token/take`, { method: 'POST', body: new URLSearchParams({ username, password }) })).json());
  const good = { maThe: `${NUMBER}000`, hoTen: 'Lò', ngaySinh: '05/03/1990', hoTenCb: staffOf(username).name, cccdCb: staffOf(username).number };
  const ask = async (body: object, query: object = {}, type = 'application/json') => {
    const address = `${sandbox.url}/api/egw/KQNhanLichSuKCB2024?${new URLSearchParams({ token: APIKey.access_token, id_token: APIKey.id_token, username, password, ...query }).toString()}`;
    return z.object({ maKetQua: z.string() }).parse(await (await fetch(address, { method: 'POST', headers: { 'content-type': type }, body: type === 'application/json' ? JSON.stringify(body) : 'maThe=1' })).json()).maKetQua;
  };
  assert.equal(await ask(good), '000');
  for (const wrong of [{ maThe: '1' }, { ngaySinh: '05031990' }, { ngaySinh: '31/02/1990' }, { hoTen: '' }, { cccdCb: '' }, { gioiTinh: '1' }]) assert.equal(await ask({ ...good, ...wrong }), '205', JSON.stringify(wrong));
  assert.equal(await ask(good, {}, 'application/x-www-form-urlencoded'), '205');
  for (const wrong of [{ token: 'x' }, { password: 'x' }, { username: '99002_BV' }]) assert.equal(await ask(good, wrong), '401');
  assert.equal(await ask({ ...good, cccdCb: '000000000000' }), '054');

  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  const codes = readFileSync(new URL('../../reference/lists/CARD_LOOKUP_maKetQua.tsv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'));
  assert.deepEqual(codes.map(([code]) => code), [...CARD_CODES]);
  for (const [code, display] of codes) assert.ok(readme.includes(`| \`${code}\` | ${code}: ${display} |`), code);
  for (const ending of [...COPAY_CODES, ...Object.keys(CARD_FAILURES)]) assert.ok(readme.includes(`| \`${ending}\` |`), ending);
});
