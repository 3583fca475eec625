import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { memoryCatalogues, parseList, parseTable } from '#platform/catalogue/rules';
import { check } from '../engine.ts';
import { dossierOf, plainCatalogues } from '../fixture.ts';
import { course, done, drug, service, stay, stayed, visit } from './build.ts';
import { CARD_KINDS, TRANSITION_KINDS } from './cards.ts';
import { LINE_KINDS } from './lines.ts';
import { OTHER_FILE_KINDS, PAPER_KINDS } from './papers.ts';

const REFERENCE = new URL('../../../../../reference/', import.meta.url);
const catalogues = memoryCatalogues({
  versions: parseTable(readFileSync(new URL('lists.tsv', REFERENCE), 'utf8')).map((row) => {
    const version = { validFrom: row['valid_from'] ?? '', validTo: row['valid_to'] || null };
    return { ...version, list: row['list'] ?? '', complete: row['complete'] === 'yes', entries: () => parseList(readFileSync(new URL(`lists/${row['file'] ?? ''}`, REFERENCE), 'utf8'), version) };
  }),
});

for (const { name, tables, file, createdOn } of [...CARD_KINDS, ...TRANSITION_KINDS, ...LINE_KINDS, ...PAPER_KINDS, ...OTHER_FILE_KINDS]) {
  test(`valid: ${name}`, () => {
    const findings = check(dossierOf(tables, { kind: file ?? 'claim', createdOn: createdOn ?? '' }), catalogues, { asOf: '20261121' });
    assert.deepEqual(findings.filter(({ severity, rule }) => severity !== 'info' || rule === 'HE-THONG-01').map(({ rule, message }) => `${rule}: ${message}`), []);
  });
}

test('valid: with approved catalogues — stopped, unlisted for soldiers, two machines in one field, meals, notes signed with a personal number', () => {
  const approved = {
    drug: [['40.48', { DON_GIA: '1000' }]], service: [['10.0506.0459', { DON_GIA: '1000000' }], ['22.0121.1369', { DON_GIA: '50000' }]], supply: [['N1', {}]],
    bed: [['H012', { MA_KHOA: 'K03' }]], staff: [['001234/GPHN', {}], ['001235/GPHN', {}]], machine: [['HH.1.S1', {}], ['HH.1.S2', {}]],
  } as const;
  const pay = { bv: '50000', level: '100', fund: '50000' };
  const { tables } = visit('', '202608030800', '202608071000', stay('03', '202608030815', '5', { MA_THE_BHYT: 'QN5970000000001', GT_THE_DEN: '', MA_PTTT_QT: '47.09' }), {
    drugs: [drug('202608030900', '50', '1000', pay, { MA_KHOA: 'K03' }), drug('202608030901', '10', '5000', pay, { MA_THUOC: '00.0000', PHAM_VI: '3', TT_THAU: '', MA_KHOA: 'K03' })],
    services: [
      done('202608030930', '1', '22.0121.1369', 'Tổng phân tích tế bào máu', '50000', pay, { MA_MAY: 'HH.1.S1;S2' }),
      done('202608031030', '8', '10.0506.0459_TB', 'Phẫu thuật', '0', { bv: '0', level: '100', fund: '0' }),
      service('202608031100', '1', '50000', pay, { MA_DICH_VU: 'AN.01', MA_NHOM: '19', TEN_DICH_VU: 'Suất ăn' }),
    ],
    papers: { ...stayed('202608030800', '202608071000'), XML5: [{ ...course('202608030900'), NGUOI_THUC_HIEN: '079190000009' }] },
  });
  const findings = check(dossierOf(tables), plainCatalogues({ approved }), { asOf: '20261121' });
  assert.deepEqual(findings.filter(({ rule, severity }) => rule.startsWith('DM-') && severity !== 'info').map(({ rule, message }) => `${rule}: ${message}`), []);
});
