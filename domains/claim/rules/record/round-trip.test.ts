import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { codeSystem, SID } from '#domains/person/rules';
import { assessment, checkIn, makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';
import { DRUG, dossierOf as made, entriesOf, storedOf, SUMMARY, visit } from '#domains/claim/testing';
import type { Dossier, Row, Table } from '../model/index.ts';
import { readBytes } from '../read/index.ts';
import { anyDossier } from '../testing/any-dossier.ts';
import { counted, differences, dossierOf, NotOneDossierError } from './index.ts';

const back = (dossier: Dossier): Dossier => dossierOf(storedOf(entriesOf(dossier)).toReversed());
const same = (dossier: Dossier): void => assert.deepEqual(differences(dossier, back(dossier)), []);

for (const kind of ['claim', 'checkin', 'assessment'] as const) {
  test(`any dossier at all comes back from its resources, in whatever order they are given: ${kind}`, () => {
    fc.assert(fc.property(anyDossier(kind), same), { numRuns: 200 });
  });
}

const NUMBERS = ['0', '00', '007', '-0', '1.', '.5', '1e3', '1,5', ' 12', '12 ', '0.00', '99999999999999999999.999', '100', '050'];
const MOMENTS = ['2026', '202609', '20260922', '202609220949', '20260922094900', '202609222460', '20260230', '000000000000', '196500000000', '19650300', ' 20260922', '20260922;20260923', ';20260922', '20260922;'];
const CODES = ['K29.7', 'k29.7', 'I10;E11.9', 'I10; E11.9', 'I10;;E11', ';', 'a  b', '"', '""', 'x\n', 'F10+B20', '1', '2', '3', '4'];

test('odd numbers, days and codes come back as they were written, in every field', () => {
  const odd = fc.constantFrom(undefined, '', ...NUMBERS, ...MOMENTS, ...CODES);
  fc.assert(fc.property(anyDossier('claim'), fc.array(odd, { minLength: 97, maxLength: 97 }), (dossier, values) => {
    let at = 0;
    const tables = [...dossier.tables].map(([name, table]): [typeof name, Table] => [name, {
      ...table, rows: table.rows.map((row): Row => Object.fromEntries(Object.keys(row).map((field) => { at += 1; return [field, values[at % values.length]]; }))),
    }]);
    same({ ...dossier, tables: new Map(tables) });
  }), { numRuns: 200 });
});

test('rows that have no place in their file, tables in another order and several check-ins come back too', () => {
  const claim = made(visit('LK1'));
  const row = { ...SUMMARY, MA_LK: 'LK2' };
  const extra: Table = { name: 'XML1', layout: 'XML1', rows: [...claim.tables.get('XML1')?.rows ?? [], row] };
  same({ ...claim, tables: new Map([['XML2', { name: 'XML2', layout: 'XML2', rows: [DRUG] }], ['XML1', extra], ['XML0', { name: 'XML0', layout: 'XML0', rows: [row] }], ['XML12', { name: 'XML12', layout: 'XML12', rows: [{ HO_TEN: 'A' }] }]]) });
  same({ ...claim, kind: 'checkin', tables: new Map([['XML0', { name: 'XML0', layout: 'XML0', rows: [{ MA_LK: 'A' }, { MA_LK: 'B', NGAY_VAO: '202609220949' }] }]]) });
  same({ ...claim, facility: '', createdOn: '2026', tables: new Map([['XML2', { name: 'XML2', layout: 'XML2', rows: [DRUG] }]]) });
});

test('a synthetic province comes back, and hardly a field needs an exception', () => {
  const catalogues = memoryCatalogues(fileSources());
  const world = referenceWorld(catalogues, '20261113');
  const all = { element: 0, extension: 0, usual: 0, written: 0 };
  for (const { draft, dossier } of makeProvince(world, catalogues, { people: 120, visits: 200, seed: 'back', from: '20260803', to: '20261113' }).visits()) {
    for (const one of [dossier, checkIn(world, draft, 1), assessment(draft, 1, draft.payment.slice(0, 8))]) if (one) {
      const resources = storedOf(entriesOf(one));
      assert.deepEqual(differences(one, dossierOf(resources)), []);
      const shares = counted(one, resources);
      for (const key of ['element', 'extension', 'usual', 'written'] as const) all[key] += shares[key];
    }
  }
  assert.ok(all.written / (all.element + all.extension) < 0.001, JSON.stringify(all));
});

const SAMPLES = new URL('../../../../../shared/standards/claim-xml/samples/', import.meta.url);

test('the de-identified samples come back', { skip: existsSync(SAMPLES) ? false : 'not available' }, () => {
  for (const name of ['dossier1_inpatient_base64.xml', 'dossier1_inpatient_inline.xml']) {
    for (const item of readBytes(readFileSync(new URL(name, SAMPLES)))) if (item.type === 'dossier') same(item.dossier);
  }
});

test('another revision’s rows, another visit and a later Patient beside them change nothing', () => {
  const two = made(visit('LK1', {}, { XML2: [DRUG, { ...DRUG, TEN_THUOC: 'B' }] }));
  const one = made(visit('LK1', { DIA_CHI: 'Thôn 9' }));
  const now = storedOf(entriesOf(one, { revision: 2 }));
  const names = new Set(now.map((each) => `${each.resourceType}/${each.id}`));
  const gone = storedOf(entriesOf(two)).filter((each) => !names.has(`${each.resourceType}/${each.id}`));
  assert.equal(gone.length, 1);
  const others = storedOf(entriesOf(made(visit('LK2')), { dossierId: 'd2' })).filter((each) => each.resourceType !== 'Provenance');
  const moved = now.map((each) => (each.resourceType === 'Patient' ? { ...each, name: [{ text: 'Khác' }], address: [] } : each));
  assert.deepEqual(differences(one, dossierOf([...gone, ...others, ...moved])), []);
  assert.throws(() => dossierOf([...now, ...storedOf(entriesOf(made(visit('LK2')), { dossierId: 'd2' }))]), NotOneDossierError);
  assert.throws(() => dossierOf([]), NotOneDossierError);
});

test('the names of VN Core are read as ours', () => {
  const one = made(visit('LK1'));
  const theirs = storedOf(entriesOf(one), (json) => json.replaceAll(SID.citizenId, 'http://fhir.ehealth.gov.vn/core/sid/citizen_id')
    .replaceAll(codeSystem('ethnic'), 'http://fhir.ehealth.gov.vn/core/CodeSystem/vn-core-race').replaceAll(SID.practitioner, 'http://fhir.ehealth.gov.vn/core/sid/provider-medical-license-number'));
  assert.match(JSON.stringify(theirs), /vn-core-race/);
  assert.deepEqual(differences(one, dossierOf(theirs)), []);
});

test('no row stands in the record as a file, an attachment or coded JSON', () => {
  const text = JSON.stringify(storedOf(entriesOf(made(visit('LK1', { DIA_CHI: ' {"a":1} ' })))));
  assert.doesNotMatch(text, /"data"|"attachment"|Base64Binary|"resourceType":"(Binary|DocumentReference|Basic)"/);
});
