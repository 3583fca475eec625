import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MESSAGE_STATES } from '../life.ts';
import { CAUSES, COUNT, differencesOf, gapsOf, isQuiet, remedyOf, UNLISTED, type OurMessage, type SourceColumn } from './index.ts';

const NOW = Date.parse('2026-11-20T20:00:00+07:00');
const CLOCK = { now: NOW, answerHours: 24, hasList: true };
const message = (maLk: string, state: OurMessage['state'], more: Partial<OurMessage> = {}): OurMessage => ({ id: `m-${maLk}`, maLk, kind: 'dossier', revision: 1, state, receivedAt: null, isAbsent: false, isReplaced: false, field: null, ...more });
const source = (more: Partial<SourceColumn> = {}): SourceColumn => ({ count: null, visits: null, open: [], gaps: [], gapsSure: true, ...more });
const listed = (maLk: string) => ({ maLk, kind: 'dossier', outcome: 'accepted' as const });
const told = (found: ReturnType<typeof differencesOf>) => found.lines.map((line) => `${line.key} ${line.cause}${line.off === null ? '' : ` ${line.off}`}`);

test('each state that needs somebody says so, with its remedy', () => {
  const hour = 3_600_000;
  const ours = [
    message('A', 'accepted'), message('B', 'received', { receivedAt: NOW - 23 * hour }), message('C', 'received', { receivedAt: NOW - 24 * hour }), message('D', 'received', { isAbsent: true, receivedAt: NOW - hour }), message('E', 'unknown'),
    message('F', 'unknown', { isAbsent: true }), message('G', 'watched'), message('H', 'watched', { isAbsent: true }), message('I', 'held'), message('J', 'owed'), message('K', 'refused'), message('L', 'rejected', { field: 'XML1.MA_BENH' }),
    message('M', 'superseded'), message('N', 'rejected', { isReplaced: true }), message('O', 'received', { kind: 'check-in' }), message('P', 'watched', { kind: 'check-in' }),
  ];
  const found = differencesOf(source({ count: 13, open: ['O'] }), ours, [listed('A'), listed('Z')], CLOCK);
  assert.deepEqual(told(found), ['L rejected', 'K refused', 'F unknown-absent', 'E unknown', 'D received-absent', 'H unsent', 'Z stranger', 'O no-dossier', 'I held', 'J waiting', 'G watched', 'C unlisted', 'B awaiting', 'P watched-unlisted', 'A accepted', 'M superseded', 'N superseded']);
  assert.deepEqual([found.unexplained, found.totals], [12, { source: 13, ours: 12, receiver: 2 }]);
  assert.deepEqual(found.lines.filter((line) => line.explained === null && line.remedy === null), []);
});

test('a receiver without a list is believed by its receipt', () => {
  assert.deepEqual(told(differencesOf(source({ count: 1 }), [message('A', 'received')], null, { ...CLOCK, hasList: false })), ['A receipted']);
});

test('what no list tells of is believed by its receipt and closes no visit', () => {
  for (const kind of UNLISTED) {
    const found = differencesOf(source({ count: 0, visits: [] }), [message('A', 'received', { kind, receivedAt: 0 }), message('B', 'watched', { kind }), message('C', 'unknown', { kind })], [], CLOCK);
    assert.deepEqual([told(found), found.unexplained, found.totals.ours], [['C unknown', 'B watched-unlisted', 'A receipted'], 1, 0], kind);
  }
});

test('what the program says is compared by name, by number, by gaps', () => {
  const ours = ['A', 'B'].map((maLk) => message(maLk, 'accepted'));
  assert.deepEqual(told(differencesOf(source(), ours, null, CLOCK)), [`${COUNT} count-missing`, 'A accepted', 'B accepted']);
  assert.deepEqual(told(differencesOf(source({ count: 5, gaps: ['C'] }), ours, null, CLOCK)), ['C gap', `${COUNT} count-short 2`, 'A accepted', 'B accepted']);
  assert.deepEqual(told(differencesOf(source({ count: 3, gaps: ['C'] }), ours, null, CLOCK)), ['C gap', 'A accepted', 'B accepted']);
  assert.deepEqual(told(differencesOf(source({ count: 2, gaps: ['C'] }), ours, null, CLOCK)), ['C gap-counted', 'A accepted', 'B accepted']);
  assert.deepEqual(told(differencesOf(source({ count: 1 }), ours, null, CLOCK)), [`${COUNT} count-over 1`, 'A accepted', 'B accepted']);
  assert.deepEqual(told(differencesOf(source({ count: 2, visits: ['B', 'X'] }), ours, null, CLOCK)), ['X not-sent', 'A not-in-source', `${COUNT} count-over 1`, 'B accepted']);
  assert.deepEqual(told(differencesOf(null, ours, null, CLOCK)), ['A accepted', 'B accepted'], 'who may not see the source is told nothing of it');
});

test('an explanation holds for the very difference it was given for', () => {
  const [line] = differencesOf(source({ count: 1 }), [message('A', 'rejected')], null, CLOCK).lines;
  assert.ok(line);
  const after = (ours: OurMessage) => differencesOf(source({ count: 1 }), [ours], null, CLOCK, [{ key: 'A', mark: line.mark }]);
  assert.deepEqual([after(message('A', 'rejected')).unexplained, after(message('A', 'rejected')).lines[0]?.explained], [0, 'person']);
  assert.equal(after(message('A', 'unknown')).unexplained, 1);
  assert.equal(after(message('A', 'rejected', { revision: 2 })).unexplained, 1);
});

const id = fc.constantFrom(...Array.from({ length: 12 }, (_, index) => `V${index}`));
const ours = fc.array(fc.record({
  id: fc.uuid(), maLk: id, kind: fc.constantFrom('dossier', ...UNLISTED), revision: fc.integer({ min: 1, max: 3 }), state: fc.constantFrom(...MESSAGE_STATES), receivedAt: fc.option(fc.integer({ min: NOW - 2e8, max: NOW })),
  isAbsent: fc.boolean(), isReplaced: fc.boolean(), field: fc.constant(null),
}), { maxLength: 15 });
const said = fc.option(fc.record({ count: fc.option(fc.nat(15)), visits: fc.option(fc.uniqueArray(id, { maxLength: 8 })), open: fc.uniqueArray(id, { maxLength: 4 }), gaps: fc.uniqueArray(id, { maxLength: 4 }), gapsSure: fc.boolean() }));
const list = fc.option(fc.array(fc.record({ maLk: id, kind: fc.constantFrom('dossier', 'check-in'), outcome: fc.constantFrom('accepted' as const, 'rejected' as const, 'adjudicated' as const) }), { maxLength: 10 }));

test('every visit that is in any column is in exactly one class', () => {
  fc.assert(fc.property(said, ours, list, (left, middle, right) => {
    const { lines } = differencesOf(left, middle, right, CLOCK);
    const all = new Set([...middle.map((one) => one.maLk), ...(right ?? []).map((one) => one.maLk), ...(left?.visits ?? []), ...(left?.open ?? []), ...(left?.gaps ?? [])]);
    assert.deepEqual(lines.filter((line) => line.key !== COUNT).map((line) => line.key).toSorted(), [...all].toSorted());
    assert.ok(lines.filter((line) => line.key === COUNT).length <= (left === null ? 0 : 1));
  }), { numRuns: 2000 });
});

test('nothing is unexplained if and only if every line explains itself, and each that does not has a remedy', () => {
  fc.assert(fc.property(said, ours, list, (left, middle, right) => {
    const { lines, unexplained } = differencesOf(left, middle, right, CLOCK);
    assert.equal(unexplained === 0, lines.every((line) => isQuiet(line.cause)));
    for (const line of lines) assert.equal(line.remedy === null, isQuiet(line.cause));
    // Where all agree, nothing is left.
    const agreed = middle.map((one) => one.maLk);
    const calm = differencesOf({ count: new Set(agreed).size, visits: [...new Set(agreed)], open: [], gaps: [], gapsSure: true }, agreed.map((maLk) => message(maLk, 'accepted')), agreed.map(listed), CLOCK);
    assert.equal(calm.unexplained, 0);
  }), { numRuns: 2000 });
});

test('an explanation never makes more unexplained, and all explained is zero', () => {
  fc.assert(fc.property(said, ours, list, fc.nat(), (left, middle, right, pick) => {
    const before = differencesOf(left, middle, right, CLOCK);
    const marks = before.lines.map(({ key, mark }) => ({ key, mark }));
    const one = marks.slice(pick % Math.max(1, marks.length)).slice(0, 1);
    const after = differencesOf(left, middle, right, CLOCK, one);
    assert.ok(after.unexplained <= before.unexplained && after.unexplained >= before.unexplained - 1);
    assert.equal(differencesOf(left, middle, right, CLOCK, marks).unexplained, 0);
  }), { numRuns: 2000 });
});

test('gaps in running numbers: what was left out inside of a run, and nothing else', () => {
  const known = (prefix: string, length: number) => Array.from({ length }, (_, index) => `${prefix}${String(100 + index).padStart(8, '0')}`);
  fc.assert(fc.property(fc.constantFrom('6299026', 'KB-', ''), fc.integer({ min: 40, max: 200 }), fc.uniqueArray(fc.integer({ min: 1, max: 38 }), { maxLength: 3 }), (prefix, length, left) => {
    const all = known(prefix, length);
    const out = left.map((index) => all[index] ?? '');
    const found = gapsOf(all.filter((maLk) => !out.includes(maLk)).map((maLk, index) => (index % 9 === 0 ? `${maLk}-TT` : maLk)), () => false);
    assert.deepEqual([...found.missing], out.toSorted());
    assert.equal(found.sure, out.length > 0);
  }));
  const all = known('X', 40);
  assert.deepEqual(gapsOf(all.filter((_, index) => index !== 7), (maLk) => maLk === all[7]).missing, [], 'another day has it');
  assert.deepEqual(gapsOf(['a1', 'b2', 'c3'], () => false), { missing: [], sure: false });
  assert.deepEqual(gapsOf(Array.from({ length: 30 }, (_, index) => `V${1000 + index * 7}`), () => false).sure, false, 'numbers that several share');
  assert.deepEqual(CAUSES.filter((cause) => remedyOf(cause) === null), CAUSES.filter(isQuiet));
});
