/**
 * Makes domains/person/rules/match/frequencies.json and model.json from labelled sets whose seeds no measurement uses:
 * `node bench/people/train.ts`. Weights are a logistic regression over the levels of each field (bits), so the sum is a calibrated log-odds.
 */
import { writeFileSync } from 'node:fs';
import { candidatePairs, FIELD_NAMES, FIELDS, frequenciesOf, indexOf, knowledgeOf, levelsOf, RARITY_PARTS, sharedRarity, type Field, type Model } from '#domains/person/rules';
import { fitLogistic, type Example } from './fit.ts';
import { generate, type Settings } from './generate.ts';
import { descriptionOfRow, type Row } from './rows.ts';
import { communeMap } from './world.ts';

const SETS: readonly Settings[] = ['train-1', 'train-2', 'train-3'].flatMap((seed) => [{ seed, persons: 100_000, province: '62' }, { seed, persons: 100_000, province: '12' }] as const);
const RIDGE = 0.5;
/** Of the many pairs that are plainly of two people, each so many stand as one. */
const SPARSE = 25;
const ASK = 0.12;

const rowsOf = (settings: Settings): Row[] => [...generate(settings)];
const sets = SETS.map(rowsOf);
const communes = communeMap();
// Each province counts its own names; rare ones stay unlisted, as they do in life. The list for a province that has counted nothing yet is of all.
const counted = (rows: readonly Row[]) => frequenciesOf(rows.map((row) => row.name), Math.ceil(rows.length / 6000));
const frequencies = counted(sets.flat());

const place = new Map<string, number>();
const placeOf = (name: string): number => {
  const known = place.get(name);
  if (known !== undefined) return known;
  place.set(name, place.size);
  return place.size - 1;
};
placeOf('constant');
for (const field of FIELD_NAMES) for (const level of FIELDS[field].slice(1)) placeOf(`${field} ${level}`);
for (const part of RARITY_PARTS) placeOf(`rarity ${part}`);

/** Features by name: those that are 1, then those with a number. */
interface Seen { readonly names: readonly string[]; readonly bits: readonly (readonly [string, number])[]; readonly label: boolean; readonly stands: number }

const seen: Seen[] = [];
let pairs = 0;
for (const rows of sets) {
  const knowledge = knowledgeOf({ communes, frequencies: counted(rows) });
  const index = indexOf(rows.map((row) => ({ id: row.id, description: descriptionOfRow(row) })), knowledge);
  for (const [a, b] of candidatePairs(index)) {
    const [first, second] = [index.people[a], index.people[b]];
    if (!first || !second || first.newborn || second.newborn) continue;
    pairs += 1;
    const levels = levelsOf(first, second, knowledge);
    const label = rows[a]?.entity === rows[b]?.entity;
    const plain = !label && (levels.given === 'different' || levels.birth === 'far');
    if (plain && pairs % SPARSE !== 0) continue;
    seen.push({
      names: FIELD_NAMES.map((field) => `${field} ${levels[field]}`).filter((name) => place.has(name)),
      bits: RARITY_PARTS.map((part) => [`rarity ${part}`, sharedRarity(part, levels[part], first, second)] as const).filter(([, bits]) => bits > 0),
      label, stands: plain ? SPARSE : 1,
    });
  }
}

/** A name that agrees less never weighs more: where the sets would have it so (they know few rare names), the level is taken together with `same`. */
const together = new Set<string>();
const LESSER = ['family', 'middle', 'given'].flatMap((part) => ['accents', 'tones', 'initial', 'slip'].map((level) => [`${part} ${level}`, `${part} same`] as const));
const featureOf = (name: string): number => placeOf(together.has(name) ? name.replace(/ .*/, ' same') : name);
const fit = (): Float64Array => fitLogistic(seen.map(({ names, bits, label, stands }): Example => ({
  at: [0, ...names.map(featureOf), ...bits.map(([name]) => placeOf(name))], values: [1, ...names.map(() => 1), ...bits.map(([, value]) => value)], label, stands,
})), place.size, RIDGE);
let fitted = fit();
for (;;) {
  const wrong = LESSER.filter(([less, same]) => !together.has(less) && (fitted[placeOf(less)] ?? 0) > (fitted[placeOf(same)] ?? 0));
  if (wrong.length === 0) break;
  for (const [less] of wrong) together.add(less);
  fitted = fit();
}
const bits = (name: string): number => Math.round(((fitted[featureOf(name)] ?? 0) / Math.LN2) * 1000) / 1000;
const weightsOf = (field: Field): Record<string, number> => Object.fromEntries(FIELDS[field].slice(1).map((level) => [level, bits(`${field} ${level}`)]));
const birth = weightsOf('birth');
// The sets know births to the day or the year; a month lies between.
birth['month'] = ((birth['day'] ?? 0) + (birth['year'] ?? 0)) / 2;
const model: Model & { readonly made: unknown } = {
  made: {
    by: 'bench/people/train.ts', sets: SETS, candidatePairs: pairs, truePairs: seen.filter((one) => one.label).length, ridge: RIDGE,
    together: [...together], method: 'logistic regression over levels, in bits; prior holds among as many descriptions as stand here',
  },
  prior: bits('constant'), among: SETS[0]?.persons ?? 0,
  weights: {
    family: weightsOf('family'), middle: weightsOf('middle'), given: weightsOf('given'), order: weightsOf('order'), birth, sex: weightsOf('sex'), citizenId: weightsOf('citizenId'),
    oldId: weightsOf('oldId'), insurance: weightsOf('insurance'), phone: weightsOf('phone'), commune: weightsOf('commune'), address: weightsOf('address'), mother: weightsOf('mother'), father: weightsOf('father'), ethnic: weightsOf('ethnic'), kin: weightsOf('kin'),
  },
  rarity: { family: bits('rarity family'), middle: bits('rarity middle'), given: bits('rarity given') }, ask: ASK,
};
const into = new URL('../../domains/person/rules/match/', import.meta.url);
writeFileSync(new URL('model.json', into), `${JSON.stringify(model, null, 2)}\n`);
writeFileSync(new URL('frequencies.json', into), `${JSON.stringify(frequencies)}\n`);
process.stdout.write(`${pairs} candidate pairs, ${seen.filter((one) => one.label).length} true\n${JSON.stringify(model.weights, null, 1)}\n${JSON.stringify(model.rarity)} prior ${model.prior}\n`);
