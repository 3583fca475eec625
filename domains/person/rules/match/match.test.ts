import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { blockingKeys, citizenFits, citizenParts, compare, descriptionOf, knowledgeOf, prepare, type Circumstances } from './index.ts';
import { birthLevel } from './birth.ts';
import { identityOf } from '../identity.ts';

const knowledge = knowledgeOf({ communes: [{ old: '23401', new: '23401' }, { old: '23404', new: '23401' }] });
const base = { name: 'Y Thủy', born: '199802050000', sex: '2', paper: '062198219211', cards: 'CN2512970702952', phone: '0912345678' };
type Base = typeof base;
const person = (more: Partial<Base> = {}, around: Partial<Circumstances> = {}) => prepare(descriptionOf(identityOf({ ...base, ...more }), around), knowledge);
const decide = (a: Partial<Base>, b: Partial<Base>, aroundA: Partial<Circumstances> = {}, aroundB: Partial<Circumstances> = {}) => compare(person(a, aroundA), person(b, aroundB), knowledge).decision;

test('a strong identifier joins over another spelling and a birth less known', () => {
  for (const other of [{}, { name: 'Y  THUY' }, { name: 'Y Thuỷ' }, { born: '199800000000' }, { born: '199801010000' }, { sex: '3' }, { paper: '' }, { cards: '' }, { phone: '' }, { cards: '2970702952' }, { born: '199805020000' }]) {
    assert.equal(decide({}, other), 'join', JSON.stringify(other));
  }
  assert.equal(decide({ name: 'Giàng A Páo', sex: '1', paper: '', }, { name: 'A Páo Giàng', sex: '1', paper: '' }), 'join');
});

test('what contradicts is never joined: it is asked, or told apart', () => {
  for (const other of [{ name: 'Y Lan' }, { born: '198502050000' }, { born: '199802060000' }, { born: '199900000000' }, { sex: '1' }, { paper: '062198219212' }, { paper: '062198555555' }]) {
    const { decision, contradictions } = compare(person(), person(other), knowledge);
    assert.notEqual(decision, 'join', JSON.stringify(other));
    assert.ok(contradictions.length > 0 && contradictions.every((one) => one.text !== ''));
  }
  const twins = [{ name: 'Trần Văn Hùng', sex: '1', paper: '' }, { name: 'Trần Văn Hưng', sex: '1', paper: '' }] as const;
  assert.equal(decide(...twins), 'ask', 'a lent card between twins called alike');
});

test('likeness alone is asked about, not joined', () => {
  const [a, b] = [{ paper: '', cards: '' }, { paper: '', cards: '', name: 'Y THUY' }];
  assert.equal(decide(a, b, { commune: '23401' }, { commune: '23404' }), 'ask');
  assert.equal(decide(a, { ...b, name: 'Y Lan', phone: '' }), 'different');
});

test('a citizen number whose year or sex is another person’s does not join', () => {
  const child = { paper: '062170000123', cards: '', born: '201902050000' };
  assert.notEqual(decide(child, { ...child, name: 'Y Thuỷ' }), 'join');
  assert.deepEqual(citizenParts('062198219211'), { place: '062', sex: '2', year: '1998' });
  assert.deepEqual([citizenFits('062198219211', '1998', '2'), citizenFits('062198219211', '1998', '1'), citizenFits('062198219211', '1997', ''), citizenFits('062302219211', '20020101', '')], [true, false, false, true]);
});

test('a newborn joins nobody, whatever it brings', () => {
  for (const other of [{}, { name: 'Con bà Y Thủy' }, { born: '202609010730' }, { born: '202600000000' }]) {
    assert.notEqual(decide({}, other, {}, { newborn: true }), 'join');
    assert.notEqual(decide(other, other, { newborn: true }, { newborn: true }), 'join');
  }
  assert.equal(decide({}, { name: 'Con bà Y Thủy', born: '202609010730', sex: '3' }, {}, { newborn: true }), 'different');
});

test('births agree by degrees', () => {
  const levels = ([['19650312', '19650312'], ['1965', '19650312'], ['196503', '19650312'], ['19650312', '19651203'], ['19650312', '19650313'], ['1966', '19650312'], ['19650312', '19700101'], ['', '1965']] as const).map(([a, b]) => birthLevel(a, b));
  assert.deepEqual(levels, ['day', 'year', 'month', 'swap', 'digit', 'near', 'far', 'unknown']);
});

test('reasons are told in Vietnamese, the heaviest first', () => {
  const { reasons, probability } = compare(person({}, { commune: '23401' }), person({ name: 'Y Thuy' }, { commune: '23404' }), knowledge);
  assert.ok(probability > 0.99);
  assert.deepEqual(reasons.slice(0, 2).map((one) => one.field).sort(), ['citizenId', 'insurance']);
  assert.ok(reasons.some((one) => one.text === 'cùng tên, một bên thiếu dấu (thiếu dấu ở tên)'));
  assert.ok(reasons.some((one) => one.text === 'cùng xã (đã đối chiếu mã xã cũ và mới)'));
});

const described = fc.record({
  name: fc.constantFrom('Y Thủy', 'Y Thuy', 'Nguyễn Văn An', 'Nguyen Van An', 'Nguyễn An', 'Giàng A Páo', 'A Páo Giàng', 'Trần Hùng', 'Trần Hưng', 'Con bà Y Thủy', ''),
  born: fc.constantFrom('199802050000', '199805020000', '199800000000', '199801010000', '199802060000', '202609010730', ''), sex: fc.constantFrom('1', '2', '3', ''),
  paper: fc.constantFrom('062198219211', '062198219212', '062098219211', '231234567', ''), cards: fc.constantFrom('CN2512970702952', 'TE1512970702959', ''), phone: fc.constantFrom('0912345678', ''),
});
const around = fc.record({ commune: fc.constantFrom('23401', '23404', '00001', ''), mother: fc.constantFrom('Y Lan', ''), newborn: fc.boolean() });
const prepared = fc.tuple(described, around).map(([one, more]) => prepare(descriptionOf(identityOf(one), more), knowledge));

test('comparing is symmetric; no contradiction and no newborn ever joins; who joins shares a key', () => {
  fc.assert(fc.property(prepared, prepared, (a, b) => {
    const [one, other] = [compare(a, b, knowledge), compare(b, a, knowledge)];
    assert.deepEqual(one.decision, other.decision);
    assert.equal(one.weight, other.weight);
    if (one.decision !== 'join') return;
    assert.ok(one.contradictions.length === 0 && !a.newborn && !b.newborn);
    assert.ok(blockingKeys(a, knowledge).some((key) => blockingKeys(b, knowledge).includes(key)));
  }), { numRuns: 5000 });
});

test('a description with a number of its own, a name and a birth always joins itself', () => {
  fc.assert(fc.property(prepared, (a) => {
    const own = a.insuranceNumbers.length > 0 || (a.citizenId !== '' && citizenFits(a.citizenId, a.born, a.sex));
    if (own && !a.newborn && a.born !== '' && a.name.words.length > 0) assert.equal(compare(a, a, knowledge).decision, 'join');
  }), { numRuns: 2000 });
});
