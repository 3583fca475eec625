import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { decimal } from '#platform/store';
import { makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';
import { dossierOf, SUMMARY, visit } from '#domains/claim/testing';
import type { Dossier } from '../model/index.ts';
import { anyDossier } from '../testing/any-dossier.ts';
import { recordOf, withdrawn, type RecordEntry, type RecordInput } from './index.ts';

const catalogues = memoryCatalogues(fileSources());
const tools = { id: (...parts: readonly string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32), decimal };
const input = (dossier: Dossier, more: Partial<RecordInput> = {}): RecordInput => ({
  dossier, facility: { code: '62990', name: 'Bệnh viện' }, maLk: 'LK1', patient: 'patient-1', dossierId: 'd1', revision: 1,
  source: { intake: 'i1', fileName: 'a.xml', file: 'f', receivedAt: '2026-09-30T01:00:00.000Z' }, catalogues, ...more,
});
const record = (dossier: Dossier): RecordEntry[] => recordOf(input(dossier), tools);

/** Elements that R4 demands (min 1), by type; `a.b` at every b inside a. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Patient: [], Coverage: ['status', 'beneficiary', 'payor'], Encounter: ['status', 'class'], Condition: ['subject'],
  Claim: ['status', 'type', 'use', 'patient', 'created', 'provider', 'priority', 'insurance', 'insurance.sequence', 'insurance.focal', 'insurance.coverage', 'item.sequence', 'item.productOrService', 'diagnosis.sequence', 'diagnosis.diagnosisReference'],
  MedicationDispense: ['status', 'medicationCodeableConcept'], Procedure: ['status', 'subject'], Observation: ['status', 'code'], DiagnosticReport: ['status', 'code'],
  ClinicalImpression: ['status', 'subject'], Composition: ['status', 'type', 'date', 'author', 'title'], ServiceRequest: ['status', 'intent', 'subject'],
  Appointment: ['status', 'participant', 'participant.status'], Provenance: ['target', 'recorded', 'agent', 'agent.who'],
};

function faultsOf(entries: readonly RecordEntry[]): string[] {
  const names = entries.map(({ resource }) => `${resource.resourceType}/${resource.id}`);
  const faults = names.filter((name, index) => names.indexOf(name) !== index).map((name) => `twice: ${name}`);
  for (const { resource } of entries) {
    const written: unknown = JSON.parse(JSON.stringify(resource));
    const where = resource.resourceType;
    if (!/^[A-Za-z0-9\-.]{1,64}$/.test(resource.id)) faults.push(`${where}: id ${resource.id}`);
    const required = REQUIRED[where];
    if (required === undefined) faults.push(`${where}: no such type expected`);
    for (const path of required ?? []) for (const parent of parentsOf(written, path)) if (!(path.split('.').at(-1) ?? '' in parent) || !Object.hasOwn(parent, path.split('.').at(-1) ?? '')) faults.push(`${where}: ${path} is missing`);
    walk(written, (key, value) => {
      if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) faults.push(`${where}: empty ${key}`);
      if (key === 'reference' && typeof value === 'string' && !names.includes(value)) faults.push(`${where}: reference ${value} leads nowhere`);
    });
  }
  return faults;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function parentsOf(value: unknown, path: string): Record<string, unknown>[] {
  const [first, ...rest] = path.split('.');
  if (!isObject(value)) return [];
  if (rest.length === 0) return [value];
  const inner = value[first ?? ''];
  return (Array.isArray(inner) ? inner : inner === undefined ? [] : [inner]).flatMap((one) => parentsOf(one, rest.join('.')));
}

function walk(value: unknown, see: (key: string, value: unknown) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, see);
  else if (isObject(value)) for (const [key, inner] of Object.entries(value)) {
    see(key, inner);
    walk(inner, see);
  }
}

test('every resource of a synthetic province has what R4 demands, and every reference leads to an entry', () => {
  const province = makeProvince(referenceWorld(catalogues, '20261113'), catalogues, { people: 120, visits: 150, seed: 'record', from: '20260803', to: '20261113' });
  const types = new Set<string>();
  for (const { dossier } of province.visits()) {
    const entries = record(dossier);
    assert.deepEqual(faultsOf(entries), []);
    for (const { resource } of entries) types.add(resource.resourceType);
  }
  for (const type of Object.keys(REQUIRED)) assert.ok(types.has(type), `${type} never made`);
});

test('any dossier at all becomes legal resources', () => {
  fc.assert(fc.property(fc.oneof(anyDossier('claim'), anyDossier('checkin')), (dossier) => {
    assert.deepEqual(faultsOf(record(dossier)), []);
  }), { numRuns: 150 });
});

test('amounts and doses are kept as written; a number that is none is left out', () => {
  const text = JSON.stringify(record(dossierOf(visit('LK1', { T_BHTT: '1e308x', CAN_NANG: '51.50' }))).map((entry) => entry.resource));
  assert.match(text, /"total":\{"value":80000\.50,"currency":"VND"\}/);
  assert.match(text, /"quantity":\{"value":10\.000,"unit":"viên"\}/);
  assert.match(text, /"url":"T_BNCCT","valueMoney":\{"value":16000\.10/);
  assert.doesNotMatch(text, /1e308x/);
});

test('moments carry +07:00, a birth is as exact as it was given', () => {
  const patient = (born: string) => record(dossierOf(visit('LK1', { NGAY_SINH: born }))).find((entry) => entry.resource.resourceType === 'Patient')?.resource;
  assert.deepEqual(['196500000000', '19650300', '196503120000', '20260230'].map((born) => patient(born)?.['birthDate']), ['1965', '1965-03', '1965-03-12', '2026-02']);
  assert.match(JSON.stringify(patient('202609150310')), /"valueDateTime":"2026-09-15T03:10:00\+07:00"/);
  const visitOf = record(dossierOf(visit('LK1'))).find((entry) => entry.resource.resourceType === 'Encounter')?.resource;
  assert.deepEqual([visitOf?.['status'], visitOf?.['period']], ['finished', { start: '2026-09-22T09:49:00+07:00', end: '2026-09-22T10:30:00+07:00' }]);
});

test('the check-in opens what the claim closes: one Encounter, one Patient', () => {
  const { MA_BN = '', HO_TEN = '', NGAY_VAO = '' } = SUMMARY;
  const opened = record(dossierOf({ XML0: [{ MA_LK: 'LK1', MA_BN, HO_TEN, NGAY_VAO }] }, { kind: 'checkin' }));
  const closed = record(dossierOf(visit('LK1')));
  const visitIn = (entries: readonly RecordEntry[]) => entries.find((entry) => entry.resource.resourceType === 'Encounter')?.resource;
  assert.equal(visitIn(opened)?.['status'], 'in-progress');
  assert.equal(visitIn(opened)?.id, visitIn(closed)?.id);
});

test('a revision keeps the ids of its rows; a row that is gone says so of itself', () => {
  const two = dossierOf(visit('LK1', {}, { XML2: [{ TEN_THUOC: 'A', SO_LUONG: '1' }, { TEN_THUOC: 'B', SO_LUONG: '2' }] }));
  const one = dossierOf(visit('LK1', {}, { XML2: [{ TEN_THUOC: 'A', SO_LUONG: '3' }] }));
  const ids = (dossier: Dossier) => record(dossier).filter((entry) => entry.resource.resourceType === 'MedicationDispense').map((entry) => entry.resource.id);
  assert.equal(ids(two)[0], ids(one)[0]);
  for (const { resource } of record(two)) {
    const gone = withdrawn(resource);
    if (['Patient', 'Provenance'].includes(resource.resourceType)) assert.equal(gone, undefined);
    else assert.match(JSON.stringify(gone), /entered-in-error/);
  }
});

test('what reveals HIV is labelled by the dated list: the visit by diagnosis or drug, a test alone', () => {
  const labelled = (rows: Parameters<typeof dossierOf>[0]) => new Set(record(dossierOf(rows)).filter((entry) => entry.labels.includes('HIV')).map((entry) => entry.resource.resourceType));
  assert.deepEqual([...labelled(visit('LK1'))], []);
  assert.ok(labelled(visit('LK1', { MA_BENH_CHINH: 'B20.7' })).has('Encounter'));
  assert.ok(labelled(visit('LK1', { MA_BENH_KT: 'I10; Z21' })).has('MedicationDispense'));
  assert.ok(labelled(visit('LK1', {}, { XML2: [{ MA_THUOC: '40.268+40.277+40.263', TEN_THUOC: 'TLE' }] })).has('Encounter'));
  assert.ok(labelled(visit('LK1', {}, { XML6: [{ MA_LK: 'LK1' }] })).has('Composition'));
  const tested = labelled(visit('LK1', {}, { XML3: [{ MA_DICH_VU: '24.0169.1616', MA_NHOM: '1' }], XML4: [{ MA_DICH_VU: '24.0169.1616', MA_CHI_SO: 'HIVAB', GIA_TRI: 'Âm tính' }] }));
  assert.deepEqual([...tested].sort(), ['Claim', 'DiagnosticReport', 'Observation']);
  assert.ok(!labelled(visit('LK1', { MA_BENH_CHINH: 'B20', NGAY_VAO: '200001010800', NGAY_RA: '200001010900' })).has('Encounter'), 'the list was not in force then');
});
