import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemPolicy } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { writeBundle } from '../../index.ts';
import { planFaults, plansOf } from './plans.ts';

const { db, owner } = await testDatabase();
const about = (patient: number, visit: string) => ({ subject: { reference: `Patient/p${patient}` }, encounter: { reference: `Encounter/${visit}` } });
const coded = (system: string, n: number) => ({ coding: [{ system, code: `${system}${n}` }] });
const FAMILIES = ['Nguyễn', 'Lò', 'Giàng', 'Trần', 'Vàng', 'Phạm'];

test('the twenty searches read through their index, none reads a table from end to end', async () => {
  await db.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, async (tx) => {
    for (let from = 0; from < 400; from += 50) await writeBundle(tx, Array.from({ length: 50 }, (_, n) => from + n).flatMap((p) => {
      const day = `20${20 + (p % 6)}-0${1 + (p % 9)}-1${p % 10}`;
      const visit = `v${p}`;
      return [
        { resourceType: 'Patient', id: `p${p}`, identifier: [{ system: 'cccd', value: String(p) }], name: [{ family: FAMILIES[p % 6], text: `${FAMILIES[p % 6]} Văn ${p}` }], gender: p % 2 === 0 ? 'male' : 'female', birthDate: `19${10 + (p % 89)}-0${1 + (p % 9)}-01` },
        { resourceType: 'Encounter', id: visit, status: 'finished', class: { code: 'AMB' }, subject: { reference: `Patient/p${p}` }, period: { start: day, end: day }, serviceProvider: { identifier: { system: 'facility', value: `f${p % 20}` } } },
        ...Array.from({ length: 6 }, (_, n) => ({ resourceType: 'Observation', id: `o${p}-${n}`, status: 'final', code: coded('loinc', (p + n) % 30), effectiveDateTime: day, valueQuantity: { value: n }, ...about(p, visit) })),
        { resourceType: 'Condition', id: `c${p}`, code: coded('icd', p % 40), recordedDate: day, ...about(p, visit) },
        { resourceType: 'MedicationDispense', id: `m${p}`, status: 'completed', medicationCodeableConcept: coded('drug', p % 25), whenHandedOver: day, subject: { reference: `Patient/p${p}` } },
      ].map((resource) => ({ resource }));
    }));
  });
  await multiply(30);
  const plans = await db.bookkeeping('test', (tx) => plansOf(tx, { patient: 'p7', observation: 'loinc7', condition: 'icd7', drug: 'drug7', facility: 'facility|f7', family: 'lo', name: 'van 7', identifier: 'cccd|7', birth: '1917-08', from: '2020-01-01', to: '2027-01-01' }));
  assert.deepEqual(planFaults(plans), []);
  assert.equal(plans.length, 20);
});

/** The same resources again under other ids, so that the tables are big enough for PostgreSQL to plan as it does in a province. */
async function multiply(times: number): Promise<void> {
  await db.bookkeeping('test', async (tx) => {
    await tx.run(`insert into resource (rid, type, id, version, patient, moment, content, updated) overriding system value
      select r.rid + g * 100000, r.type, r.id || '-' || g, 1, r.patient || '-' || g, r.moment + g * 86400000::bigint, r.content, r.updated from resource r, generate_series(1, $1::int) g`, [times]);
    const copies = { search_token: "param, code, system, moment + g * 86400000::bigint", search_reference: "param, md5(target::text || g)::uuid, moment + g * 86400000::bigint", search_date: 'param, starts + g * 86400000::bigint, ends + g * 86400000::bigint', search_string: "param, value || ' ' || g, written", search_quantity: 'param, code, system, low, high', search_composite: 'param, first, second, low, high' };
    for (const [table, columns] of Object.entries(copies)) await tx.run(`insert into ${table} select ${columns}, rid + g * 100000 from ${table}, generate_series(1, $1::int) g`, [times]);
    await tx.run("insert into resource_identifier select system, value || '-' || g, type, rid + g * 100000 from resource_identifier, generate_series(1, $1::int) g", [times]);
  });
  await owner.bookkeeping('test', (tx) => tx.run('analyze'));
}
