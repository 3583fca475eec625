import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { DEPARTMENT } from '#platform/room/testing';
import { Fault } from '#platform/fault';
import { loadDefinitions, parametersOf } from '#platform/fhir';
import { decimal, matchOf, readResource, removeResource, search, writeBundle, type Options } from '../index.ts';
import { isOfPatient, saysWhom } from './rows.ts';

const { db } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const of = (resourceType: string, id: string, more: object = {}) => ({ resource: { resourceType, id, ...more } });
const write = (...entries: Parameters<typeof writeBundle>[1]) => within((tx) => writeBundle(tx, entries));
const found = async (type: string, query: string, options: Options = {}) => (await within((tx) => search(tx, type, query, options))).resources.map((one) => one.id).sort();
/** Without a right of its own to anything protected. */
const foundByDepartment = async (type: string, query: string) => (await db.withAccess(DEPARTMENT, { action: 'record.read', target: 'search/test' }, (tx) => search(tx, type, query))).resources.map((one) => one.id).sort();
const refused = (type: string, query: string, options: Options = {}) => assert.rejects(found(type, query, options), (error: unknown) => error instanceof Fault && error.entry.status === 400, query);
const patient = (id: string) => ({ reference: `Patient/${id}` });
const code = (system: string, value: string) => ({ coding: [{ ...(system !== '' && { system }), code: value }] });
const measured = (value: string, more: object = {}) => ({ valueQuantity: { value: decimal(value), system: 'ucum', code: 'mmol/L', ...more } });

test('a number is found by what it is, not by what its precision touches', async () => {
  await write(of('RiskAssessment', 'n1', { prediction: [{ probabilityDecimal: decimal('0.85') }] }),
    ...(['5', '5.4', '5.40', '5.45', '6'] as const).map((value) => of('Observation', `q${value}`, measured(value))), of('Observation', 'q-below', measured('5', { comparator: '<' })), of('Observation', 'q-above', measured('7', { comparator: '>' })));
  assert.deepEqual(await found('RiskAssessment', 'probability=gt0.8'), ['n1'], 'a resource with a number can be written at all');
  assert.deepEqual(await found('Observation', 'value-quantity=5.4'), ['q5.4', 'q5.40']);
  assert.deepEqual(await found('Observation', 'value-quantity=ne5.4'), ['q-above', 'q-below', 'q5', 'q5.45', 'q6']);
  assert.deepEqual(await found('Observation', 'value-quantity=lt3'), ['q-below'], 'what is below five may be below three');
  assert.deepEqual(await found('Observation', 'value-quantity=gt3'), ['q-above', 'q-below', 'q5', 'q5.4', 'q5.40', 'q5.45', 'q6']);
  assert.deepEqual(await found('Observation', 'value-quantity=gt20'), ['q-above']);
  assert.deepEqual(await found('Observation', 'value-quantity=sa20'), []);
  assert.deepEqual(await found('Observation', 'value-quantity=eb5.41'), ['q5', 'q5.4', 'q5.40']);
});

test('a period without a beginning began before all', async () => {
  await write(of('Encounter', 'open', { subject: patient('d1'), class: { code: 'AMB' }, period: { end: '2026-02-10' } }), of('Encounter', 'shut', { class: { code: 'AMB' }, period: { start: '2026-01-05', end: '2026-01-06' } }));
  for (const query of ['date=lt2026-01-10', 'date=le2026-01-10', 'class=AMB&date=lt2026-01-10', 'date=lt2026-01-10&_sort=-date']) assert.deepEqual(await found('Encounter', query), ['open', 'shut'], query);
  assert.deepEqual(await found('Encounter', 'date=eb2026-02-11'), ['open', 'shut']);
});

test('the moment of writing is a point: every boundary belongs to one side', async () => {
  await write(of('Basic', 'point'));
  const at = '2026-01-01T00:00:00.002';
  await within((tx) => tx.run(`update resource set version = 2, content = '{"resourceType":"Basic","id":"point"} ', updated = '${at}+07'::timestamptz where id = 'point'`));
  const updated = (await within((tx) => readResource(tx, 'Basic', 'point')))?.updated.toISOString().replace('Z', '') ?? '';
  assert.equal(updated, '2025-12-31T17:00:00.002');
  for (const [query, want] of [['ge2025-12-31T17:00:00.002Z', ['point']], ['gt2025-12-31T17:00:00.001Z', ['point']], ['gt2025-12-31T17:00:00.002Z', []], ['ne2025-12-31T17:00:00.001Z', ['point']], ['2025-12-31T17:00:00.002Z', ['point']], ['lt2025-12-31T17:00:00.002Z', []]] as const) assert.deepEqual(await found('Basic', `_lastUpdated=${query}`), want, query);
});

test('a Patient is found wherever the type names one, several of them too', async () => {
  await write({ ...of('Patient', 'm1'), person: '00000000-0000-4000-8000-000000000009' }, { ...of('Patient', 'm2'), person: '00000000-0000-4000-8000-000000000009' },
    of('Provenance', 'pv', { target: [patient('m1'), { reference: 'Encounter/x/_history/3' }] }), of('Account', 'ac', { subject: [{ reference: 'Device/d' }, patient('m1')] }),
    of('Appointment', 'ap', { participant: [{ actor: patient('other') }, { actor: patient('m1') }] }), of('Procedure', 'pr', { subject: patient('m1'), performer: [{ actor: { reference: 'Practitioner/w' } }] }));
  for (const [type, id] of [['Provenance', 'pv'], ['Account', 'ac'], ['Appointment', 'ap'], ['Procedure', 'pr']] as const) for (const query of ['patient=m1', 'patient=Patient/m2', 'patient:Patient=m1', 'patient=m9,m1', 'patient=Patient/m1/_history/1']) assert.deepEqual(await found(type, query), [id], `${type}?${query}`);
  assert.deepEqual(await found('Patient', '_has:Provenance:patient:_id=pv'), ['m1']);
  assert.deepEqual(await found('Account', 'patient:missing=false'), ['ac']);
  assert.deepEqual(await found('Provenance', 'target=Encounter/x'), ['pv']);
  assert.deepEqual(await found('Procedure', 'performer=w'), ['pr'], 'an id alone may be of any type');
  for (const type of loadDefinitions().types.filter((one) => one.kind === 'resource' && !one.abstract)) for (const param of parametersOf(loadDefinitions(), type.name)) {
    if (!saysWhom(param.code)) continue;
    const [own = ''] = (param.expression ?? '').split('|').map((one) => one.trim().replace(/^\(/, '')).filter((one) => one.startsWith(`${type.name}.`));
    const element = /^\w+\.(subject|patient|beneficiary|individual|for)(\.where\(resolve\(\) is Patient\))?\)?$/.exec(own)?.[1];
    const isOne = element !== undefined && type.elements.find((one) => one.path === element)?.max === 1;
    assert.equal(isOfPatient(type.name, param.code), isOne, `${type.name}.${param.code} = ${own}`);
  }
});

test('a token without a system is another than one with any; escapes are read', async () => {
  await write(of('Condition', 't1', { code: code('', 'A') }), of('Condition', 't2', { code: code('s', 'A') }), of('Condition', 't3', { code: code('s', 'a,b|c$d\\e') }), of('Condition', 't4'));
  assert.deepEqual(await found('Condition', 'code=|A'), ['t1']);
  assert.deepEqual(await found('Condition', 'code=s|A'), ['t2']);
  assert.deepEqual(await found('Condition', 'code=s|'), ['t2', 't3']);
  assert.deepEqual(await found('Condition', 'code:not=A'), ['t3', 't4'], 'what has no code is not A');
  assert.deepEqual(await found('Condition', `code=${encodeURIComponent('s|a\\,b\\|c\\$d\\\\e')}`), ['t3']);
  assert.deepEqual(await found('Condition', '_id:not=t1,t2,t3'), ['t4']);
});

test('a composite keeps the system of its code and the unit of its value', async () => {
  await write(of('Observation', 'k1', { code: code('loinc', 'K'), ...measured('5') }), of('Observation', 'k2', { code: code('other', 'K'), valueQuantity: { value: 5, system: 'ucum', code: 'mg/dL' } }));
  assert.deepEqual(await found('Observation', 'code-value-quantity=loinc|K$gt4'), ['k1']);
  assert.deepEqual(await found('Observation', 'code-value-quantity=K$gt4|ucum|mg/dL'), ['k2']);
  assert.deepEqual(await found('Observation', 'combo-code-value-quantity=loinc|K$gt4||mg/dL'), []);
});

test('a hidden resource is not found through a chain, backwards or by the person', async () => {
  const person = '00000000-0000-4000-8000-00000000000a';
  await write({ ...of('Patient', 'h1', { gender: 'female' }), person }, { ...of('Patient', 'h2', { gender: 'male' }), person, labels: ['VIP'] },
    { ...of('Condition', 'hc', { code: code('icd', 'B24'), subject: patient('h1'), encounter: { reference: 'Encounter/he' } }), labels: ['PSY'] },
    { ...of('Encounter', 'hs', { status: 'planned', class: { code: 'VR' } }), labels: ['PSY'] },
    of('Encounter', 'he', { subject: patient('h1'), status: 'finished' }), of('Encounter', 'hv', { subject: patient('h2'), status: 'finished', partOf: { reference: 'Encounter/hs' } }));
  for (const [type, query, seen] of [['Patient', '_has:Condition:patient:code=B24', 'h1'], ['Encounter', '_has:Condition:encounter:code=B24', 'he'], ['Encounter', 'part-of.class=VR', 'hv'], ['Encounter', 'patient.gender=male', 'hv'],
    ['Encounter', 'patient._has:Condition:patient:code=B24', 'he']] as const) {
    assert.deepEqual(await found(type, query), [seen], query);
    assert.deepEqual(await foundByDepartment(type, query), [], query);
  }
  assert.deepEqual(await found('Encounter', 'patient=h1'), ['he', 'hv']);
  assert.deepEqual(await foundByDepartment('Encounter', 'patient=h2'), ['hv'], 'that both are one person is not said');
  await within((tx) => removeResource(tx, 'Condition', 'hc'));
  assert.deepEqual(await found('Patient', '_has:Condition:patient:code=B24'), []);
});

test('long and strange texts are written and found again', async () => {
  const long = 'ệ'.repeat(900);
  const syllables = '한'.repeat(600);
  await write(of('Patient', 'long', { identifier: [{ system: `urn:${long}`, value: `${long}1` }, { system: `urn:${long}`, value: `${long}2` }], name: [{ text: syllables }, { text: `100%_\\ 𝒜${'x'.repeat(20)}` }] }),
    of('Observation', 'long', { code: code('s', long), valueString: long, component: [{ code: code('s', long), valueCodeableConcept: code('s', syllables) }] }));
  const asked = encodeURIComponent;
  for (const [type, query] of [['Patient', `identifier=${asked(`urn:${long}|${long}1`)}`], ['Patient', `identifier=${asked(`${long}1`)}`], ['Patient', `name=${asked(syllables)}`], ['Patient', `name:exact=${asked(syllables)}`], ['Patient', `name=${asked(syllables.slice(0, 300))}`],
    ['Patient', `name:contains=${asked('%_\\\\ 𝒜')}`], ['Patient', `name=${asked('100%_\\\\ 𝒜')}`], ['Observation', `code=${asked(long)}`], ['Observation', `component-code-value-concept=${asked(`${long}$${syllables}`)}`]] as const) assert.deepEqual(await found(type, query), ['long'], query.slice(0, 80));
  assert.deepEqual(await found('Patient', 'name:contains=1__%'), []);
});

test('what would be answered wrongly is refused', async () => {
  for (const [type, query] of [['Observation', 'code:exact=a'], ['Observation', 'date:not=2026'], ['Observation', 'value-quantity:contains=5'], ['Observation', 'subject:Bogus=1'], ['Observation', 'subject:not=Patient/1'], ['Observation', 'subject:Bogus.name=a'], ['Observation', 'code:missing=maybe'],
    ['Patient', '_id:missing=true'], ['Patient', '_lastUpdated:missing=true'], ['Patient', '_content=a'], ['Patient', '_text=a'], ['Patient', 'name=%CC%81'], ['Patient', 'name=a%00b'], ['Patient', '_id%00=a'], ['Encounter', 'service-provider:identifier=1'], ['Condition', '_sort=onset-date'],
    ['Patient', `${'link.'.repeat(30)}name=a`], ['Patient', `${'_has:Observation:subject:subject:Patient.'.repeat(10)}name=a`]] as const) await refused(type, query);
  for (const after of ['9999999999999999999.1', '1.9999999999999999999', '1', '1.2.3', "1.1'; --"]) for (const sort of ['_lastUpdated', '-date']) await refused('Observation', `_sort=${sort}`, { after });
});

test('one resource found by many rows does not hide that another matches', async () => {
  const many = (id: string, systems: number) => of('Condition', id, { recordedDate: id === 'y1' ? '2026-02-02' : '2026-02-01', code: { coding: Array.from({ length: systems }, (_, n) => ({ system: `s${n}`, code: 'SAME' })) } });
  await write(many('y1', 4), many('y2', 1));
  await assert.rejects(within((tx) => matchOf(tx, { type: 'Condition', query: 'code=SAME' })), (error: unknown) => error instanceof Fault && error.code === 'record.several-matches');
});
