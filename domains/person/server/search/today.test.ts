import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { currentPersons, systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { search } from '#platform/store';
import { claimRoom } from '#domains/claim/server';
import { claimFile, facilityPolicy, fileAll, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { joinPatients, personRoom, undoJoin } from '#domains/person/server';

const { db } = await testDatabase();
const context = await testContext(db);
await testEdge(context, [claimRoom, personRoom]);
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'person.join', target: 'person' }, work);

test('a citizen is who he was known as, whomever he is joined to and parted from; a facility sees his record by its own relation', async () => {
  for (const [maLk, number, name] of [['T-1', 'T1', 'Y Một Niê'], ['T-2', 'T2', 'Y Hai Niê']] as const) await send(context, facilityPolicy('62990'), claimFile([visit(maLk, { MA_BN: number, HO_TEN: name, SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '', NGAY_SINH: '198703150000' })]));
  await fileAll(context);
  const [one, two] = await within((tx) => tx.query('select patient, person from person_patient order by patient_number', [], z.object({ patient: z.string(), person: z.string() })));
  assert.ok(one && two && one.person !== two.person);
  const seenBy = async (person: string): Promise<number> => {
    const [now = ''] = await within((tx) => currentPersons(tx, [person]));
    return (await db.withAccess({ actor: { id: 'c', kind: 'account' }, role: 'citizen', facility: null, purpose: 'own', requestId: null, person: now }, { action: 'record.search', target: 'Encounter/search' }, (tx) => search(tx, 'Encounter', ''))).resources.length;
  };
  assert.deepEqual([await seenBy(one.person), await seenBy(two.person)], [1, 1]);
  const { join } = await within((tx) => joinPatients(tx, one.patient, two.patient, 'clerk', 'cùng một người'));
  assert.deepEqual([await seenBy(one.person), await seenBy(two.person)], [2, 2], 'one person now, by either name');
  await within((tx) => undoJoin(tx, join, 'nhầm người'));
  assert.deepEqual([await seenBy(one.person), await seenBy(two.person)], [1, 1], 'each his own again');
});
