import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide, NOTHING_OPEN, SHIPPED, systemPolicy, viewOf } from '#platform/access';
import type { PolicySet, RecordAttributes, View } from '#platform/access';
import { compilePolicies, relate } from '#platform/access/server';
import { ANY_BASIS, NO_CLASS, anyCaller, anyPolicies, FACILITIES, LABELS } from '#platform/access/testing';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { z } from 'zod';
import { parseQuery, writeBundle } from './index.ts';
import { compileSearch } from './search/search.ts';

const { db } = await testDatabase();
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const ON = '20261126';
const EVERYTHING = viewOf(systemPolicy('test', 'test'), NOTHING_OPEN, ON);

interface Made {
  readonly attributes: RecordAttributes;
  readonly id: string;
  readonly resource: (prefix: string) => { resourceType: string; id: string };
}

const facility = fc.option(fc.constantFrom(...FACILITIES));
const labels = fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([...LABELS]));
const RELATED = ['care', 'referred', 'refused'] as const;

/** A small store: three Patients (two of them one person), their Encounters and Observations. */
const anyStore = fc.record({
  patients: fc.tuple(...[0, 1, 2].map(() => fc.record({ facility, labels, gender: fc.constantFrom('male', 'female'), related: fc.record({ care: fc.subarray([...FACILITIES]), referred: fc.subarray([...FACILITIES]), refused: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.subarray([...FACILITIES])) }) }))),
  encounters: fc.array(fc.record({ patient: fc.nat(2), facility, labels, kind: fc.constantFrom('AMB', 'IMP') }), { maxLength: 5 }),
  observations: fc.array(fc.record({ patient: fc.nat(2), encounter: fc.nat(4), facility, labels, status: fc.constantFrom('final', 'amended') }), { minLength: 3, maxLength: 12 }),
});

type Store = typeof anyStore extends fc.Arbitrary<infer T> ? T : never;

const PERSON = [0, 0, 1];
const personOf = (patient: number, prefix: string): string => `00000000-0000-4000-${prefix.slice(0, 4)}-${prefix.slice(4).padStart(8, '0')}${String(PERSON[patient] ?? 0).padStart(4, '0')}`;

let serial = 0;
/** Eight figures that no other run uses: ids, codes and persons of a store carry it. */
const fresh = (): string => String(10_000_000 + (serial += 1));

function resourcesOf(store: Store, home: string): Made[] {
  // One person has the relations of each of his Patients.
  const relations = (patient: number): RecordAttributes['relations'] => Object.fromEntries(RELATED.map((kind) => [kind, store.patients.flatMap((one, at) => (PERSON[at] === PERSON[patient] ? one.related[kind] : []))]));
  const base = (type: string, patient: number, one: { facility: string | null; labels: readonly string[] }): RecordAttributes => ({
    type, facility: one.facility, patient: `${home}-p${patient}`, person: personOf(patient, home), labels: one.labels, relations: relations(patient),
  });
  const code = (system: string) => ({ coding: [{ system: 'code', code: system }] });
  return [
    ...store.patients.map((one, at): Made => ({ attributes: base('Patient', at, one), id: `p${at}`, resource: (x) => ({ resourceType: 'Patient', id: `${x}-p${at}`, gender: one.gender, identifier: [{ system: 'run', value: x }] }) })),
    ...store.encounters.map((one, at): Made => ({ attributes: base('Encounter', one.patient, one), id: `e${at}`, resource: (x) => ({ resourceType: 'Encounter', id: `${x}-e${at}`, status: 'finished', class: { code: one.kind }, subject: { reference: `Patient/${x}-p${one.patient}` }, identifier: [{ system: 'run', value: x }] }) })),
    ...store.observations.map((one, at): Made => ({ attributes: base('Observation', one.patient, one), id: `o${at}`, resource: (x) => ({ resourceType: 'Observation', id: `${x}-o${at}`, status: one.status, code: code(x), subject: { reference: `Patient/${x}-p${one.patient}` }, encounter: { reference: `Encounter/${x}-e${one.encounter}` } }) })),
  ];
}

async function write(made: readonly Made[], prefix: string): Promise<void> {
  await within(async (tx) => {
    await writeBundle(tx, made.map(({ attributes, resource }) => ({
      resource: resource(prefix), labels: attributes.labels, person: personOf(Number(attributes.patient?.slice(-1)), prefix), ...(attributes.facility !== null && { facility: attributes.facility }),
    })));
    await relate(tx, made.filter((one) => one.attributes.type === 'Patient').flatMap((one) => RELATED.flatMap((kind) => (one.attributes.relations[kind] ?? []).map((place) => ({
      patient: `${prefix}-${one.id}`, person: personOf(Number(one.id.slice(1)), prefix), facility: place, kind, from: '20260101', source: 'test' })))));
  });
}

const QUERIES = [
  (x: string) => ['Observation', `code=${x}`], (x: string) => ['Observation', `code=${x}&status=final`], (x: string) => ['Observation', `code=${x}&patient=${x}-p0`], (x: string) => ['Patient', `identifier=run|${x}`],
  (x: string) => ['Observation', `code=${x}&patient.gender=male`], (x: string) => ['Observation', `code=${x}&encounter.class=AMB`], (x: string) => ['Patient', `_has:Observation:patient:code=${x}`],
  (x: string) => ['Encounter', `_has:Observation:encounter:code=${x}`], (x: string) => ['Encounter', `identifier=run|${x}&patient._has:Observation:patient:code=${x}`], (x: string) => ['Observation', `code=${x}&encounter:missing=false&patient._id=${x}-p1,${x}-p2`],
] as const;

async function idsOf(view: View, query: readonly string[], prefix: string): Promise<string[]> {
  const [type = '', text = ''] = query;
  const { sql, params } = compileSearch(parseQuery(type, `${text}&_count=100`), view);
  const rows = await within((tx) => tx.query(`select distinct r.id ${sql.replace(/ order by .*?(?= limit)/u, '')}`, params, z.object({ id: z.string() })));
  return rows.map((row) => row.id.replace(`${prefix}-`, '')).sort();
}

/** What a caller finds is what everybody would find in a store that holds only what he may see. */
async function compare(store: Store, views: readonly View[]): Promise<void> {
  const all = fresh();
  const made = resourcesOf(store, all);
  await write(made, all);
  for (const view of views) {
    const seen = fresh();
    await write(made.filter((one) => decide(view, 'search', one.attributes).allowed), seen);
    for (const query of QUERIES) assert.deepEqual(await idsOf(view, query(all), all), await idsOf(EVERYTHING, query(seen), seen), query(all).join('?'));
  }
}

test('search under the shipped policies finds what a store of visible resources would', async () => {
  await fc.assert(fc.asyncProperty(anyStore, fc.array(anyCaller, { minLength: 4, maxLength: 4 }), async (store, callers) => {
    await compare(store, callers.map((one) => viewOf({ ...one.policy, facility: one.policy.facility }, { ...one.standing, launch: undefined, opened: [], wards: [] }, ON)));
  }), { numRuns: 25 });
});

test('search under policies that nobody thought of finds what a store of visible resources would', async () => {
  await fc.assert(fc.asyncProperty(anyStore, anyPolicies, fc.array(anyCaller, { minLength: 3, maxLength: 3 }), async (store, text, callers) => {
    const set: PolicySet | undefined = await compilePolicies(text, ANY_BASIS, NO_CLASS).catch(() => undefined);
    fc.pre(set !== undefined);
    await compare(store, callers.map((one) => viewOf(one.policy, { ...one.standing, launch: undefined }, ON, set)));
  }), { numRuns: 40 });
});

test('nobody without a role finds anything', async () => {
  const anonymous = viewOf({ ...systemPolicy('x', 'x'), role: 'anonymous' }, NOTHING_OPEN, ON, SHIPPED);
  for (const query of QUERIES) assert.deepEqual(await idsOf(anonymous, query('10000001'), '10000001'), []);
});
