import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Edge, checkpointText, consistencyRanges, foldRight, fromBase64, hex, inclusionRanges, leafInput, nodeInput, readNote, signatureLine, splitOf, subtreesOf, toBase64, verifyConsistency, verifyInclusion } from './index.ts';

const sha = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const leafOf = (text: string): Uint8Array => sha(leafInput(Buffer.from(text, 'hex')));

/** RFC 6962, 2.1, word for word. */
function naive(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha(new Uint8Array());
  if (leaves.length === 1) return only;
  const split = splitOf(leaves.length);
  return sha(nodeInput(naive(leaves.slice(0, split)), naive(leaves.slice(split))));
}
const leaves = Array.from({ length: 300 }, (_, at) => sha(leafInput(Buffer.from(String(at)))));

test('the root of the known inputs is the known one', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const edge = new Edge(sha);
  assert.equal(hex(edge.root()), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  for (const input of inputs) edge.add(leafOf(input));
  assert.equal(hex(edge.root()), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('a growing edge has the root of the definition at every size, also when it goes on from its peaks', () => {
  const edge = new Edge(sha);
  for (let size = 1; size <= 200; size += 1) {
    edge.add(leaves[size - 1] ?? new Uint8Array());
    assert.deepEqual(hex(edge.root()), hex(naive(leaves.slice(0, size))));
    const peaks = subtreesOf(0, size).map(({ level, index }) => naive(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));
    const other = new Edge(sha, size, peaks);
    other.add(leaves[size] ?? new Uint8Array());
    assert.equal(hex(other.root()), hex(naive(leaves.slice(0, size + 1))));
  }
});

test('inclusion and consistency hold, and nothing false passes', async () => {
  const rootOf = ({ start, end }: { start: number; end: number }): Uint8Array =>
    foldRight(subtreesOf(start, end).map(({ level, index }) => naive(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level))), sha);
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(299), fc.nat(299), async (size, a, b) => {
    const index = a % size;
    const root = naive(leaves.slice(0, size));
    const path = inclusionRanges(index, size).map(rootOf);
    const leaf = leaves[index] ?? new Uint8Array();
    assert.equal(await verifyInclusion(sha, { leaf, index, size, path, root }), true);
    assert.equal(await verifyInclusion(sha, { leaf: leaves[(index + 1) % 300] ?? leaf, index, size, path, root }), false);
    if (size > 1) assert.equal(await verifyInclusion(sha, { leaf, index: (index + 1) % size, size, path, root }), false);
    if (path.length > 0) assert.equal(await verifyInclusion(sha, { leaf, index, size, path: path.slice(1), root }), false);
    const old = b % (size + 1);
    const between = consistencyRanges(old, size).map(rootOf);
    const oldRoot = naive(leaves.slice(0, old));
    assert.equal(await verifyConsistency(sha, { old, size, path: between, oldRoot, root }), true);
    if (old > 0 && old < size) {
      assert.equal(await verifyConsistency(sha, { old, size, path: between, oldRoot: sha(oldRoot), root }), false);
      assert.equal(await verifyConsistency(sha, { old, size, path: between, oldRoot, root: sha(root) }), false);
    }
  }), { numRuns: 300 });
});

test('a checkpoint comes back as written; what is none is refused', () => {
  const root = leaves[0] ?? new Uint8Array(32);
  const text = checkpointText({ origin: 'yteso/province/x', size: 12, root, time: 1_795_737_600 });
  const note = `${text}\n${signatureLine('yteso/province/x', Uint8Array.of(1, 2, 3, 4), new Uint8Array(64))}`;
  assert.deepEqual(readNote(note)?.checkpoint, { origin: 'yteso/province/x', size: 12, root: Uint8Array.from(root), time: 1_795_737_600 });
  assert.equal(readNote(note)?.text, text);
  for (const bad of ['', text, note.replace('12', '012'), note.replace('time', 'Time'), note.replace(toBase64(root), 'AAAA'), `${note}x\n`]) assert.equal(readNote(bad), undefined);
  fc.assert(fc.property(fc.uint8Array(), (bytes) => { assert.deepEqual(fromBase64(toBase64(bytes)), bytes); }));
});
