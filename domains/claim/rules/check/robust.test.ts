import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { memoryCatalogues } from '#platform/catalogue/rules';
import type { Dossier, TableName } from '../model/index.ts';
import { price } from '../price/index.ts';
import { anyDossier } from '../testing/any-dossier.ts';
import { check } from './engine.ts';
import { dossierOf, plainCatalogues } from './fixture.ts';
import { validStay } from './valid.ts';

const catalogues = plainCatalogues();
const empty = memoryCatalogues({ versions: [] });

/** Neither check nor price throws, and no rule breaks. */
function survives(dossier: Dossier): void {
  for (const known of [catalogues, empty]) {
    const broken = check(dossier, known, { asOf: '20260901' }).filter(({ rule }) => rule === 'HE-THONG-01');
    assert.deepEqual(broken.map(({ message }) => message), []);
    price(dossier, known);
  }
}

test('arbitrary dossiers of every kind break no rule', () => {
  fc.assert(fc.property(fc.constantFrom('claim' as const, 'checkin' as const, 'assessment' as const).chain(anyDossier), survives), { numRuns: 150 });
});

const NASTY = ['', ' ', '20260230', '99999999', '00000000', '202608321260', '1e308', '-5', '-', ';', ';;', 'a;b;c', '1,5', '9'.repeat(60), 'NaN', 'undefined', '__proto__', 'constructor', '😀', '0', '101'];

test('a good dossier with a few bad values breaks no rule', () => {
  const stay = validStay();
  const cells = Object.entries(stay).flatMap(([table, rows]) => (rows ?? []).flatMap((row, index) => Object.keys(row).map((field) => ({ table, index, field }))));
  const change = fc.record({ cell: fc.constantFrom(...cells), value: fc.constantFrom(...NASTY) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
      const tables = new Map(Object.entries(stay).map(([table, rows]) => [table, (rows ?? []).map((row) => ({ ...row }))]));
      for (const { cell, value } of changes) {
        const row = tables.get(cell.table)?.[cell.index];
        if (row) row[cell.field] = value;
      }
      survives(dossierOf(Object.fromEntries(tables), { createdOn: '20260806' }));
    }),
    { numRuns: 400 },
  );
});

test('an absent date, an empty dossier and an empty table break no rule', () => {
  survives(dossierOf({}));
  survives(dossierOf({ XML1: [{}] }));
  const none: Partial<Record<TableName, []>> = { XML1: [], XML2: [], XML3: [] };
  survives(dossierOf(none));
});
