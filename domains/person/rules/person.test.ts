import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bornContradicts, bornOf, identityOf, isNewborn, isOtherPerson, parseQuery } from './index.ts';

const base = { name: 'Y Thủy', born: '199802050000', sex: '2', paper: '062198219211', cards: 'CN2512970702952', phone: '' };
const identity = (more: Partial<typeof base> = {}) => identityOf({ ...base, ...more });

test('births are read as far as they are known', () => {
  assert.deepEqual(['196500000000', '19650300', '196503120830', '19650231', '0000', ''].map(bornOf), ['1965', '196503', '19650312', '196502', '', '']);
  assert.equal(bornContradicts('1965', '19650312'), false);
  assert.equal(bornContradicts('19650311', '19650312'), true);
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => bornContradicts(a, b) === bornContradicts(b, a)));
});

test('only twelve real digits are a citizen number; the card holds the insurance number', () => {
  assert.deepEqual([identity().citizenId, identity({ paper: '000000000000' }).citizenId, identity({ paper: '231234567' }).paper], ['062198219211', '', '231234567']);
  assert.deepEqual(identity({ cards: 'CN2512970702952; ;TE1620000000000' }).insuranceNumbers, ['2970702952']);
});

test('under one key: a mended letter is the same person, another number or two contradictions are another', () => {
  assert.equal(isOtherPerson(identity(), identity({ name: 'Y Thúy Hà' })), false);
  assert.equal(isOtherPerson(identity(), identity({ paper: '062198219299', cards: '' })), false, 'corrected citizen number');
  assert.equal(isOtherPerson(identity(), identity({ name: 'A Xuân', born: '20140320' })), true);
  assert.equal(isOtherPerson(identity(), identity({ name: 'Y Thúy Hà', paper: '062198219299', cards: '' })), true);
  assert.equal(isOtherPerson(identity(), identity({ name: 'Y Thúy Hà', paper: '', cards: '' })), false);
});

test('a newborn is told by age, category or a child card of this year', () => {
  const arrival = { born: '20260901', on: '20260915', cards: [], category: '1.1', days: 28, newbornCategory: '1.7' };
  assert.equal(isNewborn(arrival), true);
  assert.equal(isNewborn({ ...arrival, on: '20261015' }), false);
  assert.equal(isNewborn({ ...arrival, on: '20261015', category: '1.7' }), true);
  assert.equal(isNewborn({ ...arrival, born: '2026', cards: ['TE1620000000001'] }), true);
  assert.equal(isNewborn({ ...arrival, born: '1990', cards: ['TE1620000000001'] }), false);
});

test('a search line is a number or words with perhaps a year', () => {
  assert.deepEqual(parseQuery('CN 2 51 2970702952'), { kind: 'number', value: 'CN2512970702952' });
  assert.deepEqual(parseQuery(' Đặng  Thị Ún 1965 '), { kind: 'name', words: ['dang', 'thi', 'un'], year: '1965' });
  assert.deepEqual(parseQuery('%% '), { kind: 'nothing' });
});

test('a child called by a parent’s name is a newborn; a grown-up called alike is told by the birth', () => {
  const arrival = { born: '20260901', on: '20261115', cards: [], category: '1.1', days: 28, newbornCategory: '1.7' };
  for (const name of ['Con bà Nguyễn Thị Lan', 'CB Y Thủy', 'con chị Lan', 'Bé gái Y Lan', 'Sơ sinh Lan']) assert.equal(isNewborn({ ...arrival, name }), true, name);
  for (const name of ['Cồn Thị Bà', 'Y Lan', 'Con Lan']) assert.equal(isNewborn({ ...arrival, name }), false, name);
});
