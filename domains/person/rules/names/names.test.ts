import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lettersOf, likenessOf, nameOf, nameReasons, nameSimilarity, wordOf } from './index.ts';

const like = (a: string, b: string) => likenessOf(nameOf(a), nameOf(b));
const reasons = (a: string, b: string) => nameReasons(nameOf(a), nameOf(b));

test('one name in one spelling: place of the tone, form of Unicode, capitals, eth, i and y, hyphens, H’', () => {
  for (const [a, b] of [
    ['Nguyễn Thị Hòa', 'NGUYỄN THỊ HOÀ'], ['Y Thủy', 'Y Thuỷ'], ['Đỗ Đức', 'Ðỗ Ðức'], ['Lý Mỹ Quý', 'Lí Mĩ Quí'], ['Trần Văn Lễ', 'Trần Văn Lễ'.normalize('NFD')],
    ['Rơ Châm Blah', 'Rơ-Châm Blah'], ['Rơ Châm Blah', 'RơChâm  Blah'], ["Siu H'Blin", 'Siu HBlin'], ["Siu H'Blin", 'Siu H’ Blin'], ["K'Bình", 'KBình'],
  ] as const) {
    assert.deepEqual(nameOf(a).words.map((word) => word.key), nameOf(b).words.map((word) => word.key), `${a} | ${b}`);
    assert.equal(nameSimilarity(nameOf(a), nameOf(b)), 1);
  }
  assert.notEqual(wordOf('thúy', false).key, wordOf('thúi', false).key);
});

test('keys left by Telex and VNI are read; words of other languages are left alone', () => {
  for (const [typed, meant] of [
    ['Nguyeenx', 'nguyễn'], ['nguyênx', 'nguyễn'], ['Vawn', 'văn'], ['Ddawngj', 'đặng'], ['Dduwcs', 'đức'], ['Huwongf', 'hường'], ['Hoaf', 'hòa'],
    ['Nguye64n', 'nguyễn'], ['Nguyen6', 'nguyên'], ['Va8n', 'văn'], ['D9u71c', 'đức'], ['Tra62n', 'trần'],
  ] as const) assert.equal(wordOf(typed, false).key, wordOf(meant, false).key, typed);
  for (const word of ['Ksor', 'Siu', 'Puih', 'Hmrin', 'Moong', 'Kpă']) assert.equal(wordOf(word, false).typed, '', word);
});

test('every way of writing otherwise is graded and told in words', () => {
  assert.deepEqual(reasons('Nguyễn Văn An', 'Nguyen Van An'), ['thiếu dấu ở họ', 'thiếu dấu ở chữ lót']);
  assert.deepEqual(reasons('Nguyễn Thị Lan', 'Nguyễn Lan'), ['thiếu chữ lót “Thị”']);
  assert.deepEqual(reasons('Nguyễn Văn An', 'Nguyeenx Vawn An'), ['gõ Telex sót']);
  assert.deepEqual(reasons('Nguyễn Văn Đức', 'Nguyễn Va8n Đức'), ['gõ VNI sót']);
  assert.deepEqual(reasons('Giàng A Páo', 'A Páo Giàng'), ['đảo thứ tự các chữ']);
  assert.deepEqual(reasons('Trần Văn Hùng', 'Trần Văn Hưng'), ['khác dấu ở tên']);
  assert.deepEqual(reasons('Trần Thị Trang', 'Trần Thị Trag'), ['gõ lệch một chữ ở tên']);
  assert.deepEqual(reasons('Nguyễn Văn An', 'Ng. V. An'), ['viết tắt ở họ', 'viết tắt ở chữ lót']);
  assert.deepEqual(reasons('Y Thủy', 'Y Thuỷ'), ['khác cách bỏ dấu hoặc i/y']);
  assert.deepEqual(reasons('Y Thủy', 'Y Thủy'), []);
  assert.deepEqual(reasons('', 'Y Thủy'), ['thiếu họ tên']);
  assert.equal(like('Ng. V. An', 'Nguyễn Văn An').family, 'initial');
  assert.equal(like('Lê Văn Chinh', 'Lê Văn Trinh').given, 'slip', 'the same sound');
});

test('slips stay similar, other names do not', () => {
  for (const [a, b] of [
    ['Nguyễn Văn An', 'NGUYEN VAN AN'], ['Nguyễn Thị Hồng Nhung', 'Nguyễn Thị Nhung'], ['Vàng A Sùng', 'Sùng Vàng A'], ['A Páo', 'Páo A'], ['Trần Quốc Tuấn', 'Trần Quốc Tuấnn'], ['Trần Quốc Tuấn', 'Trần Quôc Tuấn'],
    ['Nguyễn Văn Đức', 'Nguye64n Va8n D9u71c'], ['Lê Thị Mỹ', 'Lê T. Mĩ'], ['Y Blơng', 'Y-Blơng'],
  ] as const) assert.ok(nameSimilarity(nameOf(a), nameOf(b)) >= 0.7, `${a} | ${b}`);
  for (const [a, b] of [['Nguyễn Văn An', 'Nguyễn Văn Bình'], ['Y Lan', 'A Thiu'], ['Trần Thị Hoa', 'Lê Văn Hải']] as const) assert.ok(nameSimilarity(nameOf(a), nameOf(b)) < 0.7, `${a} | ${b}`);
});

const word = fc.constantFrom('Nguyễn', 'Thị', 'Văn', 'Hòa', 'Hoà', 'hoa', 'Hùng', 'Hưng', "H'Blin", 'A', 'Y', 'Páo', 'Giàng', 'Ksor', 'Ng.', 'V.', 'Rơ', 'Châm', 'nguye64n', 'Thuỷ', 'thủy', 'Lý', 'Lí', 'xyz');
const name = fc.oneof(fc.array(word, { maxLength: 6 }).map((words) => words.join(' ')), fc.string({ maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 20 }));

test('likeness is symmetric; a name is wholly like itself; normal forms do not change again; nothing throws', () => {
  fc.assert(fc.property(name, name, (a, b) => {
    assert.deepEqual(like(a, b), like(b, a));
    assert.equal(nameSimilarity(nameOf(a), nameOf(b)), nameSimilarity(nameOf(b), nameOf(a)));
    assert.ok(nameOf(a).words.length === 0 || nameSimilarity(nameOf(a), nameOf(a)) >= 0.99);
    assert.ok(nameReasons(nameOf(a), nameOf(b)).every((reason) => reason !== ''));
  }), { numRuns: 2000 });
  fc.assert(fc.property(name, (written) => {
    for (const { plain, key } of nameOf(written).words) {
      assert.equal(lettersOf(plain).plain, plain);
      // “ÀR” has its tone already; without signs, “ar” reads as the keys of “ả”.
      const again = wordOf(plain, false);
      if (again.typed === '') assert.equal(again.plain, plain, key);
    }
  }), { numRuns: 2000 });
});
