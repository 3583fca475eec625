/**
 * One de-duplication in a process of its own, timed and scored: `measure.ts SEED PERSONS PROVINCE` prints one line of JSON.
 * The lines are made anew for each pass, as a cursor over a table would bring them; the time of the making is measured alone and told beside.
 */
import { candidatePairs, decisions, frequenciesOf, groupAll, indexOf, knowledgeOf } from '#domains/person/rules';
import { generate, type Settings } from './generate.ts';
import { descriptionOfRow } from './rows.ts';
import { blockingRecall, calibration, scoreOf, truePairs, type Label } from './score.ts';
import { communeMap } from './world.ts';

const [seed = 'test-1', persons = '100000', province = '62'] = process.argv.slice(2);
const settings: Settings = { seed, persons: Number(persons), province: province === '12' ? '12' : '62' };
const times: Record<string, { wall: number; cpuMs: number }> = {};

function timed<T>(name: string, work: () => T): T {
  const before = { wall: performance.now(), cpu: process.cpuUsage() };
  const result = work();
  const cpu = process.cpuUsage(before.cpu);
  times[name] = { wall: (performance.now() - before.wall) / 1000, cpuMs: Math.round((cpu.user + cpu.system) / 1000) };
  return result;
}

function* map<A, B>(items: Iterable<A>, change: (item: A) => B): Generator<B> {
  for (const item of items) yield change(item);
}

const labels: Label[] = [];
const facts = { second: 0, yearOnly: 0, newborns: 0, sexMissing: 0 };
timed('make', () => {
  for (const { id, entity, kind, truth_ethnic, born, sex } of generate(settings)) {
    labels.push({ id, entity, kind, truth_ethnic });
    if (kind === 'second') facts.second += 1;
    if (kind === 'newborn') facts.newborns += 1;
    if (sex === '3') facts.sexMissing += 1;
    if (/^\d{4}0(?:000|101)/.test(born)) facts.yearOnly += 1;
  }
});
const communes = communeMap();
const frequencies = timed('count names', () => frequenciesOf(map(generate(settings), (row) => row.name), Math.ceil(labels.length / 6000)));
const knowledge = knowledgeOf({ communes, frequencies, persons: labels.length });
const index = timed('prepare and block', () => indexOf(map(generate(settings), (row) => ({ id: row.id, description: descriptionOfRow(row) })), knowledge));
const decided = timed('compare', () => [...decisions(index, knowledge)]);
const outcome = timed('group', () => groupAll(index, decided, knowledge));
const maxRssMb = Math.round(process.resourceUsage().maxRSS / 1024);

const made = times['make'] ?? { wall: 0, cpuMs: 0 };
const work = ['count names', 'prepare and block', 'compare', 'group'].map((name) => times[name] ?? made);
const total = { wall: work.reduce((sum, one) => sum + one.wall, 0), cpuMs: work.reduce((sum, one) => sum + one.cpuMs, 0) };
let pairs = 0;
for (const _ of candidatePairs(index)) pairs += 1;
let [largest, members] = [0, 0];
for (let k = 0; k + 1 < index.starts.length; k += 1) {
  const size = (index.starts[k + 1] ?? 0) - (index.starts[k] ?? 0);
  largest = Math.max(largest, size);
  members += size;
}
const numbersOf = new Map<string, Set<string>>();
for (const row of generate(settings)) numbersOf.set(row.id, new Set([row.paper, row.cards.slice(-10)].filter((one) => one !== '')));
const truth = truePairs(labels);
const numbers = (place: number): ReadonlySet<string> => numbersOf.get(labels[place]?.id ?? '') ?? new Set();
const sharesNone = truth.filter(([a, b]) => [...numbers(a)].every((one) => !numbers(b).has(one))).length;

process.stdout.write(`${JSON.stringify({
  settings, rows: labels.length,
  set: { secondShare: facts.second / labels.length, yearOnlyShare: facts.yearOnly / labels.length, sexMissing: facts.sexMissing / labels.length, newborns: facts.newborns, truePairsWithoutSharedIdentifier: sharesNone / truth.length },
  seconds: { with_reading: total.wall, alone: total.wall - 2 * made.wall }, cpuMs: { with_reading: total.cpuMs, alone: total.cpuMs - 2 * made.cpuMs }, maxRssMb, times,
  blocking: { pairs, blocks: index.starts.length - 1, largest, meanSize: members / (index.starts.length - 1), dropped: index.dropped, recall: blockingRecall(labels, index) },
  comparedPerSecond: pairs / (times['compare']?.wall ?? Number.NaN),
  all: scoreOf(labels, decided, outcome), minority: scoreOf(labels, decided, outcome, { truth: (row) => row.truth_ethnic !== '01' }), calibration: calibration(labels, decided),
})}\n`);
