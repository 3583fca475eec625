import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAskable, searchTerm } from './search-term.ts';

test('a scanned card is searched by its number', () => {
  assert.equal(searchTerm('011158001234|012345678|Nguyễn Thị Hường|12031958|Nữ|Nà Tấu|01012022'), '011158001234');
  assert.equal(searchTerm('HT2116221234567|4e677579e1bb856e|'), 'HT2116221234567');
  assert.equal(searchTerm('  nguyen thi '), 'nguyen thi');
});

test('too little is not asked', () => {
  assert.deepEqual(['', 'a', 'an', '12', '123', '1234'].map(isAskable), [false, false, true, false, false, true]);
});
