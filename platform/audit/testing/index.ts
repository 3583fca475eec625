import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { z } from 'zod';
import { Edge } from '#platform/audit/rules';
import { LEAF, sequenceSome } from '#platform/audit/server';
import type { FaultKind } from '#platform/audit/server';
import type { Database } from '#platform/db';

/** Something that who rules PostgreSQL may do to the trail, with triggers off. */
export interface Tamper {
  readonly name: string;
  readonly kind: FaultKind;
  /** Place that must be named first; null: none. */
  readonly seq: number | null;
  readonly words: RegExp;
  /** Everything in the database was made to fit: only the second party's checkpoints show it. */
  readonly onlyWithWitness?: true;
  /** Does it. @returns what takes it back */
  readonly sql: (root: Client) => Promise<() => Promise<unknown>>;
}

const eventOf = '(select event_id from audit_leaf where seq = $1)';
const TABLES = ['audit_event', 'audit_leaf', 'audit_node', 'audit_checkpoint'];

/** Each works on a log of at least 1,000 events. */
export function tampers(): Tamper[] {
  return [
    one('altered', 'somebody else put in as the one who did it', 321, /số 321, lúc .*BỊ SỬA/, `update audit_event set actor = 'somebody' where id = ${eventOf}`),
    one('altered', 'a refusal made a success', 7, /số 7,.*BỊ SỬA/, `update audit_event set outcome = 'refused' where id = ${eventOf}`),
    one('missing', 'an event deleted', 500, /số 500, .*BỊ XOÁ/, `delete from audit_event where id = ${eventOf}`),
    one('back-dated', 'an event moved to another moment', 640, /số 640, .*SAI NGÀY GIỜ.*đã niêm phong/, `update audit_event set at = at - interval '3 hours' where id = ${eventOf}`),
    one('reordered', 'two leaves with their events swapped', 41, /số 41.*ĐẢO THỨ TỰ/,
      `update audit_leaf set seq = -1 where seq = 40`, `update audit_leaf set seq = 40 where seq = $1`, `update audit_leaf set seq = 41 where seq = -1`),
    one('reordered', 'two events exchanged under their leaves', 60, /số 60, .*ĐẢO THỨ TỰ.*số 61/, 'drop index audit_leaf_event',
      `update audit_leaf l set event_id = o.event_id, at = o.at from audit_leaf o where (l.seq = $1 and o.seq = $1 + 1) or (l.seq = $1 + 1 and o.seq = $1)`,
      'create unique index audit_leaf_event on audit_leaf (event_id)'),
    one('altered', 'the contents of two events swapped', 90, /số 90, .*BỊ SỬA/,
      `update audit_event e set target = o.target, action = o.action from audit_event o where (e.id = ${eventOf} and o.id = (select event_id from audit_leaf where seq = 91)) or (o.id = ${eventOf} and e.id = (select event_id from audit_leaf where seq = 91))`),
    one('inserted', 'an event put in the middle', null, /BỊ CHÈN THÊM/,
      `insert into audit_event (at, actor, role, action, target, outcome, purpose, xact) select at, 'ghost', 'facility', 'dossier.read', 'dossier/ghost', 'done', 'care', xact from audit_event where id = (select event_id from audit_leaf where seq = coalesce($1, 100))`),
    one('leaf', 'a leaf deleted', 222, /số 222.*LÁ BỊ MẤT.*222/, 'delete from audit_leaf where seq = $1'),
    one('node', 'a node of the tree changed', 256, /số 256: CÂY BỊ SỬA/, `update audit_node set hash = sha256(hash) where level = 8 and index = $1 / 256`),
    one('truncated', 'the end cut off', 1000, /BỊ CẮT ĐUÔI/, 'delete from audit_leaf where seq >= $1', 'delete from audit_event e where not exists (select from audit_leaf l where l.event_id = e.id)'),
    {
      name: 'event, leaf, nodes and checkpoints of the database changed together', kind: 'checkpoint', seq: 0, words: /KHÔNG KHỚP MỐC ĐÃ KÝ.*bên giữ mốc/, onlyWithWitness: true,
      sql: kept(async (root) => {
        await root.query(`update audit_event set target = 'dossier/other' where id = ${eventOf}`, [123]);
        await root.query(`update audit_leaf l set leaf = ${LEAF} from audit_event e where e.id = l.event_id and l.seq = $1`, [123]);
        await growAnew(root);
        await root.query('delete from audit_checkpoint');
      }),
    },
  ];
}

function one(kind: FaultKind, name: string, seq: number | null, words: RegExp, ...statements: readonly string[]): Tamper {
  return { kind, name, seq, words, sql: kept(async (root) => { for (const sql of statements) await root.query(sql, sql.includes('$1') ? [seq] : []); }) };
}

/** Keeps copies of the tables, does it, and puts the copies back. */
function kept(work: (root: Client) => Promise<void>): Tamper['sql'] {
  return async (root) => {
    for (const table of TABLES) await root.query(`drop table if exists copy_${table}; create table copy_${table} as table ${table}`);
    await work(root);
    return async () => { for (const table of TABLES) await root.query(`delete from ${table}; insert into ${table} select * from copy_${table}; drop table copy_${table}`); };
  };
}

const sha = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** All nodes made anew from the leaves, as who knows the tree would. */
async function growAnew(root: Client): Promise<void> {
  await root.query('delete from audit_node');
  const edge = new Edge(sha);
  const leaves = await root.query<Record<string, unknown>>('select leaf from audit_leaf order by seq');
  const nodes: [number, number, Uint8Array][] = [];
  for (const row of leaves.rows) edge.add(z.instanceof(Uint8Array).parse(row['leaf']), (level, index, hash) => { if (level >= 8) nodes.push([level, index, hash]); });
  for (const node of nodes) await root.query('insert into audit_node (level, index, hash) values ($1, $2, $3)', node);
}

const leftRow = z.object({ left: z.number() });

/** Numbers every event: a transaction of another database of the same server may hold the numbering up for a moment. */
export async function numberAll(db: Database, step?: number): Promise<void> {
  for (let tries = 0; tries < 2000; tries += 1) {
    while ((await sequenceSome(db, step)).more) { /* goes on */ }
    const [row] = await db.bookkeeping('test', (tx) => tx.query('select count(*)::int as left from audit_event e where not exists (select from audit_leaf l where l.event_id = e.id)', [], leftRow));
    if (row?.left === 0) return;
    await pause(10);
  }
  throw new Error('events stay without a number');
}
