import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FindingView } from '../api.ts';
import { compareFindings } from './compare.ts';

const finding = (rule: string, field: string, message = 'sai'): FindingView => ({ rule, title: '', group: '', groupTitle: '', severity: 'error', table: 'XML1', row: 1, field, related: [], message, remedy: '', law: null, seen: null });

test('what is settled, what stays, also with another value in its words, and what is brought in', () => {
  const before = [finding('A', 'X'), finding('A', 'Y', 'là 1'), finding('B', 'Z'), finding('B', 'Z', 'hai')];
  const { gone, stay, fresh } = compareFindings(before, [finding('A', 'Y', 'là 2'), finding('B', 'Z', 'hai'), finding('C', 'X')]);
  const names = (list: readonly FindingView[]) => list.map((one) => `${one.rule} ${one.field} ${one.message}`);
  assert.deepEqual([names(gone), names(stay), names(fresh)], [['A X sai', 'B Z sai'], ['A Y là 2', 'B Z hai'], ['C X sai']]);
});
