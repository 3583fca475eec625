import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { referenceWorld } from './index.ts';
import { writeFile } from '#domains/claim/rules';
import { makeProvince } from '#domains/synthetic/rules';

const catalogues = memoryCatalogues(fileSources());
const world = referenceWorld(catalogues, '20261001');
const size = { people: 300, visits: 400, seed: 'kon-tum', from: '20260803', to: '20261113' };

function bytes(seed: string): string {
  return [...makeProvince(world, catalogues, { ...size, seed }).visits()]
    .map(({ dossier }) => writeFile({ kind: 'claim', facility: dossier.facility, createdOn: dossier.createdOn, dossiers: [dossier] })).join('');
}

test('the same seed gives the same bytes, another seed others', () => {
  assert.equal(bytes('a'), bytes('a'));
  assert.notEqual(bytes('a'), bytes('b'));
});

test('visit numbers of different seeds, sizes or days never meet', () => {
  const numbers = (more: Partial<typeof size>) => [...makeProvince(world, catalogues, { ...size, visits: 40, ...more }).visits()].map(({ draft }) => draft.id);
  const all = [{}, { seed: 'khac' }, { people: 301 }, { from: '20260804' }].flatMap(numbers);
  assert.equal(new Set(all).size, 160);
  assert.deepEqual(numbers({}), all.slice(0, 40));
});

test('the province fills the tables a hospital writes', () => {
  const seen = new Set<string>();
  for (const { dossier } of makeProvince(world, catalogues, { ...size, visits: 1500 }).visits()) for (const name of dossier.tables.keys()) seen.add(name);
  for (const name of ['XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML6', 'XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML13', 'XML14', 'XML15']) assert.ok(seen.has(name), name);
});

test('every disease used has a name in the list in force', () => {
  for (const { dossier } of makeProvince(world, catalogues, size).visits()) {
    const summary = dossier.tables.get('XML1')?.rows[0];
    const code = summary?.['MA_BENH_CHINH'] ?? '';
    assert.ok(catalogues.find('icd10', code, '20261001'), code);
  }
});
