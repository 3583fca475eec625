/**
 * How the search index of the record lies best: arrays under GIN on the resource's row against narrow tables. The same resources are loaded each way
 * (one statement a bundle, history left out of both), then twenty typical searches and upserts by identifier are run on the full table.
 * `npm run bench -- layout [PATIENTS]` (default 25600: about a million resources).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { startTrialCluster } from './layout/cluster.ts';
import { arrays } from './layout/arrays.ts';
import { narrow } from './layout/narrow.ts';
import { CONDITION_CODES, DAY, DAYS, FACILITIES, OBSERVATION_CODES, START, family, given, rank, samples } from './layout/data.ts';
import type { Sample } from './layout/data.ts';
import type { Ask, Layout } from './layout/layout.ts';
import { machine } from './machine.ts';
import { cpuOf } from './record/processes.ts';

const patients = Number(process.argv[2] ?? 25_600);
const BUNDLE = 300;
const ROUNDS = 100;
const say = (line: string): void => { process.stderr.write(`${line}\n`); };
const folder = mkdtempSync(join(tmpdir(), 'yteso-layout-'));
const cluster = await startTrialCluster(folder);
const results = [];
for (const layout of [arrays, narrow]) results.push(await trial(layout));
await cluster.stop();
rmSync(folder, { recursive: true, force: true });
writeFileSync(new URL('./results/layout.json', import.meta.url), `${JSON.stringify({ bench: 'layout', machine: machine(), patients, rounds: ROUNDS, layouts: results }, null, 2)}\n`);

async function trial(layout: Layout) {
  const client = await open();
  await client.query(`drop schema if exists trial cascade; create schema trial; create extension if not exists pg_trgm with schema public; set search_path = trial, public; ${layout.schema}`);
  const before = cpuOf(cluster.pid);
  const own = process.cpuUsage();
  const began = performance.now();
  let count = 0;
  let bundle: Sample[] = [];
  for (const sample of samples(patients)) {
    bundle.push(sample);
    if (bundle.length < BUNDLE) continue;
    await layout.write(client, bundle);
    count += bundle.length;
    if (count % 90_000 === 0) say(`${layout.name}: ${count} resources, ${(count / (performance.now() - began) * 1000).toFixed(0)} a second`);
    bundle = [];
  }
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage(own);
  const load = { resources: count, seconds, perSecond: count / seconds, postgresCpuMsPer1000: (cpuOf(cluster.pid) - before) / count * 1000, clientCpuMsPer1000: (used.user + used.system) / count };
  await client.query('vacuum analyze');
  const disk = await sizes(client);
  say(`${layout.name}: loaded ${load.perSecond.toFixed(0)} a second, ${load.postgresCpuMsPer1000.toFixed(0)} CPU-ms per 1,000; ${JSON.stringify(disk)}`);
  const searches: Record<string, object> = {};
  for (const [name, query] of Object.entries(layout.queries)) {
    searches[name] = await measure(client, query);
    say(`${layout.name}: ${name} ${JSON.stringify({ ...searches[name], plan: undefined })}`);
  }
  const upserts = await upsert(layout, client);
  say(`${layout.name}: upserts ${JSON.stringify(upserts)}`);
  await client.end();
  return { layout: layout.name, load, disk, searches, upserts };
}

async function open(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: cluster.url, options: '-c search_path=trial,public' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

function ask(n: number): Ask {
  const fraction = (n * 0.618_033_988_749) % 1;
  const from = START + Math.floor(fraction * DAYS) * DAY;
  return {
    patient: `p${Math.floor(((n * 0.754_877_666) % 1) * patients)}`, observation: `o${rank(fraction, OBSERVATION_CODES)}`, condition: `c${rank(fraction, CONDITION_CODES)}`, drug: `d${rank(fraction, 500)}`,
    facility: `f${rank(fraction, FACILITIES)}`, family: family(n), given: given(n * 7), birth: Date.UTC(1940 + (n % 84), n % 12, 1 + (n % 28)), from, to: from + 90 * DAY, value: fraction * 1000,
  };
}

async function measure(client: pg.Client, query: (ask: Ask) => { sql: string; params: readonly unknown[] }) {
  const times: number[] = [];
  let rows = 0;
  for (let n = 1; n <= ROUNDS; n += 1) {
    const { sql, params } = query(ask(n));
    const began = performance.now();
    rows += (await client.query(sql, [...params])).rows.length;
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const { sql, params } = query(ask(1));
  const plan = await client.query<Record<string, string>>(`explain (analyze, buffers, timing off, summary off) ${sql}`, [...params]);
  return { p50: times[Math.floor(ROUNDS * 0.5)], p95: times[Math.floor(ROUNDS * 0.95)], rows: rows / ROUNDS, plan: plan.rows.map((row) => row['QUERY PLAN']) };
}

/** Two clients change patients found by an identifier, while a third writes new bundles. */
async function upsert(layout: Layout, writer: pg.Client) {
  const times: number[] = [];
  let writing = true;
  const existing: Sample[] = [];
  for (const sample of samples(400)) if (sample.type === 'Patient') existing.push(sample);
  const background = (async () => {
    let bundle: Sample[] = [];
    for (const sample of samples(3000, 'more')) {
      if (!writing) return;
      bundle.push({ ...sample, id: `n${sample.id}`, identifiers: [] });
      if (bundle.length === BUNDLE) {
        await layout.write(writer, bundle);
        bundle = [];
      }
    }
  })();
  const clients = await Promise.all([open(), open()]);
  await Promise.all(clients.map(async (client, index) => {
    for (let n = index; n < 1000; n += 2) {
      const sample = existing[n % existing.length];
      if (sample === undefined) continue;
      const began = performance.now();
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [sample.identifiers[1]?.value]);
      await client.query('select r.id, r.version from resource_identifier i join resource r on r.rid = i.rid where i.system = $1 and i.value = $2 and i.type = $3', ['card', sample.identifiers[1]?.value, 'Patient']);
      await layout.write(client, [{ ...sample, content: `${sample.content} ` }]);
      await client.query('commit');
      times.push(performance.now() - began);
    }
  }));
  writing = false;
  await background;
  for (const client of clients) await client.end();
  times.sort((a, b) => a - b);
  return { count: times.length, p50: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
}

async function sizes(client: pg.Client): Promise<Record<string, number>> {
  const row = z.object({ name: z.string(), megabytes: z.number() });
  const found = await client.query<Record<string, unknown>>(
    `select c.relname as name, round(pg_relation_size(c.oid) / 1e6)::int as megabytes from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'trial' and c.relkind in ('r', 'i') order by 1`);
  const all = found.rows.map((one) => row.parse(one));
  return { total: all.reduce((sum, one) => sum + one.megabytes, 0), ...Object.fromEntries(all.map((one) => [one.name, one.megabytes])) };
}
