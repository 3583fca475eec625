import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Modes } from './api.ts';
import { addressesIn, connectedOf } from './facilities.ts';

const row = (code: string | null, from: string, mode: 'copy' | 'relay' | 'hold') => ({ facility: code === null ? null : { code, name: code }, destination: 'bhxh', from, mode, reason: '', by: 'a', at: '' });

test('the mode of the day, whether it is everybody’s, and the one that comes', () => {
  const modes: Modes = { destinations: ['bhxh', 'byt'], items: [row(null, '20000101', 'copy'), row('62990', '20260101', 'relay'), row('62990', '20261101', 'hold'), row('62990', '20270101', 'copy')] };
  const [first, second] = connectedOf([], modes, { code: '62981', name: 'Trạm' }, '20261121');
  assert.deepEqual([first?.facility.code, first?.going.map((one) => [one.destination, one.now?.mode, one.isDefault, one.next?.mode])], ['62981', [['bhxh', 'copy', true, undefined], ['byt', undefined, true, undefined]]]);
  assert.deepEqual([second?.facility.code, second?.going[0]?.now?.mode, second?.going[0]?.isDefault, second?.going[0]?.next?.from], ['62990', 'hold', false, '20270101']);
});

test('addresses are told apart by lines, commas and spaces', () => {
  assert.deepEqual(addressesIn(' 203.0.113.7, 10.0.0.0/8\n2001:db8::/32 '), ['203.0.113.7', '10.0.0.0/8', '2001:db8::/32']);
});
