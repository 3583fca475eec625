import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { numberAll } from '#platform/audit/testing';
import { testDatabase } from '#platform/db/testing';
import { Edge, SEALED, sealedBytes } from '#platform/audit/rules';
import { sha256 } from './hash.ts';
import { edgeAt, logSize } from './nodes.ts';
import { LEAF, SEALED_COLUMNS } from './sealed-sql.ts';
import { sequenceSome } from './sequence.ts';
import { verifyLog } from './verify/verify.ts';

const { db, url } = await testDatabase();
const policy: Policy = { actor: { id: 'clerk', kind: 'account' }, role: 'facility', facility: '89001', purpose: 'care', requestId: 'r1', from: '10.0.0.7', strength: 2, program: 'his' };
const all = (): Promise<void> => numberAll(db, 700);
const read = (target: string) => db.withAccess(policy, { action: 'dossier.read', target }, async () => {});

test('PostgreSQL and JavaScript seal the same bytes', async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), fc.option(fc.uuid()), fc.nat(), async (target, purpose, person, found) => {
    await db.withAccess({ ...policy, purpose, ...(found % 2 === 0 ? {} : { requestId: null }) }, { action: 'dossier.read', target, ...(person === null ? {} : { person }), found }, async () => {});
  }), { numRuns: 60 });
  const rows = await db.bookkeeping('test', (tx) => tx.query(`select ${SEALED_COLUMNS}, ${LEAF} as leaf from audit_event e`, [], z.object({ ...Object.fromEntries(SEALED.map((name) => [name, z.string().nullable()])), leaf: z.instanceof(Uint8Array) })));
  assert.ok(rows.length >= 60);
  const sealed = z.record(z.enum(SEALED), z.string().nullable());
  for (const { leaf, ...row } of rows) assert.deepEqual(Buffer.from(sha256(Buffer.concat([Buffer.of(0), sealedBytes(sealed.parse(row))]))), Buffer.from(leaf));
});

test('an event that commits late is neither skipped nor overtaken', async () => {
  await all();
  const before = await db.bookkeeping('test', logSize);
  const late = new pg.Client({ connectionString: url, options: '-c search_path=province,public' });
  await late.connect();
  await late.query('begin');
  await late.query(`insert into audit_event (actor, role, action, target, outcome, purpose) values ('late', 'facility', 'dossier.write', 'dossier/late', 'done', 'care')`);
  await read('dossier/early');
  await sequenceSome(db);
  assert.equal(await db.bookkeeping('test', logSize), before, 'waits for the older transaction');
  await late.query('commit');
  await late.end();
  await all();
  const rows = await db.bookkeeping('test', (tx) => tx.query('select e.target from audit_leaf l join audit_event e on e.id = l.event_id where l.seq >= $1 order by l.seq', [before], z.object({ target: z.string() })));
  assert.deepEqual(rows.map((row) => row.target), ['dossier/late', 'dossier/early']);
});

test('many writers and two sequencers: every event has one number, without holes, and the kept nodes make the same root', async () => {
  const writing = Promise.all(Array.from({ length: 1500 }, (_, at) => read(`dossier/${at}`)));
  const sequencing = Promise.all([1, 2].map(async () => { for (let i = 0; i < 30; i += 1) await sequenceSome(db, 97); }));
  await Promise.all([writing, sequencing]);
  await all();
  const [counts] = await db.bookkeeping('test', (tx) => tx.query(
    `select (select count(*)::int from audit_event) as events, count(*)::int as leaves, max(seq)::int as last, count(distinct event_id)::int as distinct from audit_leaf`, [],
    z.object({ events: z.number(), leaves: z.number(), last: z.number(), distinct: z.number() })));
  assert.deepEqual(counts, { events: counts?.events, leaves: counts?.events, last: (counts?.events ?? 0) - 1, distinct: counts?.events });
  const size = counts?.leaves ?? 0;
  const leaves = await db.bookkeeping('test', (tx) => tx.query('select leaf from audit_leaf order by seq', [], z.object({ leaf: z.instanceof(Uint8Array) })));
  const edge = new Edge(sha256);
  for (const { leaf } of leaves) edge.add(leaf);
  assert.deepEqual((await db.bookkeeping('test', (tx) => edgeAt(tx, size))).root(), edge.root());
});

test('restored into another cluster, what has no number is numbered by time and transactions count anew', async () => {
  await read('dossier/restored');
  await db.bookkeeping('test', (tx) => tx.run(`update audit_log_state set origin = 'another'`));
  const before = await db.bookkeeping('test', logSize);
  await all();
  await read('dossier/after');
  await all();
  assert.equal(await db.bookkeeping('test', logSize), before + 2);
});

test('a trail that was never numbered and comes from another cluster is numbered whole, though its transactions lie ahead of ours', async () => {
  const other = await testDatabase();
  const reading = async (): Promise<void> => { await other.db.withAccess(policy, { action: 'dossier.read', target: 'dossier/x' }, async () => {}); };
  await reading();
  await other.owner.bookkeeping('test', async (tx) => {
    await tx.run('alter table audit_event disable trigger user');
    await tx.run("insert into audit_event (actor, role, action, target, outcome, purpose, xact) select actor, role, action, target, outcome, purpose, '99999999'::xid8 from audit_event");
  });
  while ((await sequenceSome(other.db)).more);
  await reading();
  while ((await sequenceSome(other.db)).more);
  assert.deepEqual((await verifyLog(other.db)).faults, []);
});
