/** A process of its own for each measurement: `measure.ts NAME SECONDS [NDJSON]`; prints one JSON object. */
import { BASES, INVARIANTS, spoiled, STRUCTURE } from '#platform/fhir/testing';
import { corpus } from './corpus.ts';
import { load, NAMES } from './validators.ts';

const [wanted, seconds = '3', path] = process.argv.slice(2);
const name = NAMES.find((one) => one === wanted);
if (name === undefined) throw new Error(`one of ${NAMES.join(', ')}`);
const resources = corpus(path).map((one) => one.resource);

const began = performance.now();
const before = process.memoryUsage.rss();
const say = load(name);
const [first] = resources;
if (first) say(first);
const loadMs = performance.now() - began;

let refused = 0;
const pass = (): void => {
  refused = 0;
  for (const resource of resources) if (say(resource).length > 0) refused += 1;
};
for (let i = 0; i < 3; i += 1) pass();

const start = process.cpuUsage();
const cpu = (): number => {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};
let passes = 0;
do {
  pass();
  passes += 1;
} while (cpu() < Number(seconds));
const cpuSeconds = cpu();

/** Single faults found, by kind: of how many, and how many. */
const faults = new Map<string, [all: number, found: number]>();
for (const mutant of [...STRUCTURE, ...INVARIANTS]) {
  const [all, found] = faults.get(mutant.area) ?? [0, 0];
  faults.set(mutant.area, [all + 1, found + (say(spoiled(mutant)).length > 0 ? 1 : 0)]);
}
const falseAlarms = Object.values(BASES).filter((base) => say(structuredClone(base)).length > 0).length;
process.stdout.write(JSON.stringify({ loadMs, rssMb: (process.memoryUsage.rss() - before) / 2 ** 20, resources: resources.length, passes, cpuSeconds, refused, falseAlarms, faults: Object.fromEntries(faults) }));
