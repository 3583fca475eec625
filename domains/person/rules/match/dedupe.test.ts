import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { candidatePairs, decisions, dedupe, descriptionOf, indexOf, knowledgeOf, type Entry } from './index.ts';
import { identityOf, type Described } from '../identity.ts';

const knowledge = knowledgeOf({ communes: [] });
const base: Described = { name: 'Nguyễn Văn Hung', born: '199802050000', sex: '1', paper: '', cards: '', phone: '' };
const entry = (id: string, more: Partial<Described>, isNew?: boolean): Entry => ({ id, description: descriptionOf(identityOf({ ...base, ...more })), ...(isNew === undefined ? {} : { isNew }) });

const crossed = [
  entry('a', { name: 'Nguyễn Văn Hùng', paper: '062098219211' }), entry('b', { paper: '062098219211', cards: 'CN2512970702952' }), entry('c', { name: 'Nguyễn Văn Hưng', cards: 'CN2512970702952' }),
];

test('a chain that would hold a contradiction is refused and asked', () => {
  const { groups, questions } = dedupe(crossed, knowledge);
  assert.equal(groups.length, 1);
  assert.equal(groups[0]?.length, 2);
  assert.ok(questions.some((one) => one.refused));
});

test('every pair of a block comes once, also when shared among parts', () => {
  const index = indexOf(crossed, knowledge);
  const all = [...candidatePairs(index)].map(String);
  assert.deepEqual([new Set(all).size, all.length], [3, 3]);
  const parts = [0, 1].flatMap((part) => [...candidatePairs(index, { part, of: 2 })]).map(String);
  assert.deepEqual(parts.sort(), all.sort());
});

test('what was compared in an earlier run is not compared again', () => {
  const again = crossed.map((one) => ({ ...one, isNew: one.id === 'c' }));
  assert.deepEqual([...candidatePairs(indexOf(again, knowledge))].map(([a, b]) => a === 2 || b === 2), [true, true]);
});

test('a block larger than its limit is left out', () => {
  const many = Array.from({ length: 10 }, (_, i) => entry(`${i}`, { phone: '0912345678', name: `${'abcdeghikl'.charAt(i)}an`, born: '' }));
  assert.equal(indexOf(many, knowledge, 5).dropped, 1);
  assert.equal([...decisions(indexOf(many, knowledge, 5), knowledge)].length, 0);
});

test('the order of entries changes nothing', () => {
  const some = fc.array(fc.record({
    name: fc.constantFrom('Nguyễn Văn Hùng', 'Nguyễn Văn Hung', 'Nguyễn Văn Hưng', 'Văn Hùng Nguyễn', 'Trần Lan'), born: fc.constantFrom('199802050000', '199800000000', '199805020000'),
    paper: fc.constantFrom('062098219211', '062098219212', ''), cards: fc.constantFrom('CN2512970702952', 'CN2512970702953', ''),
  }), { maxLength: 12 });
  fc.assert(fc.property(some, fc.infiniteStream(fc.nat()), (rows, numbers) => {
    const entries = rows.map((row, i) => entry(`${i}`, row));
    const shuffled = entries.map((one) => ({ one, at: numbers.next().value })).sort((a, b) => a.at - b.at).map(({ one }) => one);
    assert.deepEqual(dedupe(shuffled, knowledge), dedupe(entries, knowledge));
  }), { numRuns: 300 });
});
