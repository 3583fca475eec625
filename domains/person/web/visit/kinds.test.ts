import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visit } from '../api.ts';
import { cardOn, visitsToShow } from './kinds.ts';

function visit(part: Partial<Visit>): Visit {
  return {
    dossierId: 'd', facility: { code: '1', name: 'A' }, visitType: null, arrival: '202601010800', discharge: null, state: 'open', revision: 1, diagnoses: [], drugs: [], results: [], procedures: [], papers: [], notes: [],
    money: null, source: null, message: null, ...part,
  };
}
const drugs = [{ name: 'Amlodipin', strength: '5 mg', quantity: '30', unit: 'viên', dosage: null }];

test('newest first, whichever way the moment is written', () => {
  const visits = [visit({ dossierId: 'a' }), visit({ dossierId: 'b', arrival: '2026-03-01T08:00:00+07:00' }), visit({ dossierId: 'c', arrival: '202602010800' })];
  assert.deepEqual(visitsToShow(visits, null).map((each) => each.dossierId), ['b', 'c', 'a']);
});

test('a filter keeps what has the kind', () => {
  const visits = [visit({ dossierId: 'a', drugs }), visit({ dossierId: 'b' })];
  assert.deepEqual(new Set(visitsToShow(visits, 'drugs').map((each) => each.dossierId)), new Set(['a']));
});

test('a card holds on its first and last day', () => {
  const card = { from: '20260101', to: '20261231' };
  assert.deepEqual(['20251231', '20260101', '20261231', '20270101'].map((day) => cardOn(card, day)), ['later', 'valid', 'valid', 'ended']);
  assert.equal(cardOn({ from: null, to: null }, '20260101'), 'valid');
});
