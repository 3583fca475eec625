import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { compileValidator, loadDefinitions } from '#platform/fhir';
import { makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';
import { dossierOf as dossier, entriesOf as record, storedOf, SUMMARY, visit } from '#domains/claim/testing';
import type { Dossier } from '../model/index.ts';
import { anyDossier } from '../testing/any-dossier.ts';
import { withdrawn, type RecordEntry } from './index.ts';

const validate = compileValidator(loadDefinitions());

/** What R4 has against the resources, and references that lead nowhere. */
function faultsOf(entries: readonly RecordEntry[]): string[] {
  const names = entries.map(({ resource }) => `${resource.resourceType}/${resource.id}`);
  const faults = names.filter((name, index) => names.indexOf(name) !== index).map((name) => `twice: ${name}`);
  for (const resource of storedOf(entries)) {
    faults.push(...validate(resource).map((issue) => `${issue.expression}: ${issue.message}`));
    const inside = JSON.stringify(resource);
    for (const [, to = ''] of inside.matchAll(/"reference":"([^"]+)"/g)) {
      if (to.startsWith('#') ? !inside.includes(`"id":"${to.slice(1)}"`) : !names.includes(to)) faults.push(`${resource.resourceType}: ${to} leads nowhere`);
    }
  }
  return faults;
}

const TYPES = ['Patient', 'Coverage', 'Encounter', 'Condition', 'Claim', 'MedicationDispense', 'Procedure', 'Observation', 'DiagnosticReport', 'ClinicalImpression', 'Composition', 'CarePlan', 'Provenance'];

test('every resource of a synthetic province is valid R4, and every reference leads to an entry', () => {
  const catalogues = memoryCatalogues(fileSources());
  const province = makeProvince(referenceWorld(catalogues, '20261113'), catalogues, { people: 120, visits: 150, seed: 'record', from: '20260803', to: '20261113' });
  const types = new Set<string>();
  for (const { dossier: made } of province.visits()) {
    const entries = record(made);
    assert.deepEqual(faultsOf(entries), []);
    for (const { resource } of entries) types.add(resource.resourceType);
  }
  for (const type of TYPES) assert.ok(types.has(type), `${type} never made`);
});

test('any dossier at all becomes legal resources', () => {
  fc.assert(fc.property(fc.oneof(anyDossier('claim'), anyDossier('checkin'), anyDossier('assessment')), (made) => {
    assert.deepEqual(faultsOf(record(made)), []);
  }), { numRuns: 150 });
});

test('amounts and doses are kept as written; a number that is none is left out', () => {
  const text = JSON.stringify(record(dossier(visit('LK1', { T_BHTT: '1e308x', CAN_NANG: '51.50' }))).map((entry) => entry.resource));
  assert.match(text, /"total":\{"value":80000\.50,"currency":"VND"\}/);
  assert.match(text, /"quantity":\{"unit":"viên","value":10\.000\}/);
  assert.match(text, /"url":"T_BNCCT","valueMoney":\{"value":16000\.10/);
  assert.match(text, /"field","valueCode":"T_BHTT"\},\{"url":"value","valueString":"\\"1e308x/);
});

test('moments carry +07:00, a birth is as exact as it was given', () => {
  const patient = (born: string) => record(dossier(visit('LK1', { NGAY_SINH: born }))).find((entry) => entry.resource.resourceType === 'Patient')?.resource;
  assert.deepEqual(['196500000000', '19650300', '196503120000', '20260230'].map((born) => patient(born)?.['birthDate']), ['1965', '1965-03', '1965-03-12', '2026-02']);
  assert.match(JSON.stringify(patient('202609150310')), /"valueDateTime":"2026-09-15T03:10:00\+07:00"/);
  const visitOf = record(dossier(visit('LK1'))).find((entry) => entry.resource.resourceType === 'Encounter')?.resource;
  assert.deepEqual([visitOf?.['status'], visitOf?.['period']], ['finished', { start: '2026-09-22T09:49:00+07:00', end: '2026-09-22T10:30:00+07:00' }]);
});

test('the check-in opens what the claim closes: one Encounter, one Patient', () => {
  const { MA_BN = '', HO_TEN = '', NGAY_VAO = '' } = SUMMARY;
  const opened = record(dossier({ XML0: [{ MA_LK: 'LK1', MA_BN, HO_TEN, NGAY_VAO }] }, { kind: 'checkin' }));
  const closed = record(dossier(visit('LK1')));
  const visitIn = (entries: readonly RecordEntry[]) => entries.find((entry) => entry.resource.resourceType === 'Encounter')?.resource;
  assert.equal(visitIn(opened)?.['status'], 'in-progress');
  assert.equal(visitIn(opened)?.id, visitIn(closed)?.id);
});

test('a revision keeps the ids of its rows; a row that is gone says so of itself', () => {
  const two = dossier(visit('LK1', {}, { XML2: [{ TEN_THUOC: 'A', SO_LUONG: '1' }, { TEN_THUOC: 'B', SO_LUONG: '2' }] }));
  const one = dossier(visit('LK1', {}, { XML2: [{ TEN_THUOC: 'A', SO_LUONG: '3' }] }));
  const ids = (made: Dossier) => record(made).filter((entry) => entry.resource.resourceType === 'MedicationDispense').map((entry) => entry.resource.id);
  assert.equal(ids(two)[0], ids(one)[0]);
  const all = dossier(visit('LK1', {}, { XML3: [{ MA_DICH_VU: '1', MA_NHOM: '8' }, { MA_DICH_VU: '2', MA_NHOM: '1' }], XML4: [{ GIA_TRI: '1' }], XML5: [{ DIEN_BIEN_LS: 'x' }], XML6: [{ MA_XU_TRI: '1' }], XML7: [{ GHI_CHU: 'x' }], XML13: [{ HUONG_DIEU_TRI: 'x' }], XML14: [{ NGAY_HEN_KL: '20261001' }] }));
  for (const { resource } of [...record(two), ...record(all)]) {
    const gone = withdrawn(resource);
    if (['Patient', 'Provenance'].includes(resource.resourceType)) assert.equal(gone, undefined);
    else assert.match(JSON.stringify(gone), /entered-in-error|oth-err/);
    if (gone !== undefined) assert.deepEqual(storedOf([{ resource: gone, labels: [] }]).flatMap(validate), []);
  }
});
