import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Side } from './api.ts';
import { heaviness, rowsOf } from './rows.ts';

const SIDE: Side = {
  patient: 'p', person: 'q', facility: { code: '62990', name: 'Bệnh viện' }, patientNumber: null, visits: 1, describedAt: null, name: 'Siu Ân', born: '19700102', sex: '1', citizenId: null, paper: null,
  cards: [], phone: '0912000111', commune: null, address: null, mother: null, father: null, newborn: false,
};
const reason = (field: string, level: string, weight = 1) => ({ field, level, weight, text: `${field} ${level}` });

test('each row says whether both agree, nearly, not at all, or must not be joined; empty rows are left out', () => {
  const rows = rowsOf({
    a: SIDE, b: { ...SIDE, name: 'SIU AN', born: '19710102', citizenId: '062170000111', phone: '0912000112' },
    reasons: [reason('family', 'same'), reason('given', 'accents'), reason('birth', 'digit'), reason('sex', 'same'), reason('phone', 'different')], contradictions: ['birth'],
  });
  assert.deepEqual(rows.map((row) => [row.key, row.verdict]), [['name', 'near'], ['born', 'against'], ['sex', 'same'], ['citizenId', 'alone'], ['phone', 'different']]);
  assert.deepEqual(rows[0]?.words, ['family same', 'given accents']);
});

test('heaviness by bits, for and against alike', () => assert.deepEqual([7, -7, 3, -1].map(heaviness), ['strong', 'strong', 'middling', 'slight']));
