import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { NoSessionError, NotReachedError, Sessions, call, tryWithin } from '#platform/exchange/server';
import type { CallAnswer } from '#platform/exchange/server';
import { attempt } from './send.ts';

const YES: CallAnswer = { status: 200, body: 'ok' };
const DENIED: CallAnswer = { status: 401, body: '' };
const live = new AbortController().signal;
const isDenied = ({ status }: CallAnswer): boolean => status === 401;

/** A receiver whose answers are given one after the other; sessions are numbered. */
function receiver(answers: readonly (CallAnswer | Error)[], noSession?: Error) {
  let taken = 0;
  const asked: number[] = [];
  const forgotten: number[] = [];
  const at = { place: 'nơi nhận', afterLoss: 'Hỏi lại.', get: () => (noSession === undefined ? Promise.resolve(taken += 1) : Promise.reject(noSession)), forget: (session: number) => { forgotten.push(session); } };
  const ask = (session: number): Promise<CallAnswer> => {
    asked.push(session);
    const answer = answers[asked.length - 1];
    return answer instanceof Error || answer === undefined ? Promise.reject(answer ?? new Error('asked too often')) : Promise.resolve(answer);
  };
  return { run: (signal = live) => tryWithin(at, ask, isDenied, signal), asked, forgotten };
}

test('a session that ended is renewed once; a second no leaves the message unsent', async () => {
  const once = receiver([DENIED, YES]);
  assert.deepEqual([await once.run(), once.asked, once.forgotten], [YES, [1, 2], [1]]);
  const twice = receiver([DENIED, DENIED]);
  const left = await twice.run();
  assert.deepEqual(['outcome' in left && left.outcome, twice.asked], ['not-sent', [1, 2]]);
});

test('what broke is judged by whether a byte could have left', async () => {
  const outcome = async (one: ReturnType<typeof receiver>, signal = live) => { const left = await one.run(signal); return 'outcome' in left ? [left.outcome, left.answer] : [left.status]; };
  assert.deepEqual(await outcome(receiver([], new Error('mạng'))), ['not-sent', 'Chưa nối được tới nơi nhận: sẽ tự thử lại.']);
  assert.deepEqual(await outcome(receiver([], new NoSessionError('Sai mật khẩu.', false))), ['not-sent', 'Sai mật khẩu.']);
  assert.deepEqual(await outcome(receiver([new NotReachedError('không nối')])), ['not-sent', 'Chưa nối được tới nơi nhận: sẽ tự thử lại.']);
  assert.deepEqual(await outcome(receiver([new Error('đứt')])), ['unknown', 'Đường truyền đứt sau khi đã nối. Hỏi lại.']);
  assert.deepEqual(await outcome(receiver([new Error('hết giờ')]), AbortSignal.abort()), ['unknown', 'Nơi nhận không trả lời kịp. Hỏi lại.']);
});

test('a session is taken once for many, again after its end, after being forgotten and after a failure', async () => {
  let taken = 0;
  let life = 60_000;
  const sessions = new Sessions((who) => (who === 'x' ? Promise.reject(new Error('no')) : Promise.resolve({ session: `${who}${taken += 1}`, until: Date.now() + life })));
  assert.deepEqual(await Promise.all([sessions.get('a', live), sessions.get('a', live), sessions.get('b', live)]), ['a1', 'a1', 'b2']);
  await sessions.forget('a', 'another');
  assert.equal(await sessions.get('a', live), 'a1');
  await sessions.forget('a', 'a1');
  life = -1;
  assert.deepEqual([await sessions.get('a', live), await sessions.get('a', live)], ['a3', 'a4']);
  for (const round of [1, 2]) await assert.rejects(sessions.get('x', live), /no/u, `round ${round}`);
});

test('who waits for a session waits as long as he himself will, whoever asked first; when nobody waits any more it is not taken', async () => {
  const taking: AbortSignal[] = [];
  const sessions = new Sessions<number>((_who, signal) => { taking.push(signal); return new Promise((resolve, reject) => { const late = setTimeout(() => { resolve({ session: 7, until: Date.now() + 60_000 }); }, 300); signal.addEventListener('abort', () => { clearTimeout(late); reject(new Error('ended')); }); }); });
  const [first, second] = [sessions.get('a', AbortSignal.timeout(50)), sessions.get('a', live)];
  await assert.rejects(first, /timeout/u);
  assert.equal(await second, 7);
  // The other way round: one who is patient asked first.
  const patient = sessions.get('b', live);
  const began = Date.now();
  await assert.rejects(sessions.get('b', AbortSignal.timeout(50)), /timeout/u);
  assert.ok(Date.now() - began < 200);
  assert.equal(await patient, 7);
  await assert.rejects(sessions.get('c', AbortSignal.timeout(50)), /timeout/u);
  assert.deepEqual([taking.map((signal) => signal.aborted), await sessions.get('c', live), taking.length], [[false, false, true], 7, 4]);
  await assert.rejects(sessions.get('c', AbortSignal.abort()));
  assert.deepEqual([await sessions.get('c', live), taking.length], [7, 4], 'one that is there stays');
});

test('patience that ends before a byte of the message could leave leaves it unsent: no session yet, no connection yet', async () => {
  const silent = createServer((socket) => { socket.on('error', () => {}).resume(); });
  await new Promise<void>((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
  const address = silent.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  // TLS that is never spoken: the connection does not stand.
  const push = (signal: AbortSignal) => call('POST', `https://127.0.0.1:${port}/`, {}, 'x', signal);
  const noSession = { place: 'nơi nhận', afterLoss: '', get: (signal: AbortSignal) => push(signal).then(() => 1), forget: () => {} };
  const nobody = { ...noSession, get: () => Promise.resolve(1) };
  const destination = { name: 'thu', ability: 'none', perSecond: 1, parallel: 1, patience: 0.2, payload: () => Promise.reject(new Error('not asked')), send: () => Promise.reject(new Error('not asked')) } as const;
  for (const at of [noSession, nobody]) {
    const left = await attempt(destination, live, async (signal) => { const answer = await tryWithin(at, () => push(signal), isDenied, signal); return 'outcome' in answer ? answer : { outcome: 'unknown', answer: '' }; });
    assert.deepEqual(left, { outcome: 'not-sent', answer: 'Chưa nối được tới nơi nhận: sẽ tự thử lại.', pause: true });
  }
  // One that does not listen to the signal is not waited for.
  assert.equal((await attempt(destination, live, () => new Promise(() => {}))).outcome, 'unknown');
  await new Promise((resolve) => { silent.close(resolve); });
});

test('what cannot be written as a request has not left', async () => {
  for (const [url, headers] of [['http://127.0.0.1:9/', { token: 'một\nhai' }], ['http://127.0.0.1:9/', { 'tên khoá': 'a' }], ['http://127.0.0.1:99999/', {}]] as const) {
    await assert.rejects(call('POST', url, headers, 'x', live), NotReachedError);
  }
});
