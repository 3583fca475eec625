import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAttributes, versionOn, writeAttributes } from './versions.ts';

const version = (validFrom: string, validTo: string | null) => ({ validFrom, validTo, complete: true, rows: 1, law: '', source: '' });

test('the version of a day', () => {
  const list = { versions: [version('20240101', '20251231'), version('20260101', null)] };
  assert.deepEqual(['20230101', '20240101', '20251231', '20260101', '20300101'].map((day) => versionOn(list, day)?.validFrom), ['20240101', '20240101', '20240101', '20260101', '20260101']);
  assert.equal(versionOn({ versions: [] }, '20260101'), undefined);
  assert.equal(versionOn({ versions: [version('20200101', '20201231')] }, '20260101')?.validFrom, '20200101');
});

test('attributes are typed and read back', () => {
  const attributes = { not_main: '1', formula: 'a=b' };
  assert.deepEqual(parseAttributes(writeAttributes(attributes)), { attributes, wrong: null });
  assert.equal(parseAttributes('x=1\nsai').wrong, 'sai');
  assert.equal(parseAttributes('=1').wrong, '=1');
  assert.deepEqual(parseAttributes('\n').attributes, {});
});
