import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decisions, frequenciesOf, groupAll, indexOf, knowledgeOf, likenessOf, nameOf, nameReasons, nameSimilarity } from '#domains/person/rules';
import { randomOf } from '#domains/synthetic/rules';
import { tryBirths } from './births.ts';
import { generate } from './generate.ts';
import { descriptionOfRow } from './rows.ts';
import { blockingRecall, scoreOf } from './score.ts';
import { NAME_SLIPS, slipName } from './slips.ts';
import { communeMap } from './world.ts';

test('no newborn joins anybody', () => {
  const { births, unknown, joined } = tryBirths('test', 1000);
  assert.deepEqual([births >= 1000, unknown, joined], [true, 0, 0]);
});

test('the set is the same for the same seed, and holds what it says', () => {
  const settings = { seed: 'short', persons: 3000, province: '62' } as const;
  const rows = [...generate(settings)];
  assert.deepEqual([...generate(settings)].slice(0, 50), rows.slice(0, 50));
  const share = (is: (row: (typeof rows)[number]) => boolean): number => rows.filter(is).length / rows.length;
  assert.ok(Math.abs(share((row) => row.kind === 'second') - 0.043) < 0.015);
  assert.ok(Math.abs(share((row) => /^\d{4}0(?:000|101)/.test(row.born)) - 0.15) < 0.03);
});

test('a small set: no wrong join, nearly all found', () => {
  const rows = [...generate({ seed: 'short', persons: 6000, province: '62' }), ...[...generate({ seed: 'short', persons: 6000, province: '12' })].map((row) => ({ ...row, id: `b${row.id}`, entity: `b${row.entity}` }))];
  const knowledge = knowledgeOf({ communes: communeMap(), frequencies: frequenciesOf(rows.map((row) => row.name), 3), persons: rows.length });
  const index = indexOf(rows.map((row) => ({ id: row.id, description: descriptionOfRow(row) })), knowledge);
  const decided = [...decisions(index, knowledge)];
  const score = scoreOf(rows, decided, groupAll(index, decided, knowledge));
  assert.equal(score.joined.wrong, 0);
  assert.ok(score.recallWithQuestions >= 0.97, `recall ${score.recallWithQuestions}`);
  assert.ok(score.workList.shareOfPersons <= 0.025, `work list ${score.workList.shareOfPersons}`);
  assert.ok(blockingRecall(rows, index) >= 0.99);
});

test('every kind of slip leaves a name like itself, and is told', () => {
  const random = randomOf('slips');
  const names = [...generate({ seed: 'names', persons: 400, province: '62' }), ...generate({ seed: 'names', persons: 400, province: '12' })].filter((row) => row.kind === 'first').map((row) => row.name);
  for (const slip of NAME_SLIPS) {
    const slipped = names.flatMap((name) => { const other = slipName(name, slip, random); return other === undefined ? [] : [[name, other] as const]; });
    const alike = slipped.filter(([a, b]) => nameSimilarity(nameOf(a), nameOf(b)) >= 0.6);
    assert.ok(slipped.length > 0 && alike.length / slipped.length >= 0.97, `${slip}: ${alike.length} of ${slipped.length}`);
    for (const [a, b] of slipped) if (likenessOf(nameOf(a), nameOf(b)).given !== 'same') assert.ok(nameReasons(nameOf(a), nameOf(b)).length > 0, `${a} | ${b}`);
  }
});
