import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources, referenceArticles, referenceVersions } from './index.ts';

test('every list is the file it says it is, and names an article that exists', () => {
  const articles = new Set(referenceArticles().map((article) => article.key));
  for (const version of referenceVersions()) {
    const bytes = readFileSync(version.file);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), version.sha256, version.file);
    assert.equal(version.entries().length, version.rows, version.file);
    assert.ok(articles.has(version.law), `${version.list}: ${version.law}`);
  }
});

test('the lists answer by date', () => {
  const catalogues = memoryCatalogues(fileSources());
  assert.equal(catalogues.parameter('base-salary', '20260630'), '2340000');
  assert.equal(catalogues.parameter('base-salary', '20260701'), '2530000');
  assert.equal(catalogues.find('MA_DOITUONG_KCB', '1.13', '20260630')?.attributes['rate_outpatient'], '0');
  assert.equal(catalogues.find('MA_DOITUONG_KCB', '1.13', '20260701')?.attributes['rate_outpatient'], '50');
  assert.equal(catalogues.find('CARD_OBJECT', 'CN', '20251231')?.attributes['digits'], '3');
  assert.equal(catalogues.find('CARD_OBJECT', 'CN', '20260101')?.attributes['digits'], '2;3');
  assert.equal(catalogues.find('commune', '23293', '20250630'), undefined);
  assert.equal(catalogues.isComplete('icd10', '20251001'), true);
  assert.equal(catalogues.isComplete('icd10', '20260801'), false);
  assert.equal(catalogues.isDayOff('20260902'), true);
  assert.equal(catalogues.isDayOff('20260903'), false);
  assert.equal(catalogues.isDayOff('20300304'), undefined);
  assert.equal(catalogues.article('TT06.2026')?.document, 'TT 06/2026/TT-BYT');
});
