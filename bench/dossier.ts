/**
 * B5: reading, checking and pricing a claim file against a plain parse of it (base64 + saxes, nothing done). Bar: at least half the rate.
 * `npm run bench -- dossier [FILE [CATALOGUES]]`; without a file, 2,000 synthetic dossiers in 50 MB are made in the temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { benchFile } from './dossier/file.ts';
import { isPossible, MODES, type Mode } from './dossier/measure.ts';
import { machine, median } from './machine.ts';

const RUNS = 5;
/** As bin/yteso.mjs starts the command line; the same for all modes. */
const NODE_OPTIONS = ['--max-semi-space-size=8'];
const Measurement = z.object({ seconds: z.number(), coldSeconds: z.number(), cpuSeconds: z.number(), maxRssMb: z.number(), counts: z.record(z.string(), z.number()) });
type Measurement = z.infer<typeof Measurement>;

const [file, catalogues = ''] = process.argv.slice(2);
const where = machine();
const input = file === undefined ? benchFile(join(tmpdir(), 'yteso-bench')) : { file, catalogues, bytes: statSync(file).size };
const modes = MODES.filter(isPossible);

function measure(mode: Mode): Measurement {
  const script = fileURLToPath(new URL('./dossier/measure.ts', import.meta.url));
  return Measurement.parse(JSON.parse(execFileSync(process.execPath, [...NODE_OPTIONS, script, mode, input.file, input.catalogues], { encoding: 'utf8' })));
}

const raw = new Map<Mode, Measurement[]>(modes.map((mode) => [mode, []]));
// By turns, so that a busy moment of the machine does not fall on one mode alone.
for (let run = 0; run < RUNS; run += 1) for (const mode of modes) raw.get(mode)?.push(measure(mode));

const rate = (runs: readonly Measurement[]): number => input.bytes / 1e6 / median(runs.map((run) => run.seconds));
const plain = rate(raw.get('plain') ?? []);
const coldOf = (runs: readonly Measurement[]): number => median(runs.map((run) => run.coldSeconds));
const plainCold = coldOf(raw.get('plain') ?? []);
const results = [...raw].map(([mode, runs]) => ({
  mode, megabytesPerSecond: round(rate(runs)), ofPlainParse: round(rate(runs) / plain), coldOfPlainParse: round(plainCold / coldOf(runs)), seconds: round(median(runs.map((run) => run.seconds))),
  cpuSeconds: round(median(runs.map((run) => run.cpuSeconds))), maxRssMb: Math.round(Math.max(...runs.map((run) => run.maxRssMb))), counts: runs[0]?.counts ?? {},
}));
const missing = MODES.filter((mode) => !modes.includes(mode));

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const target = new URL('./results/dossier.json', import.meta.url);
mkdirSync(new URL('./', target), { recursive: true });
writeFileSync(target, `${JSON.stringify({ bench: 'dossier', machine: where, bytes: input.bytes, runs: RUNS, results, missing, raw: Object.fromEntries(raw) }, null, 2)}\n`);
process.stdout.write(`${(input.bytes / 1e6).toFixed(1)} MB, median of ${RUNS}, ${where.cpu}, ${where.node}, load ${where.load.join(' ')}\n`);
for (const one of results) {
  process.stdout.write(`${one.mode.padEnd(18)} ${one.megabytesPerSecond.toFixed(1).padStart(7)} MB/s  ${(one.ofPlainParse * 100).toFixed(0).padStart(4)} %  (first pass ${(one.coldOfPlainParse * 100).toFixed(0)} %)  peak ${one.maxRssMb} MB  ${JSON.stringify(one.counts)}\n`);
}
for (const mode of missing) process.stdout.write(`${mode}: not there yet\n`);
