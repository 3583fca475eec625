/**
 * B7 with the database: who may this be, asked at the reception while the patient stands there, in a store of many persons. The open set
 * (bench/people) is put into the tables of domains/person, half of its second descriptions are kept out and asked about.
 * `npm run bench -- person-online [PERSONS] [QUESTIONS]` (default 2000000, 2000).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { systemPolicy } from '#platform/access';
import { readSettings } from '#platform/config';
import { openDatabase, openFromSettings, type Tx } from '#platform/db';
import { blockingKeys, knowledgeOf, prepare, type Description } from '#domains/person/rules';
import { matchOnline } from '#domains/person/server';
import { machine } from './machine.ts';
import { generate } from './people/generate.ts';
import { descriptionOfRow } from './people/rows.ts';
import { communeMap } from './people/world.ts';

const persons = Number(process.argv[2] ?? 2_000_000);
const questions = Number(process.argv[3] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'yteso-online-'));
const opened = await openFromSettings(readSettings({ ...process.env, YTESO_DATA: folder }, process.cwd()), 'server', () => {});
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => opened.db.withAccess(systemPolicy('bench', 'bench'), { action: 'person.match', target: 'bench' }, work);
const knowledge = knowledgeOf({ communes: communeMap(), persons });

const STEP = 2000;
/** Who each stored description truly is: the label, which matching does not see. */
const entities = new Map<string, string>();
const asked: { entity: string; description: Description }[] = [];
const known = new Set<string>();
let batch: { patient: string; entity: string; person: string; description: Description }[] = [];
let stored = 0;
const began = performance.now();
for (const row of generate({ seed: 'test-online', persons, province: '62' })) {
  const description = descriptionOfRow(row);
  if (row.kind === 'second' && asked.length < questions * 4 && known.has(row.entity)) {
    asked.push({ entity: row.entity, description });
    continue;
  }
  known.add(row.entity);
  batch.push({ patient: row.id, entity: row.entity, person: randomUUID(), description });
  if (batch.length === STEP) await flush();
}
await flush();
await analyse();
const loading = (performance.now() - began) / 1000;

const every = Math.max(1, Math.floor(asked.length / questions));
const chosen = asked.filter((_, n) => n % every === 0).slice(0, questions);
const times: number[] = [];
let found = 0;
let foundFirst = 0;
for (const one of chosen) {
  const before = performance.now();
  const matches = await within((tx) => matchOnline(tx, one.description));
  times.push(performance.now() - before);
  const place = matches.findIndex((match) => entities.get(match.patient) === one.entity);
  if (place >= 0) found += 1;
  if (place === 0) foundFirst += 1;
}
times.sort((a, b) => a - b);
const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const result = { bench: 'person-online', machine: machine(), persons, stored, loadingSeconds: loading, questions: chosen.length, ms: { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: at(1) }, foundShare: found / chosen.length, foundFirstShare: foundFirst / chosen.length };
writeFileSync(new URL('./results/person-online.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${stored} descriptions stored in ${loading.toFixed(0)} s; ${chosen.length} questions: p50 ${result.ms.p50.toFixed(1)} ms, p95 ${result.ms.p95.toFixed(1)} ms, p99 ${result.ms.p99.toFixed(1)} ms; the right person is shown ${(result.foundShare * 100).toFixed(1)} %, first ${(result.foundFirstShare * 100).toFixed(1)} %\n`);
await opened.close();
rmSync(folder, { recursive: true, force: true });

async function flush(): Promise<void> {
  const rows = batch;
  batch = [];
  stored += rows.length;
  for (const row of rows) entities.set(row.patient, row.entity);
  const keys = rows.flatMap((row) => [...new Set(blockingKeys(prepare(row.description, knowledge), knowledge))].map((key) => [key, row.patient] as const));
  await within(async (tx) => {
    await tx.run(`insert into person (id, name, folded, born, sex, citizen_id, card, phone, commune, newborn, described_at)
      select id, '', '', '', '', '', '', '', '', false, '' from unnest($1::uuid[]) as id`, [rows.map((row) => row.person)]);
    await tx.run(`insert into person_patient (patient, person, home, facility, patient_number, identity, around, described_at, checked)
      select patient, person, person, '62001', '', identity::jsonb, around::jsonb, '', true from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as t(patient, person, identity, around)`,
    [rows.map((row) => row.patient), rows.map((row) => row.person), rows.map((row) => JSON.stringify(identityOf(row.description))), rows.map((row) => JSON.stringify(aroundOf(row.description)))]);
    await tx.run('insert into patient_key (key, patient) select key, patient from unnest($1::text[], $2::text[]) as t(key, patient) order by key', [keys.map(([key]) => key), keys.map(([, patient]) => patient)]);
  });
  if (stored % 100_000 < STEP) process.stderr.write(`${stored} stored\n`);
}


function identityOf({ name, folded, born, sex, citizenId, paper, cards, insuranceNumbers, phone }: Description) {
  return { name, folded, born, sex, citizenId, paper, cards, insuranceNumbers, phone };
}

function aroundOf({ commune, address, mother, father, ethnic, newborn }: Description) {
  return { commune, address, mother, father, ethnic, newborn };
}

/** Statistics, which the owner of the tables alone may gather. */
async function analyse(): Promise<void> {
  const owner = openDatabase({ url: opened.url, schema: 'province', poolSize: 1 });
  await owner.bookkeeping('bench', (tx) => tx.run('analyze'));
  await owner.close();
}
