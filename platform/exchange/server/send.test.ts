import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { after, test } from 'node:test';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { testDatabase } from '#platform/db/testing';
import { oweMessages, startWithMode } from './index.ts';
import type { Ability, Destination, Owed, SendResult } from './index.ts';
import { claim } from './claim.ts';
import { lookAfter, sendNext } from './send.ts';

const { db } = await testDatabase();
const never = new AbortController().signal;
const empty = memoryCatalogues({ versions: [] });

/** What the other side does with the n-th request for a key. */
const TRICKS = ['answers', 'refuses', 'drops after accepting', 'drops before accepting', 'hangs after accepting', 'answers late', 'answers HTML', 'answers nothing'] as const;
type Trick = (typeof TRICKS)[number];

/** The other side: keeps a ledger of what it took, whatever it answers. */
class Receiver {
  readonly taken = new Map<string, number>();
  readonly plan: (key: string, attempt: number) => Trick;
  readonly #dedupe: boolean;
  readonly #asked = new Map<string, number>();

  constructor(dedupe: boolean, plan: (key: string, attempt: number) => Trick) {
    this.#dedupe = dedupe;
    this.plan = plan;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): void => {
    const key = decodeURIComponent((request.url ?? '').slice(1));
    request.resume();
    if (request.method === 'GET') {
      response.end(String(this.taken.get(key) ?? 0));
      return;
    }
    const attempt = (this.#asked.get(key) ?? 0) + 1;
    this.#asked.set(key, attempt);
    request.on('end', () => this.#act(this.plan(key, attempt), key, response));
  };

  #take(key: string): void {
    this.taken.set(key, this.#dedupe ? 1 : (this.taken.get(key) ?? 0) + 1);
  }

  #act(trick: Trick, key: string, response: ServerResponse): void {
    if (trick === 'drops before accepting') { response.destroy(); return; }
    if (trick === 'refuses') { response.end('{"ok":false}'); return; }
    this.#take(key);
    if (trick === 'drops after accepting') response.destroy();
    else if (trick === 'answers HTML') response.end('<html>502</html>');
    else if (trick === 'answers nothing') response.end();
    else if (trick === 'answers late') setTimeout(() => response.end('{"ok":true}'), 500);
    else if (trick === 'answers') response.end('{"ok":true}');
  }
}

const open: { close(): void; closeAllConnections(): void }[] = [];
after(() => { for (const one of open) { one.closeAllConnections(); one.close(); } });

async function listen(receiver: Receiver): Promise<string> {
  const server = createServer(receiver.handle);
  open.push(server);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}

function destination(name: string, ability: Ability, url: string): Destination {
  const lost = (): SendResult => ({ outcome: 'unknown', answer: 'mất trả lời' });
  const read = (text: string): SendResult => {
    if (text === '{"ok":true}') return { outcome: 'received', receipt: 'R', receivedAt: null, answer: 'đã nhận' };
    return text === '{"ok":false}' ? { outcome: 'refused', answer: 'không nhận' } : lost();
  };
  return {
    name, ability, perSecond: 10_000, parallel: 4, patience: 0.25,
    payload: (message) => Promise.resolve(new TextEncoder().encode(message.maLk.startsWith('chung') ? 'chung' : `${message.maLk} ${message.revision}`)),
    send: (message, payload, signal) => fetch(`${url}/${encodeURIComponent(message.id)}`, { method: 'POST', body: new TextDecoder().decode(payload), signal }).then((answer) => answer.text()).then(read, lost),
    query: async (message, signal) => {
      const count = await (await fetch(`${url}/${encodeURIComponent(message.id)}`, { signal })).text();
      return count === '0' ? 'absent' : { outcome: 'received', receipt: 'R', receivedAt: null, answer: 'đã nhận' };
    },
  };
}

const owed = (to: string, maLk: string, more: Partial<Owed> = {}): Owed => ({
  kind: 'dossier', destination: to, facility: '99001', maLk, dossier: null, revision: 1, file: 'a'.repeat(64), position: 1, event: 'visit.closed', insured: true, labels: [], dueFrom: '', ...more,
});
const owe = (list: readonly Owed[]): Promise<number> => db.bookkeeping('test', async (tx) => {
  for (const to of new Set(list.map((one) => one.destination))) await startWithMode(tx, to, 'relay');
  return oweMessages(tx, empty, list);
});
const stateRow = z.object({ id: z.string(), ma_lk: z.string(), state: z.string(), attempts: z.number(), receipt: z.string().nullable(), revision: z.number() });
const states = (to: string) => db.bookkeeping('test', (tx) => tx.query('select id, ma_lk, state, attempts, receipt, revision from exchange_message where destination = $1 order by seq', [to], stateRow));
/** Time passes: every pause is over. */
const later = (to: string) => db.bookkeeping('test', async (tx) => {
  await tx.run(`update exchange_message set next_at = now() where destination = $1`, [to]);
  await tx.run('update exchange_destination set paused_until = null where name = $1', [to]);
});
async function drain(to: Destination): Promise<void> {
  const lane = async (): Promise<void> => { while (await sendNext(db, to, never)); };
  await Promise.all(Array.from({ length: to.parallel }, lane));
}

test('what is owed twice is owed once', async () => {
  assert.equal(await owe([owed('twice', 'A'), owed('twice', 'B')]), 2);
  assert.equal(await owe([owed('twice', 'A'), owed('twice', 'A', { revision: 2 }), owed('twice', 'A', { kind: 'check-in' })]), 2);
});

/** A small generator, so that a failing seed can be run again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return state / 2 ** 32; };
}

for (const ability of ['dedupe', 'query', 'none'] as const) {
  test(`lost answers with ability ${ability}: ${ability === 'none' ? 'at most once, and what is unknown is called unknown' : 'exactly once'}`, async () => {
    const draw = chance(7);
    // Later tries are answered, so that the loop ends.
    const receiver = new Receiver(ability === 'dedupe', (_key, attempt) => (attempt > 3 ? 'answers' : trick(attempt === 1)));
    // It refuses a message at once or never.
    const trick = (first: boolean): Trick => TRICKS.filter((one) => first || one !== 'refuses')[Math.floor(draw() * (TRICKS.length - (first ? 0 : 1)))] ?? 'answers';
    const to = destination(`lost-${ability}`, ability, await listen(receiver));
    await owe(Array.from({ length: 60 }, (_, i) => owed(to.name, `M${i}`)));
    for (let round = 0; round < 6; round += 1) {
      await drain(to);
      await later(to.name);
      for (let look = 0; look < 5; look += 1) await lookAfter(db, to, never);
      await later(to.name);
    }
    for (const one of await states(to.name)) {
      const taken = receiver.taken.get(one.id) ?? 0;
      if (one.state === 'received') assert.equal(taken, 1, one.ma_lk);
      else if (one.state === 'refused') assert.equal(taken, 0, one.ma_lk);
      else assert.ok(ability === 'none' && one.state === 'unknown' && taken <= 1, `${one.ma_lk} ${one.state} ${taken}`);
    }
  });
}

test('a sender that dies between sending and recording leaves unknown, which nobody sends again', async () => {
  const receiver = new Receiver(false, () => 'answers');
  const to = destination('dies', 'none', await listen(receiver));
  await owe([owed(to.name, 'A')]);
  const claimed = await claim(db, to);
  assert.ok(claimed);
  await to.send(claimed.message, new Uint8Array([65]), never);
  // Here the process dies. Until its lease ends nobody touches the message.
  await drain(to);
  assert.deepEqual((await states(to.name)).map((one) => one.state), ['sending']);
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set locked_until = now() - interval '1 second' where destination = $1`, [to.name]));
  await lookAfter(db, to, never);
  await later(to.name);
  await drain(to);
  assert.deepEqual((await states(to.name)).map((one) => [one.state, one.attempts]), [['unknown', 1]]);
  assert.equal(receiver.taken.get(claimed.message.id), 1);
});

test('a revision takes the place of one that was never tried; one that was tried it waits for', async () => {
  const order: number[] = [];
  const to: Destination = {
    ...destination('order', 'none', ''),
    send: (message) => { order.push(message.revision); return Promise.resolve({ outcome: 'received', receipt: `${message.revision}`, receivedAt: null, answer: '' }); },
  };
  await owe([owed(to.name, 'A')]);
  const first = await claim(db, to);
  assert.equal(first?.message.revision, 1);
  await owe([owed(to.name, 'A', { revision: 2 })]);
  await owe([owed(to.name, 'A', { revision: 3 }), owed(to.name, 'A', { kind: 'check-in' })]);
  await drain(to);
  assert.deepEqual(order, [], 'the first has no answer yet');
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set state = 'unknown', locked_until = null where destination = $1 and state = 'sending'`, [to.name]));
  await drain(to);
  assert.deepEqual(order, [3, 1]);
  assert.deepEqual((await states(to.name)).map((one) => [one.revision, one.state]), [[1, 'unknown'], [2, 'superseded'], [3, 'received'], [1, 'received']]);
});

test('the same bytes go out once; messages that share them share the receipt', async () => {
  let sent = 0;
  const to: Destination = {
    ...destination('shared', 'none', ''),
    send: async () => { sent += 1; await new Promise((resolve) => { setTimeout(resolve, 30); }); return { outcome: 'received', receipt: 'R9', receivedAt: null, answer: '' }; },
  };
  await owe(Array.from({ length: 8 }, (_, i) => owed(to.name, `chung-${i}`, { position: i + 1 })));
  for (let round = 0; round < 3; round += 1) { await drain(to); await later(to.name); }
  assert.equal(sent, 1);
  assert.deepEqual(new Set((await states(to.name)).map((one) => `${one.state} ${one.receipt}`)), new Set(['received R9']));
});

test('the same bytes refused once are refused for all that share them, until a person insists', async () => {
  let sent = 0;
  const to: Destination = { ...destination('shared-no', 'none', ''), send: () => { sent += 1; return Promise.resolve({ outcome: 'refused', answer: 'sai chữ ký' }); } };
  await owe(Array.from({ length: 6 }, (_, i) => owed(to.name, `chung-${i}`, { position: i + 1 })));
  for (let round = 0; round < 3; round += 1) { await drain(to); await later(to.name); }
  assert.equal(sent, 1);
  await db.bookkeeping('test', (tx) => tx.run(`update exchange_message set state = 'owed', insisted = true where destination = $1 and ma_lk = 'chung-3'`, [to.name]));
  await drain(to);
  assert.equal(sent, 2);
  assert.deepEqual(new Set((await states(to.name)).map((one) => one.state)), new Set(['refused']));
});

test('a destination that is away rests and nothing is lost', async () => {
  let up = false;
  const to: Destination = {
    ...destination('away', 'none', ''),
    send: () => Promise.resolve(up ? { outcome: 'received', receipt: 'R', receivedAt: null, answer: '' } : { outcome: 'not-sent', answer: 'không nối được', pause: true }),
  };
  await owe(Array.from({ length: 20 }, (_, i) => owed(to.name, `M${i}`)));
  await drain(to);
  const tried = (await states(to.name)).reduce((sum, one) => sum + one.attempts, 0);
  assert.ok(tried >= 1 && tried <= to.parallel, `tried ${tried}`);
  up = true;
  await later(to.name);
  await drain(to);
  assert.deepEqual(new Set((await states(to.name)).map((one) => one.state)), new Set(['received']));
});
