import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseExact } from '#platform/json';
import { loadDefinitions } from '../definitions/load.ts';
import { compileExtractor } from './extractor.ts';
import { uncovered } from './parameters.ts';
import type { SearchValue } from './types.ts';

const extract = compileExtractor(loadDefinitions());
const of = (resourceType: string, more: object): { resourceType: string } => ({ resourceType, ...more });
const valuesOf = (param: string, resource: { resourceType: string }): SearchValue[] => extract(resource).filter((one) => one.param === param);

test('tokens: codings, texts, identifiers, codes, booleans, contact points', () => {
  const coded = { resourceType: 'Condition', code: { coding: [{ system: 'urn:icd10', code: 'E11', display: 'Đái tháo đường' }, { code: 'x' }], text: 'Tiểu đường' } };
  assert.deepEqual(valuesOf('code', coded), [{ kind: 'token', param: 'code', system: 'urn:icd10', code: 'E11' }, { kind: 'token', param: 'code', system: '', code: 'x' }]);
  assert.deepEqual(valuesOf('code:text', coded).map((one) => one.kind === 'string' && one.value), ['Đái tháo đường', 'Tiểu đường']);
  const person = { resourceType: 'Patient', id: 'p', active: true, gender: 'female', identifier: [{ system: 'urn:cccd', value: '001' }], telecom: [{ system: 'phone', use: 'home', value: '0900' }, { system: 'email', value: 'a@b' }] };
  assert.deepEqual(extract(person).filter((one) => one.kind === 'token').map((one) => `${one.param} ${one.system}|${one.code}`).sort(),
    ['_id |p', 'active |true', 'deceased |false', 'email |a@b', 'gender |female', 'identifier urn:cccd|001', 'phone |0900', 'telecom |0900', 'telecom |a@b']);
});

test('deceased: by date, by true, not by false', () => {
  const deceased = (more: object): unknown => extract(of('Patient', more)).find((one) => one.param === 'deceased');
  for (const [more, code] of [[{}, 'false'], [{ deceasedBoolean: false }, 'false'], [{ deceasedBoolean: true }, 'true'], [{ deceasedDateTime: '2026' }, 'true']] as const) {
    assert.deepEqual(deceased(more), { kind: 'token', param: 'deceased', system: '', code });
  }
});

test('references: relative, versioned, absolute, urn, contained, by identifier, canonical', () => {
  const about = (reference: object): string[] => extract(of('Observation', { subject: reference }))
    .map((one) => (one.kind === 'reference' ? `${one.param} ${one.type}/${one.id}${one.url}` : `${one.param} ${one.kind}`));
  assert.deepEqual(about({ reference: 'Patient/1/_history/2' }), ['subject Patient/1', 'patient Patient/1']);
  assert.deepEqual(about({ reference: 'Group/1' }), ['subject Group/1']);
  assert.deepEqual(about({ reference: 'https://h.vn/fhir/Patient/1' }), ['subject /https://h.vn/fhir/Patient/1', 'patient /https://h.vn/fhir/Patient/1']);
  assert.deepEqual(about({ reference: 'urn:uuid:1', type: 'Patient' }), ['subject /urn:uuid:1', 'patient /urn:uuid:1']);
  assert.deepEqual(about({ reference: '#p' }), []);
  assert.deepEqual(about({ identifier: { system: 's', value: 'v' } }), ['subject identifierRef']);
  const asked = { resourceType: 'QuestionnaireResponse', questionnaire: 'http://q|2' };
  assert.deepEqual(valuesOf('questionnaire', asked).map((one) => one.kind === 'reference' && one.url), ['http://q|2', 'http://q']);
});

test('strings: each part of a name and the whole', () => {
  const named = { resourceType: 'Patient', name: [{ family: 'Nguyễn', given: ['Văn', 'An'] }], address: [{ text: 'Số 1', city: 'Huế' }] };
  assert.deepEqual(valuesOf('name', named).map((one) => one.kind === 'string' && one.value), ['Nguyễn', 'Văn', 'An', 'Nguyễn Văn An']);
  assert.deepEqual(valuesOf('given', named).map((one) => one.kind === 'string' && one.value), ['Văn', 'An']);
  assert.deepEqual(valuesOf('address', named).map((one) => one.kind === 'string' && one.value), ['Huế', 'Số 1']);
});

test('dates: partial, with a zone, open periods, timings', () => {
  const span = (param: string, resource: { resourceType: string }): string[] => valuesOf(param, resource).flatMap((one) => (one.kind === 'date' ? [one.from, one.to] : []))
    .map((at) => (Number.isFinite(at) ? new Date(at).toISOString() : String(at)));
  const born = (birthDate: string): string[] => span('birthdate', of('Patient', { birthDate }));
  assert.deepEqual(born('1980'), ['1979-12-31T17:00:00.000Z', '1980-12-31T17:00:00.000Z']);
  assert.deepEqual(born('1980-02'), ['1980-01-31T17:00:00.000Z', '1980-02-29T17:00:00.000Z']);
  assert.deepEqual(born('1980-12-31'), ['1980-12-30T17:00:00.000Z', '1980-12-31T17:00:00.000Z']);
  assert.deepEqual(born('hôm qua'), []);
  const seen = (more: object): string[] => span('date', of('Observation', more));
  assert.deepEqual(seen({ effectiveDateTime: '2026-01-02T03:04:05-02:30' }), ['2026-01-02T05:34:05.000Z', '2026-01-02T05:34:06.000Z']);
  assert.deepEqual(seen({ effectiveInstant: '2026-01-02T03:04:05.5Z' }), ['2026-01-02T03:04:05.500Z', '2026-01-02T03:04:05.501Z']);
  assert.deepEqual(seen({ effectivePeriod: { start: '2026-01-02' } }), ['2026-01-01T17:00:00.000Z', 'Infinity']);
  assert.deepEqual(seen({ effectiveTiming: { event: ['2026-03', '2026-01-02'] } }), ['2026-01-01T17:00:00.000Z', '2026-03-31T17:00:00.000Z']);
});

test('quantities: the precision as written, comparators, ranges, money', () => {
  const range = (valueQuantity: object): string => valuesOf('value-quantity', of('Observation', { valueQuantity }))
    .map((one) => (one.kind === 'quantity' ? `${one.low}..${one.high} ${one.system}|${one.code} ${one.unit}` : '')).join();
  assert.equal(range({ value: 100, system: 'u', code: 'mg', unit: 'mg' }), '99.5..100.5 u|mg mg');
  assert.equal(range({ value: parseExact('1.50') }), '1.495..1.505 | ');
  assert.equal(range({ value: parseExact('-0.010') }), '-0.0105..-0.0095 | ');
  assert.equal(range({ value: 5, comparator: '<' }), '-Infinity..5.5 | ');
  const goal = { resourceType: 'Goal', target: [{ detailRange: { low: { value: 1, code: 'kg' } } }] };
  assert.deepEqual(valuesOf('target-date', goal), []);
  const priced = { resourceType: 'ChargeItem', priceOverride: { value: 40, currency: 'VND' } };
  assert.deepEqual(valuesOf('price-override', priced), [{ kind: 'quantity', param: 'price-override', low: '39.5', high: '40.5', system: 'urn:iso:std:iso:4217', code: 'VND', unit: '' }]);
});

test('composites: halves of one element only', () => {
  const half = (code: string, value?: number): object => ({ code: { coding: [{ code }] }, ...(value !== undefined && { valueQuantity: { value } }) });
  const pressure = of('Observation', { ...half('bp'), component: [half('sys', 120), half('dia')] });
  assert.deepEqual(valuesOf('combo-code-value-quantity', pressure).map((one) => one.kind === 'composite' && one.parts.map((part) => part.map((value) => value.kind))), [[['token'], ['quantity']]]);
  assert.deepEqual(valuesOf('code-value-quantity', pressure), []);
  const sequence = of('MolecularSequence', { referenceSeq: { chromosome: { coding: [{ code: '1' }] } }, variant: [{ start: 1, end: 2 }] });
  assert.equal(valuesOf('chromosome-variant-coordinate', sequence).length, 1);
});

test('what is not valid gives fewer values and no error', () => {
  assert.deepEqual(extract({ resourceType: 'Nothing' }), []);
  assert.deepEqual(extract({ resourceType: 'toString' }), []);
  const broken = { resourceType: 'Patient', name: 'An', identifier: { value: 7 }, birthDate: 7, active: 'yes', managingOrganization: [null], generalPractitioner: { reference: {} } };
  assert.deepEqual(extract(broken).map((one) => one.param), ['deceased']);
});

test('what is not covered is this and no more', () => {
  assert.deepEqual(uncovered(loadDefinitions()).map(({ id, type }) => `${id} ${type}`.trim()), [
    // A string, an age or a range is no date; a document is no reference.
    'CarePlan-activity-date string', 'Consent-source-reference Attachment',
    // Asked of the whole text, of the place on earth, or of a named query.
    'DomainResource-text', 'Location-near',
    // A curve of samples is no single quantity.
    'Observation-combo-value-quantity SampledData', 'Observation-component-value-quantity SampledData', 'Observation-value-quantity SampledData',
    'Resource-content', 'Resource-query', 'clinical-date string', 'clinical-date Age', 'clinical-date Range',
    // The specification gives no expression.
    'codesystem-extensions-CodeSystem-author', 'codesystem-extensions-CodeSystem-effective', 'codesystem-extensions-CodeSystem-end',
    'codesystem-extensions-CodeSystem-keyword', 'codesystem-extensions-CodeSystem-workflow', 'filter',
    'patient-extensions-Patient-age', 'patient-extensions-Patient-birthOrderBoolean',
    'valueset-extensions-ValueSet-author', 'valueset-extensions-ValueSet-effective', 'valueset-extensions-ValueSet-end',
    'valueset-extensions-ValueSet-keyword', 'valueset-extensions-ValueSet-workflow',
  ]);
});
