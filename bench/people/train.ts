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

const examples: Example[] = [];
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
    const at = [0];
    const values = [1];
    for (const field of FIELD_NAMES) {
      const found = place.get(`${field} ${levels[field]}`);
      if (found === undefined) continue;
      at.push(found);
      values.push(1);
    }
    for (const part of RARITY_PARTS) {
      const bits = sharedRarity(part, levels[part], first, second);
      if (bits === 0) continue;
      at.push(placeOf(`rarity ${part}`));
      values.push(bits);
    }
    examples.push({ at, values, label, stands: plain ? SPARSE : 1 });
  }
}
const fitted = fitLogistic(examples, place.size, RIDGE);
const bits = (name: string): number => Math.round(((fitted[placeOf(name)] ?? 0) / Math.LN2) * 1000) / 1000;
const weightsOf = (field: Field): Record<string, number> => Object.fromEntries(FIELDS[field].slice(1).map((level) => [level, bits(`${field} ${level}`)]));
const model: Model & { readonly made: unknown } = {
  made: {
    by: 'bench/people/train.ts', sets: SETS, candidatePairs: pairs, truePairs: examples.filter((one) => one.label).length, ridge: RIDGE,
    method: 'logistic regression over levels, in bits; prior holds among as many descriptions as stand here',
  },
  prior: bits('constant'), among: SETS[0]?.persons ?? 0,
  weights: {
    family: weightsOf('family'), middle: weightsOf('middle'), given: weightsOf('given'), order: weightsOf('order'), birth: weightsOf('birth'), sex: weightsOf('sex'), citizenId: weightsOf('citizenId'),
    oldId: weightsOf('oldId'), insurance: weightsOf('insurance'), phone: weightsOf('phone'), commune: weightsOf('commune'), address: weightsOf('address'), mother: weightsOf('mother'), father: weightsOf('father'), ethnic: weightsOf('ethnic'), kin: weightsOf('kin'),
  },
  rarity: { family: bits('rarity family'), middle: bits('rarity middle'), given: bits('rarity given') }, ask: ASK,
};
const into = new URL('../../domains/person/rules/match/', import.meta.url);
writeFileSync(new URL('model.json', into), `${JSON.stringify(model, null, 2)}\n`);
writeFileSync(new URL('frequencies.json', into), `${JSON.stringify(frequencies)}\n`);
process.stdout.write(`${pairs} candidate pairs, ${examples.filter((one) => one.label).length} true\n${JSON.stringify(model.weights, null, 1)}\n${JSON.stringify(model.rarity)} prior ${model.prior}\n`);
