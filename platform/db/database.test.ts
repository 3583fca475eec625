import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import fc from 'fast-check';
import { ANONYMOUS, systemPolicy } from '#platform/access';
import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { fold } from './fold.ts';
import { testDatabase } from '#platform/db/testing';

const { db, owner } = await testDatabase();
const clerk: Policy = { actor: { id: 'clerk', kind: 'account' }, role: 'facility', facility: '89001', purpose: 'care', requestId: 'r1' };
const trail = (target: string) => db.bookkeeping('test', (tx) =>
  tx.query('select actor, action, outcome from audit_event where target = $1 order by id', [target], z.object({ actor: z.string(), action: z.string(), outcome: z.string() })));
const code = (wanted: string) => (error: unknown): boolean => error instanceof Fault && error.code === wanted;

test('an action that no grant allows is refused before the work starts, and audited', async () => {
  let ran = false;
  await assert.rejects(db.withAccess(clerk, { action: 'account.create', target: 'account/1' }, async () => { ran = true; }), code('access.refused'));
  await assert.rejects(db.withAccess(ANONYMOUS, { action: 'dossier.read', target: 'account/1' }, async () => { ran = true; }), code('access.not-signed-in'));
  assert.equal(ran, false);
  assert.deepEqual((await trail('account/1')).map((row) => row.outcome), ['refused', 'refused']);
});

test('the audit row commits with the work and is replaced by a failure when the work fails', async () => {
  await db.withAccess(clerk, { action: 'dossier.read', target: 'dossier/1' }, async (tx) => tx.audit({ action: 'person.read', target: 'dossier/1' }));
  assert.deepEqual((await trail('dossier/1')).map((row) => `${row.action} ${row.outcome}`), ['dossier.read done', 'person.read done']);
  await assert.rejects(db.withAccess(clerk, { action: 'dossier.read', target: 'dossier/2' }, async () => { throw new Error('broken'); }), /broken/);
  assert.deepEqual((await trail('dossier/2')).map((row) => row.outcome), ['failed']);
  await assert.rejects(db.withAccess(clerk, { action: 'dossier.read', target: 'dossier/3' }, async () => { throw new Fault(FAULTS.refused); }), code('access.refused'));
  assert.deepEqual((await trail('dossier/3')).map((row) => row.outcome), ['refused']);
});

test('audit rows cannot be changed or removed', async () => {
  for (const sql of ["update audit_event set actor = 'x'", 'delete from audit_event', 'truncate audit_event']) {
    await assert.rejects(db.bookkeeping('test', (tx) => tx.run(sql)), /permission denied/);
    await assert.rejects(owner.bookkeeping('test', (tx) => tx.run(sql)), /append-only/);
  }
});

test('a connection killed by PostgreSQL ends one transaction, not the program', async () => {
  const policy = systemPolicy('test', 'test');
  await assert.rejects(owner.withAccess(policy, { action: 'x.y', target: 't/1' }, (tx) => tx.run('select pg_terminate_backend(pg_backend_pid())')), code('database.away'));
  assert.equal(await owner.ping(), true);
});

test('fold is alike in JavaScript and SQL', async () => {
  assert.equal(fold('ĐẶNG Thị Ước Nguyễn'), 'dang thi uoc nguyen');
  const letters = 'aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ Đ';
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...letters, ...letters.toUpperCase()), { maxLength: 40 }), async (chars) => {
    for (const name of [chars.join(''), chars.join('').normalize('NFD')]) {
      const [row] = await db.bookkeeping('test', (tx) => tx.query('select fold($1) as folded', [name], z.object({ folded: z.string() })));
      assert.equal(row?.folded, fold(name));
    }
  }), { numRuns: 60 });
});
