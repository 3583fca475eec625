/**
 * What the gate costs: decisions a second, and the CPU (program and PostgreSQL) of the twenty searches with policies against the same searches
 * without. Without means: with the eyes of a job, for whom the predicate is `true`. `npm run bench -- access [PATIENTS] [ROUNDS]` (default 20000, 60).
 */
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemPolicy } from '#platform/access';
import type { Policy } from '#platform/access';
import { relate } from '#platform/access/server';
import { readSettings } from '#platform/config';
import { openDatabase, openFromSettings, type Tx } from '#platform/db';
import { filledIn, prepareStore, search, TWENTY, writeBundle } from '#platform/store';
import { machine } from './machine.ts';
import { cpuOf } from './record/processes.ts';

const patients = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 60);
const folder = mkdtempSync(join(tmpdir(), 'yteso-access-'));
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const opened = await openFromSettings(readSettings({ YTESO_DATA: folder }, folder), 'server', () => {});
await prepareStore(opened.db);
const postmaster = Number(readFileSync(globSync(join(folder, '**/postmaster.pid'))[0] ?? '', 'utf8').split('\n')[0]);
const within = <T>(policy: Policy, work: (tx: Tx) => Promise<T>): Promise<T> => opened.db.withAccess(policy, { action: 'record.search', target: 'bench' }, work);
const job = systemPolicy('bench', 'bench');
const write = (work: (tx: Tx) => Promise<unknown>): Promise<unknown> => opened.db.withAccess(job, { action: 'record.write', target: 'bench' }, work);

const FAMILIES = ['Nguyễn', 'Lò', 'Giàng', 'Trần', 'Vàng', 'Phạm'];
const personOf = (p: number): string => `00000000-0000-4000-8000-${String(Math.floor(p / 2)).padStart(12, '0')}`;
const facilityOf = (p: number): string => `f${p % 20}`;
/** The hospital where all came, and a station where one in ten did. */
const EVERYWHERE = '62990';
const STATION = '62981';

for (let from = 0; from < patients; from += 100) {
  await write(async (tx) => {
    const some = Array.from({ length: Math.min(100, patients - from) }, (_, n) => from + n);
    await writeBundle(tx, some.flatMap((p) => {
      const day = `20${20 + (p % 6)}-0${1 + (p % 9)}-1${p % 10}`;
      const about = { subject: { reference: `Patient/p${p}` }, encounter: { reference: `Encounter/v${p}` } };
      const coded = (system: string, n: number) => ({ coding: [{ system, code: `${system}${n}` }] });
      return [
        { resourceType: 'Patient', id: `p${p}`, identifier: [{ system: 'cccd', value: String(p) }], name: [{ family: FAMILIES[p % 6], text: `${FAMILIES[p % 6]} Văn ${p}` }], gender: p % 2 === 0 ? 'male' : 'female', birthDate: `19${10 + (p % 89)}-0${1 + (p % 9)}-01` },
        { resourceType: 'Encounter', id: `v${p}`, status: 'finished', class: { code: 'AMB' }, subject: { reference: `Patient/p${p}` }, period: { start: day, end: day }, serviceProvider: { identifier: { system: 'facility', value: facilityOf(p) } } },
        ...Array.from({ length: 6 }, (_, n) => ({ resourceType: 'Observation', id: `o${p}-${n}`, status: 'final', code: coded('loinc', (p + n) % 30), effectiveDateTime: day, valueQuantity: { value: n }, ...about })),
        { resourceType: 'Condition', id: `c${p}`, code: coded('icd', p % 40), recordedDate: day, ...about },
        { resourceType: 'MedicationDispense', id: `m${p}`, status: 'completed', medicationCodeableConcept: coded('drug', p % 25), whenHandedOver: day, subject: { reference: `Patient/p${p}` } },
      ].map((resource, at) => ({ resource, person: personOf(p), facility: facilityOf(p), labels: p % 50 === 0 && at > 1 ? ['PSY'] : [] }));
    }));
    await relate(tx, some.flatMap((p) => [EVERYWHERE, ...(Math.floor(p / 2) % 10 === 0 ? [STATION] : [])].map((facility) => ({ patient: `p${p}`, person: personOf(p), facility, kind: 'care', from: '20200101', source: 'bench' }))));
  });
}
const owner = openDatabase({ url: opened.url, schema: 'province', poolSize: 1 });
await owner.bookkeeping('bench', (tx) => tx.run('analyze'));
await owner.close();

const doctorAt = (facility: string): Policy => ({ actor: { id: `doctor-${facility}`, kind: 'account' }, role: 'doctor', facility, purpose: 'treatment', requestId: null });
const CALLERS: readonly { readonly name: string; readonly policy: Policy }[] = [
  { name: 'without', policy: job },
  { name: 'department', policy: { actor: { id: 'so', kind: 'account' }, role: 'department', facility: null, purpose: 'management', requestId: null } },
  { name: 'doctor where all came', policy: doctorAt(EVERYWHERE) },
  { name: 'doctor where one in ten came', policy: doctorAt(STATION) },
];
const cpu = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 + cpuOf(postmaster); };
const spent = CALLERS.map(() => TWENTY.map(() => 0));
const found = CALLERS.map(() => TWENTY.map(() => 0));
/** A different patient, code and name each time, the same for all callers; a patient whom the station knows too. */
const valuesOf = (n: number): Record<string, string> => {
  const p = (n * 20) % patients;
  return { patient: `p${p}`, observation: `loinc${p % 30}`, condition: `icd${p % 40}`, drug: `drug${p % 25}`, facility: `facility|f${p % 20}`, family: ['nguyen', 'lo', 'giang'][n % 3] ?? 'lo', name: `van ${100 + (p % 900)}`, identifier: `cccd|${p}`, birth: `19${10 + (p % 89)}-0${1 + (p % 9)}`, from: '2020-01-01', to: '2027-01-01' };
};
for (let round = -3; round < rounds; round += 1) for (const [at, caller] of CALLERS.entries()) for (const [query, { type, query: text }] of TWENTY.entries()) {
  // CPU is counted in hundredths of a second: many of one kind between two looks.
  const before = cpu();
  for (let n = 0; n < 10; n += 1) {
    // As a request does it: a transaction with its audit row, what stands of the caller looked up, the search.
    const { resources } = await within(caller.policy, (tx) => search(tx, type, filledIn(text, valuesOf((round + 3) * 10 + n))));
    if (round >= 0 && found[at]) found[at][query] = (found[at][query] ?? 0) + resources.length;
  }
  if (round >= 0 && spent[at]) spent[at][query] = (spent[at][query] ?? 0) + cpu() - before;
}
const sum = (list: readonly number[] = []): number => list.reduce((total, one) => total + one, 0);
const base = sum(spent[0]);
const callers = CALLERS.map(({ name }, at) => ({ name, cpuMsPerSearch: sum(spent[at]) / (rounds * 10 * TWENTY.length), ratio: sum(spent[at]) / base, resourcesFound: sum(found[at]) }));
for (const one of callers) say(`${one.name}: ${one.cpuMsPerSearch.toFixed(3)} CPU-ms a search, ${one.ratio.toFixed(2)} of without, ${one.resourcesFound} resources`);
const searches = TWENTY.map(({ name }, query) => ({ name, ...Object.fromEntries(CALLERS.map((caller, at) => [caller.name, Number(((spent[at]?.[query] ?? 0) / (rounds * 10)).toFixed(3))])) }));
for (const one of searches) say(JSON.stringify(one));
writeFileSync(new URL('results/access.json', import.meta.url), `${JSON.stringify({ machine: machine(), patients, rounds, callers, searches }, null, 2)}\n`);
await opened.close();
rmSync(folder, { recursive: true, force: true });
