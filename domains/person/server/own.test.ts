import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Policy } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, clerkOf, DEPARTMENT, testEdge } from '#platform/room/testing';
import { claimFile, count, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';
import { personRoom } from '#domains/person/server';

const { db } = await testDatabase();
const context = await testContext(db);
const edge = await testEdge(context, [personRoom]);
const citizen = (person?: string): Policy => ({ actor: { id: 'c', kind: 'account' }, role: 'citizen', facility: null, purpose: 'own', requestId: null, ...(person === undefined ? {} : { person }) });
const shape = z.object({ id: z.string(), name: z.string(), visits: z.array(z.object({ facility: z.object({ code: z.string() }), message: z.null() })), more: z.boolean() });

test('a citizen has his own record alone, with what is specially protected; nobody else asks this way', async () => {
  for (const [as, status] of [[ANONYMOUS, 401], [clerkOf('62990'), 403], [DEPARTMENT, 403], [ADMIN, 403]] as const) assert.equal((await edge.call(as, 'GET', '/api/my-record')).status, status, as.role);
  const an = { MA_BN: 'BN-1', HO_TEN: 'Nay H’An', NGAY_SINH: '197001010000', GIOI_TINH: '2', SO_CCCD: '062170000111', MA_THE_BHYT: '', DIEN_THOAI: '' };
  await send(context, facilityPolicy('62990'), claimFile([visit('O-1', an), visit('O-2', { ...an, MA_BENH_CHINH: 'B20.7' }), visit('O-3', { ...an, MA_BN: 'BN-2', HO_TEN: 'Rơ Chăm Bình', GIOI_TINH: '1', SO_CCCD: '062080000222' })], '62990'));
  await fileAll(context);
  const people = await context.db.bookkeeping('test', (tx) => tx.query('select id, citizen_id from person order by citizen_id', [], z.object({ id: z.string(), citizen_id: z.string() })));
  const [binh, anna] = [people[0]?.id ?? '', people[1]?.id ?? ''];
  const page = async (as: Policy, query = '') => shape.parse((await edge.call(as, 'GET', `/api/my-record${query}`)).json);
  const own = await page(citizen(anna));
  assert.deepEqual([own.id, own.name, own.visits.length, own.more], [anna, 'Nay H’An', 2, false]);
  assert.deepEqual([(await page(citizen(binh))).visits.length, (await page(citizen(anna), '?limit=1')).more], [1, true]);
  assert.equal((await edge.call(citizen(), 'GET', '/api/my-record')).fault, 'person.no-own-record');
  assert.equal((await edge.call(citizen('00000000-0000-4000-8000-0000000000ff'), 'GET', '/api/my-record')).status, 404);
  assert.equal(await count(context, 'audit_event where action = $1 and target = $2 and outcome = $3', ['my-record.read', `person/${anna}`, 'done']), 2);
});
