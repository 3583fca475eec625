import { z } from 'zod';
import type { Database } from '#platform/db';
import { sameBytes } from '#platform/audit/rules';
import type { Edge } from '#platform/audit/rules';
import { sha256 } from '../hash.ts';
import { KEPT_LEVEL, edgeAt, logSize } from '../nodes.ts';
import { BATCH, elsewhere, placeOfLeaf, readBatch, strangers } from './batch.ts';
import type { LeafRow } from './batch.ts';
import { gatherCheckpoints } from './checkpoints.ts';
import type { Promised } from './checkpoints.ts';
import { momentWords } from './fault.ts';
import type { LogFault } from './fault.ts';

export interface Verified {
  readonly from: number;
  readonly size: number;
  readonly events: number;
  readonly checkpoints: number;
  readonly seconds: number;
  /** By place; at most `MOST`. */
  readonly faults: readonly LogFault[];
}

export interface VerifyOptions {
  /** Folder of what the second party kept. */
  readonly checkpoints?: string | undefined;
  /** First event; brought down to a multiple of 256. What lies before is taken from the tree, which the checkpoints cover. */
  readonly from?: number;
  readonly onProgress?: (events: number, size: number) => void;
  readonly signal?: AbortSignal;
}

/** Faults that are told; after so many, more of the same say nothing new. */
const MOST = 50;
/** How far the moment of an event may lie behind one that was numbered before it, microseconds: a long transaction. */
const SKEW = 15 * 60 * 1_000_000;
const BLOCK = 2 ** KEPT_LEVEL;

/** Reads everything, makes the tree anew and compares: events with leaves, leaves with nodes, roots with what was signed, the order, the moments. */
export async function verifyLog(db: Database, options: VerifyOptions = {}): Promise<Verified> {
  const began = performance.now();
  const start = await db.bookkeeping('audit-verify', async (tx) => {
    const size = await logSize(tx);
    const from = Math.min(Math.floor((options.from ?? 0) / BLOCK) * BLOCK, Math.floor(size / BLOCK) * BLOCK);
    const nodes = await tx.query('select level, index::float8 as index, hash from audit_node where (index + 1) * (1::bigint << level) > $1', [from], z.object({ level: z.number(), index: z.number(), hash: z.instanceof(Uint8Array) }));
    const epochs = await tx.query('select from_seq::float8 as begins, ordered_from::float8 as ordered from audit_log_epoch order by from_seq', [], z.object({ begins: z.number(), ordered: z.number() }));
    return { size, from, edge: await edgeAt(tx, from), nodes: new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash])), epochs, ...(await gatherCheckpoints(tx, options.checkpoints)) };
  });
  const check = new Check(db, start);
  let next = readBatch(db, start.from, start.size);
  for (let at = start.from; at < start.size; at += BATCH) {
    const rows = await next;
    // The next step is read while this one is hashed.
    next = at + BATCH < start.size ? readBatch(db, at + BATCH, start.size) : Promise.resolve([]);
    await check.batch(rows, Math.min(at + BATCH, start.size));
    options.onProgress?.(check.events, start.size);
    if (options.signal?.aborted === true || check.faults.length >= MOST) break;
  }
  await next;
  if (check.faults.length < MOST) await check.end();
  // What names an event stands before what names a stretch of the tree.
  const place = ({ kind, seq }: LogFault): number => (seq ?? 2 ** 50) + (kind === 'node' || kind === 'checkpoint' || kind === 'truncated' ? 2 ** 51 : 0);
  const faults = check.faults.toSorted((a, b) => place(a) - place(b)).slice(0, MOST);
  return { from: start.from, size: start.size, events: check.events, checkpoints: check.checkpoints, seconds: (performance.now() - began) / 1000, faults };
}

interface Start {
  readonly size: number; readonly from: number; readonly edge: Edge; readonly nodes: Map<string, Uint8Array>;
  readonly epochs: readonly { begins: number; ordered: number }[]; readonly promised: readonly Promised[]; readonly faults: readonly LogFault[];
}

class Check {
  readonly faults: LogFault[];
  events = 0;
  checkpoints = 0;
  readonly #db: Database;
  readonly #start: Start;
  readonly #edge: Edge;
  readonly #promised: Promised[];
  #expected: number;
  #newest = 0;
  #last: { xact: number; event: number } = { xact: -1, event: -1 };
  /** Size that the last right checkpoint vouches for. */
  #vouched = 0;
  /** A leaf is missing: the tree after it cannot be compared. */
  #holed = false;

  constructor(db: Database, start: Start) {
    this.#db = db;
    this.#start = start;
    this.#edge = start.edge;
    this.#expected = start.from;
    this.#vouched = start.from;
    this.faults = [...start.faults];
    this.#promised = start.promised.filter((one) => one.note.checkpoint.size > start.from);
  }

  async batch(rows: readonly LeafRow[], end: number): Promise<void> {
    const strange: LeafRow[] = [];
    for (const row of rows) {
      if (row.seq !== this.#expected) this.#gap(row.seq, row.at);
      this.#expected = row.seq + 1;
      if (row.sealed === null || !sameBytes(sha256(row.sealed), row.leaf)) strange.push(row);
      else this.events += 1;
      this.#order(row);
      this.#grow(row);
    }
    if (this.#expected < end) this.#gap(end, null);
    if (strange.length > 0) await this.#explain(strange.slice(0, MOST));
  }

  #gap(until: number, at: number | null): void {
    this.faults.push({ kind: 'leaf', seq: this.#expected, at: at === null ? null : at / 1000, what: `Thiếu lá từ số ${this.#expected} đến số ${until - 1}.` });
    this.#expected = until;
    this.#holed = true;
  }

  #order(row: LeafRow): void {
    const { epochs } = this.#start;
    const epoch = epochs.findLast((one) => one.begins <= row.seq);
    const event = Number(row.event);
    if (row.seq === epoch?.ordered || row.seq === epoch?.begins) this.#last = { xact: -1, event: -1 };
    if (row.sealed !== null && epoch !== undefined && row.seq >= epoch.ordered) {
      if (row.xact < this.#last.xact || (row.xact === this.#last.xact && event < this.#last.event)) {
        this.faults.push({ kind: 'reordered', seq: row.seq, at: row.at / 1000, what: `Được ghi trước sự việc số ${row.seq - 1} nhưng đứng sau.` });
      }
      this.#last = { xact: row.xact, event };
    }
    const covering = this.#promised[this.checkpoints]?.note.checkpoint.time;
    if (row.at < this.#newest - SKEW) {
      this.faults.push({ kind: 'back-dated', seq: row.seq, at: row.at / 1000, what: `Mang giờ sớm hơn các sự việc đã vào nhật ký trước nó (${momentWords(this.#newest / 1000)}).` });
    } else if (covering !== undefined && row.at > covering * 1_000_000 + SKEW) {
      this.faults.push({ kind: 'back-dated', seq: row.seq, at: row.at / 1000, what: `Mang giờ muộn hơn mốc đã ký chứa nó (${momentWords(covering * 1000)}).` });
    } else if (row.at > this.#newest) this.#newest = row.at;
  }

  #grow(row: LeafRow): void {
    if (this.#holed) return;
    this.#edge.add(row.leaf, (level, index, hash) => {
      if (level < KEPT_LEVEL) return;
      const kept = this.#start.nodes.get(`${level}/${index}`);
      if (kept !== undefined && sameBytes(kept, hash)) return;
      const [first, last] = [index * 2 ** level, (index + 1) * 2 ** level - 1];
      this.faults.push({ kind: 'node', seq: first, at: null, what: `${kept === undefined ? 'Thiếu nút' : 'Nút'} cấp ${level} trên các sự việc ${first}–${last}${kept === undefined ? '' : ' không khớp với lá bên dưới'}.` });
    });
    for (let promise = this.#promised[this.checkpoints]; promise !== undefined && promise.note.checkpoint.size <= this.#edge.size; promise = this.#promised[this.checkpoints]) {
      this.checkpoints += 1;
      const { size, root, time } = promise.note.checkpoint;
      if (size === this.#edge.size && sameBytes(root, this.#edge.root())) this.#vouched = size;
      else if (this.#vouched >= 0) {
        this.faults.push({ kind: 'checkpoint', seq: this.#vouched, at: time * 1000, what: `Ít nhất một sự việc trong khoảng ${this.#vouched}–${size - 1} đã bị viết lại cùng với cây: gốc không khớp mốc đã ký lúc ${momentWords(time * 1000)} ở ${promise.from}.` });
        // Every later root differs too; the first says where.
        this.#vouched = -1;
      }
    }
  }

  async #explain(rows: readonly LeafRow[]): Promise<void> {
    const moved = await elsewhere(this.#db, rows.filter((row) => row.sealed === null).map((row) => row.event));
    for (const row of rows) {
      const at = row.at / 1000;
      const now = moved.get(row.event);
      if (row.sealed === null && now === undefined) this.faults.push({ kind: 'missing', seq: row.seq, at, what: `Dòng ${row.event} của bảng sự việc không còn.` });
      else if (row.sealed === null) this.faults.push({ kind: 'back-dated', seq: row.seq, at, what: `Giờ trong bảng sự việc nay là ${momentWords(now ?? 0)}, giờ đã niêm phong là ${momentWords(at)}.` });
      else {
        const place = await placeOfLeaf(this.#db, sha256(row.sealed));
        this.faults.push(place === undefined ? { kind: 'altered', seq: row.seq, at, what: `Nội dung dòng ${row.event} không khớp với dấu niêm phong.` }
          : { kind: 'reordered', seq: row.seq, at, what: `Nội dung đang đứng ở đây là của sự việc số ${place}.` });
      }
    }
  }

  /** What no leaf tells: events without one, and what was cut off at the end. */
  async end(): Promise<void> {
    for (const one of await strangers(this.#db, MOST)) {
      this.faults.push({ kind: 'inserted', seq: null, at: one.at, what: `Dòng ${one.id} (${one.action}) nằm trong bảng sự việc ở chỗ nhật ký đã đi qua mà không có số.` });
    }
    const longer = this.#promised.at(-1)?.note.checkpoint;
    if (longer !== undefined && longer.size > this.#start.size) {
      this.faults.push({ kind: 'truncated', seq: this.#start.size, at: longer.time * 1000, what: `Mốc đã ký có ${longer.size} sự việc, nhật ký nay chỉ còn ${this.#start.size}.` });
    }
  }
}
