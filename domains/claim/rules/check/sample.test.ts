import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { memoryCatalogues, parseList, parseTable, type Catalogues } from '#platform/catalogue/rules';
import type { Dossier } from '../model/index.ts';
import { price } from '../price/index.ts';
import { readBytes } from '../read/index.ts';
import { check } from './engine.ts';

const REPOSITORY = new URL('../../../../', import.meta.url);
const SAMPLES = new URL('../shared/standards/claim-xml/samples/', REPOSITORY);
const skip = existsSync(SAMPLES) ? false : 'not available';

function reference(): Catalogues {
  const lists = parseTable(readFileSync(new URL('reference/lists.tsv', REPOSITORY), 'utf8'));
  return memoryCatalogues({
    versions: lists.map((row) => {
      const version = { validFrom: row['valid_from'] ?? '', validTo: row['valid_to'] || null };
      return { ...version, list: row['list'] ?? '', complete: row['complete'] === 'yes', entries: () => parseList(readFileSync(new URL(`reference/lists/${row['file'] ?? ''}`, REPOSITORY), 'utf8'), version) };
    }),
  });
}

function sample(name: string): Dossier {
  for (const item of readBytes(readFileSync(new URL(name, SAMPLES)))) if (item.type === 'dossier') return item.dossier;
  throw new Error(`no dossier in ${name}`);
}

test('the sample gives the same findings inline and in base64, none about amounts, totals or structure', { skip }, () => {
  const catalogues = reference();
  const [inline, base64] = ['dossier1_inpatient_inline.xml', 'dossier1_inpatient_base64.xml'].map((name) => check(sample(name), catalogues, { asOf: '20261121' }));
  assert.deepEqual(inline, base64);
  for (const finding of inline ?? []) {
    assert.doesNotMatch(finding.rule, /^(TIEN|TONG|TYLE|BANG|MUC|HE-THONG-01)/, finding.message);
  }
  const errors = (inline ?? []).filter((finding) => finding.severity === 'error').map((finding) => `${finding.field ?? ''}`);
  // The province 99 and commune 99999 of the de-identified file are in no list.
  assert.deepEqual(errors, ['MATINH_CU_TRU', 'MAXA_CU_TRU']);
});

test('pricing the sample gives its own amounts', { skip }, () => {
  const dossier = sample('dossier1_inpatient_inline.xml');
  const { lines, totals, missing } = price(dossier, reference());
  assert.deepEqual(missing, []);
  const summary = dossier.tables.get('XML1')?.rows[0];
  for (const [field, value] of Object.entries(totals)) assert.equal(value, summary?.[field], field);
  for (const line of lines) {
    const row = dossier.tables.get(line.table)?.rows[line.row - 1];
    assert.equal(line.THANH_TIEN_BV, row?.['THANH_TIEN_BV'], `${line.table} ${line.row}`);
    assert.equal(line.T_BHTT, row?.['T_BHTT'], `${line.table} ${line.row}`);
  }
});
