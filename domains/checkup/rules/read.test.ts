import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCheckup } from './index.ts';

const FIELDS = ['NGAY_KET_LUAN', 'NGAY_KHAM'];
const problem = (text: string): string => { const read = readCheckup(text, FIELDS); return 'problem' in read ? read.problem : assert.fail(JSON.stringify(read)); };

test('the key and the moment of conclusion; the first date that is filled in counts', () => {
  assert.deepEqual(readCheckup('\uFEFF<KSK><TT><MA_LK> K1 </MA_LK></TT><NGAY_KHAM>20261120</NGAY_KHAM><NGAY_KET_LUAN>202611201530</NGAY_KET_LUAN></KSK>', FIELDS), { maLk: 'K1', concluded: '202611201530' });
  assert.deepEqual(readCheckup('<KSK><MA_LK>K1</MA_LK><NGAY_KET_LUAN/><NGAY_KHAM>20261120</NGAY_KHAM></KSK>', FIELDS), { maLk: 'K1', concluded: '20261120' });
});

test('what cannot be owed is refused in words', () => {
  assert.match(problem('<KSK><MA_LK>K1</MA_LK>'), /không phải XML/u);
  assert.match(problem('<!DOCTYPE a [<!ENTITY x "y">]><KSK><MA_LK>&x;</MA_LK></KSK>'), /DTD/u);
  assert.match(problem('<KSK/>'), /MA_LK/u);
  assert.match(problem('<KSK><MA_LK>A</MA_LK><X><MA_LK>B</MA_LK></X></KSK>'), /hai MA_LK/u);
  assert.match(problem('<KSK><MA_LK>A b</MA_LK></KSK>'), /ký tự lạ/u);
  assert.match(problem('<KSK><MA_LK>A</MA_LK><NGAY_KHAM>20260230</NGAY_KHAM></KSK>'), /lúc kết luận/u);
  assert.match(problem(`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`), /quá sâu/u);
});

test('whatever comes, it is read or refused', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { readCheckup(text, FIELDS); }));
});
