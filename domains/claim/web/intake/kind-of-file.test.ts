import assert from 'node:assert/strict';
import { test } from 'node:test';
import { birthFile, deathFile, paperFile } from '#domains/papers/testing';
import { paperKindOf, rootOf } from './kind-of-file.ts';

test('an electronic paper is known by its root, whatever stands before it', async () => {
  const kinds = await Promise.all([paperFile([]), deathFile('1'), birthFile('2'), `\uFEFF<!-- <GIAMDINHHS> --> \n${deathFile('3').replace(/<\?.*?\?>/u, '')}`].map((text) => paperKindOf(new Blob([text]))));
  assert.deepEqual(kinds, ['paper', 'death-notice', 'birth-notice', 'death-notice']);
});

test('all else is left to the server', async () => {
  const texts = ['', 'không phải XML', '<?xml version="1.0"?><GIAMDINHHS><HSCHUNGTU/></GIAMDINHHS>', `<!--${'x'.repeat(5000)}--><HSCHUNGTU/>`, '<!DOCTYPE HSCHUNGTU><HSCHUNGTU/>'];
  assert.deepEqual(await Promise.all(texts.map((text) => paperKindOf(new Blob([text])))), texts.map(() => null));
  assert.equal(rootOf('<a:HSCHUNGTU xmlns:a="x">'), 'HSCHUNGTU');
});
