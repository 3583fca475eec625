import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemPolicy } from '#platform/access';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { DEPARTMENT } from '#platform/room/testing';
import { Fault } from '#platform/fault';
import { loadDefinitions, parametersOf } from '#platform/fhir';
import { decimal, paramKey, reindexSome, search, writeBundle } from '../index.ts';

const { db } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const of = (resourceType: string, id: string, more: object = {}) => ({ resource: { resourceType, id, ...more } });
/** The department with rights to some protected classes; absent: a job, who sees everything. */
const found = async (type: string, query: string, rights?: readonly string[]) => (await (rights === undefined ? within((tx) => search(tx, type, query))
  : db.withAccess({ ...DEPARTMENT, rights }, { action: 'record.read', target: 'search/test' }, (tx) => search(tx, type, query)))).resources.map((one) => one.id);
const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
const lab = (id: string, patient: string, value: string, date: string, number?: string) => of('Observation', id, {
  status: 'final', code: code('loinc', value), subject: { reference: `Patient/${patient}` }, encounter: { reference: 'Encounter/e1' }, effectiveDateTime: date,
  ...(number !== undefined && { valueQuantity: { value: decimal(number), unit: 'mmol/L', system: 'ucum', code: 'mmol/L' } }),
});

await within((tx) => writeBundle(tx, [
  of('Patient', 'p1', { name: [{ text: 'Nguyễn Thị Đào', family: 'Nguyễn', given: ['Thị', 'Đào'] }], gender: 'female', birthDate: '1970-03', identifier: [{ system: 'cccd', value: '001' }], active: true }),
  of('Patient', 'p2', { name: [{ text: 'Giàng A Páo', family: 'Giàng' }], gender: 'male', birthDate: '1970-03-09', identifier: [{ system: 'card', value: '001' }] }),
  of('Encounter', 'e1', { status: 'finished', class: { code: 'AMB' }, subject: { reference: 'Patient/p1' }, period: { start: '2026-02-01T08:00:00+07:00', end: '2026-02-03T08:00:00+07:00' }, serviceProvider: { identifier: { system: 'facility', value: '12001' } } }),
  of('Encounter', 'e2', { status: 'in-progress', class: { code: 'IMP' }, subject: { reference: 'Patient/p2' }, period: { start: '2026-02-02T08:00:00+07:00' } }),
  lab('o1', 'p1', '718-7', '2026-02-01T09:00:00+07:00', '5.40'), lab('o2', 'p1', '718-7', '2026-02-02', '7.1'), lab('o3', 'p2', '718-7', '2025-01-05', '12'), lab('o4', 'p2', '2345-7', '2026-02-02T10:00:00+07:00', '-3'),
  of('Observation', 'o5', { status: 'final', code: { coding: [{ system: 'a', code: '718-7' }, { system: 'b', code: '718-7' }], text: 'Huyết sắc tố' }, subject: { reference: 'Patient/p2' }, effectiveDateTime: '2024', component: [{ code: code('loinc', '8480-6'), valueQuantity: { value: 120, unit: 'mmHg' } }] }),
  of('Condition', 'c1', { code: code('icd10', 'I10'), subject: { reference: 'Patient/p1' }, encounter: { reference: 'Encounter/e1' }, recordedDate: '2026-02-01' }),
  { ...of('Condition', 'c2', { code: code('icd10', 'B20'), subject: { reference: 'Patient/p1' }, encounter: { reference: 'Encounter/e1' }, recordedDate: '2026-02-02' }), labels: ['GDIS'] },
  of('ValueSet', 'v1', { url: 'https://yteso.vn/fhir/ValueSet/a', status: 'active' }),
]));

test('every kind of parameter finds what it means and nothing else', async () => {
  for (const [type, query, want] of [
    ['Patient', 'name=nguyen', ['p1']], ['Patient', 'name=dao', ['p1']], ['Patient', 'name:exact=Nguyễn', ['p1']], ['Patient', 'name:exact=nguyễn', []], ['Patient', 'name:contains=ang a pa', ['p2']],
    ['Patient', 'family=g', ['p2']], ['Patient', 'identifier=001', ['p1', 'p2']], ['Patient', 'identifier=card|001', ['p2']], ['Patient', 'identifier=cccd|', ['p1']], ['Patient', 'identifier=cccd|002', []],
    ['Patient', 'gender=male,female', ['p1', 'p2']], ['Patient', 'gender:not=male', ['p1']], ['Patient', 'active=true', ['p1']], ['Patient', 'active:missing=true', ['p2']],
    ['Patient', 'birthdate=1970', ['p1', 'p2']], ['Patient', 'birthdate=1970-03-09', ['p2']], ['Patient', 'birthdate=ge1970-03-09', ['p1', 'p2']], ['Patient', 'birthdate=sa1970-03-09', []], ['Patient', 'birthdate=lt1970-03-09', ['p1']], ['Patient', '_id=p1,p9', ['p1']],
    ['Encounter', 'date=2026-02-02', []], ['Encounter', 'date=ge2026-02-02&date=lt2026-02-03', ['e1', 'e2']], ['Encounter', 'date=gt2026-02-04', ['e2']], ['Encounter', 'date=eb2026-02-04', ['e1']], ['Encounter', 'status=in-progress', ['e2']],
    ['Encounter', 'service-provider:identifier=facility|12001', ['e1']], ['Encounter', 'patient=p1', ['e1']], ['Encounter', 'subject=Patient/p2', ['e2']], ['Encounter', 'patient.name=pao', []], ['Encounter', 'patient.family=giang', ['e2']], ['Encounter', 'subject:Patient.gender=female', ['e1']],
    ['Observation', 'code=718-7', ['o1', 'o2', 'o3', 'o5']], ['Observation', 'code=loinc|718-7', ['o1', 'o2', 'o3']], ['Observation', 'code=718-7&date=ge2026', ['o1', 'o2']], ['Observation', 'code=718-7&patient=p1', ['o1', 'o2']],
    ['Observation', 'value-quantity=gt5.4', ['o2', 'o3']], ['Observation', 'value-quantity=ge5.40|ucum|mmol/L', ['o1', 'o2', 'o3']], ['Observation', 'value-quantity=lt0', ['o4']], ['Observation', 'value-quantity=5.4', ['o1']], ['Observation', 'value-quantity=ne5.4', ['o2', 'o3', 'o4']],
    ['Observation', 'code-value-quantity=718-7$gt6', ['o2', 'o3']], ['Observation', 'code-value-quantity=loinc|2345-7$lt6', ['o4']], ['Observation', 'combo-code=8480-6', ['o5']], ['Observation', 'combo-code=718-7&patient=p2', ['o3', 'o5']], ['Observation', 'combo-code-value-quantity=8480-6$ge120', ['o5']],
    ['Observation', 'encounter=e1', ['o1', 'o2', 'o3', 'o4']], ['Observation', 'encounter.status=finished&code=2345-7', ['o4']], ['Patient', '_has:Condition:patient:code=I10', ['p1']], ['Encounter', '_has:Observation:encounter:code=2345-7', ['e1']],
    ['Encounter', '_has:Condition:encounter:code=I10', ['e1']], ['ValueSet', 'url=https://yteso.vn/fhir/ValueSet/a', ['v1']], ['ValueSet', 'url:below=https://yteso.vn/fhir/', ['v1']], ['ValueSet', 'url=https://yteso.vn/fhir/', []],
    ['Observation', '_lastUpdated=gt2020', ['o1', 'o2', 'o3', 'o4', 'o5']], ['Observation', '_lastUpdated=lt2020', []],
  ] as const) assert.deepEqual([...await found(type, query)].sort(), want, `${type}?${query}`);
});

test('what is hidden is as if it were not there', async () => {
  assert.deepEqual(await found('Condition', 'patient=p1', []), ['c1']);
  assert.deepEqual(await found('Condition', 'code=B20', ['PSY']), []);
  assert.deepEqual(await found('Condition', 'code=B20', ['PSY', 'GDIS']), ['c2']);
});

test('pages follow each other without a gap or a repetition, in every order', async () => {
  await within((tx) => writeBundle(tx, Array.from({ length: 57 }, (_, n) => lab(`page${n}`, 'p1', 'PAGE', `2026-03-${String(1 + (n % 9)).padStart(2, '0')}`))));
  for (const query of ['code=PAGE', 'code=PAGE&_sort=date', 'code=PAGE&_sort=-date&status=final', 'code=PAGE&patient=p1', 'code=PAGE&_sort=-_lastUpdated', 'code=PAGE,OTHER', 'code=718-7', '_sort=_lastUpdated']) for (const count of [1, 7, 30]) {
    const all: string[] = [];
    const moments: (string | undefined)[] = [];
    let after: string | undefined;
    do {
      const page = await within((tx) => search(tx, 'Observation', `${query}&_count=${count}`, after === undefined ? {} : { after }));
      all.push(...page.resources.map((one) => one.id));
      moments.push(...page.resources.map((one) => String(one.resource['effectiveDateTime'])));
      after = page.next;
    } while (after !== undefined);
    const whole = await found('Observation', `${query}&_count=1000`);
    assert.deepEqual(all, whole, `${query} by ${count}`);
    assert.equal(new Set(all).size, all.length);
    if (query.includes('PAGE') && !query.includes('_lastUpdated')) assert.deepEqual(moments, [...moments].sort(query.includes('=date') ? undefined : (a, b) => (String(a) < String(b) ? 1 : -1)));
  }
});

test('what is not understood is refused by name', async () => {
  const refused = (query: string, type = 'Observation') => assert.rejects(found(type, query), (error: unknown) => error instanceof Fault && error.code === 'record.bad-search', query);
  for (const query of ['nonsense=1', 'code=', 'date=yesterday', 'value-quantity=gtx', 'code-value-quantity=a', '_sort=name', '_count=-1', '_count=5000', 'code.name=x', '_has:Condition:code:code=1', '_has:Condition', '_source=x', 'code:text=x', `code=${'a,'.repeat(300)}b`, Array.from({ length: 40 }, () => 'code=a').join('&')]) await refused(query);
  await refused('name=x', 'Nothing');
  await assert.rejects(within((tx) => search(tx, 'Observation', 'code=718-7', { after: 'x' })), (error: unknown) => error instanceof Fault && error.code === 'record.bad-place');
  await fc.assert(fc.asyncProperty(fc.constantFrom('code', 'date', 'value-quantity', 'patient', 'name', 'code-value-quantity', '_id', 'url'), fc.string(), async (param, value) => {
    await found('Observation', `${param}=${encodeURIComponent(value.replaceAll('\u0000', ''))}`).catch((error: unknown) => { if (!(error instanceof Fault)) throw error; });
  }), { numRuns: 60 });
});

test('no two parameters of R4 share a key', () => {
  const names = loadDefinitions().types.filter((type) => type.kind === 'resource').flatMap((type) => parametersOf(loadDefinitions(), type.name).flatMap((param) => [`${param.code}`, `${param.code}:text`].map((code) => [type.name, code] as const)));
  assert.equal(new Set(names.map(([type, code]) => paramKey(type, code))).size, new Set(names.map((name) => name.join('.'))).size);
  assert.equal(names.length > 3000, true);
});

test('search rows made anew are the same rows', async () => {
  const tables = ['search_token', 'search_reference', 'search_date', 'search_string', 'search_quantity', 'search_composite', 'resource_identifier'];
  const { z } = await import('zod');
  const dump = async () => Promise.all(tables.map((table) => within((tx) => tx.query(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash, count(*)::int as count from ${table} t`, [], z.object({ hash: z.string(), count: z.number() })))));
  const before = await dump();
  await within((tx) => tx.run("insert into search_progress (made_with, up_to, target) select 'x', 0, max(rid) from resource"));
  let steps = 0;
  while (await reindexSome(db, 10)) steps += 1;
  assert.equal(steps > 5, true);
  assert.deepEqual(await dump(), before);
});
