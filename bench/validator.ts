/**
 * B4: how many resources a second of processor time a validator checks, ours and three others, on the same resources in the same run.
 * `npm run bench -- validator [NDJSON or folder of it [NAME of its results]]`; without one, the official examples. Also: how many of our single faults each finds.
 * Bar: 16,000, and five times the library that does comparable work.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { machine, median } from './machine.ts';
import { installPeers, NAMES, type Name } from './validator/validators.ts';

const RUNS = 3;
const CPU_SECONDS = 3;
/** It alone, of the others, has constraints, and so does comparable work. */
const COMPARABLE: Name = '@medplum/core';

const Measurement = z.object({ loadMs: z.number(), rssMb: z.number(), resources: z.number(), passes: z.number(), cpuSeconds: z.number(), refused: z.number(), falseAlarms: z.number(), faults: z.record(z.string(), z.tuple([z.number(), z.number()])) });
type Measurement = z.infer<typeof Measurement>;

const [path = '', named = ''] = process.argv.slice(2);
const where = machine();
installPeers();
const script = fileURLToPath(new URL('./validator/measure.ts', import.meta.url));
const measure = (name: Name): Measurement => Measurement.parse(JSON.parse(execFileSync(process.execPath, [script, name, String(CPU_SECONDS), path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })));

const raw = new Map<Name, (Measurement & { load: number })[]>(NAMES.map((name) => [name, []]));
// By turns, so that a busy moment of the machine does not fall on one alone.
for (let run = 0; run < RUNS; run += 1) for (const name of NAMES) raw.get(name)?.push({ ...measure(name), load: Math.round((loadavg()[0] ?? 0) * 100) / 100 });

const rate = (name: Name): number => median((raw.get(name) ?? []).map((one) => (one.resources * one.passes) / one.cpuSeconds));
const own = rate('yteso');
const results = NAMES.map((name) => {
  const [one] = raw.get(name) ?? [];
  return { name, resourcesPerCpuSecond: Math.round(rate(name)), microseconds: Math.round(1e8 / rate(name)) / 100, ofYteso: Math.round((rate(name) / own) * 100) / 100, loadMs: Math.round(one?.loadMs ?? 0), refused: one?.refused ?? 0, resources: one?.resources ?? 0, faultsFound: total(one, 1), faults: total(one, 0), validRefused: one?.falseAlarms ?? 0 };
});

function total(one: Measurement | undefined, which: 0 | 1): number {
  return Object.values(one?.faults ?? {}).reduce((sum, counts) => sum + counts[which], 0);
}

const target = new URL(`./results/validator${named === '' ? '' : `-${named}`}.json`, import.meta.url);
mkdirSync(new URL('./', target), { recursive: true });
if (path === '' || named !== '') writeFileSync(target, `${JSON.stringify({ bench: 'validator', machine: where, corpus: path === '' ? 'hl7.fhir.r4.examples@4.0.1' : named, runs: RUNS, results, timesComparable: Math.round((own / rate(COMPARABLE)) * 100) / 100, raw: Object.fromEntries(raw) }, null, 2)}\n`);
process.stdout.write(`${results[0]?.resources ?? 0} resources, median of ${RUNS} by processor time, ${where.cpu}, ${where.node}, load ${where.load.join(' ')}\n`);
for (const one of results) {
  process.stdout.write(`${one.name.padEnd(14)} ${String(one.resourcesPerCpuSecond).padStart(8)} /s  ${one.microseconds.toFixed(1).padStart(8)} µs  ${one.ofYteso.toFixed(2).padStart(6)} of yteso  loads in ${one.loadMs} ms  refuses ${one.refused}${one.name.includes('extract') ? '' : `, finds ${one.faultsFound} of ${one.faults} single faults`}\n`);
}
process.stdout.write(`yteso is ${(own / rate(COMPARABLE)).toFixed(1)} times ${COMPARABLE}\n`);
