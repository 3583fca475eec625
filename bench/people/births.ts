import { randomOf } from '#domains/synthetic/rules';
import { compare, dedupe, knowledgeOf, prepare, type Entry } from '#domains/person/rules';
import { makeNewborn } from './newborns.ts';
import { makeHousehold } from './persons.ts';
import { descriptionOfRow, writeRow, type Row } from './rows.ts';
import { communeMap, worldOf } from './world.ts';

export interface BirthFigures {
  births: number;
  /** Born children who were not known as newborn by age, category, card or name. */
  unknown: number;
  /** Newborns that joined anybody, by comparing with their household and in the de-duplication of all. */
  joined: number;
  /** Newborns about whom a clerk is asked, and of these beside a parent. */
  asked: number;
  askedAboutParent: number;
}

/** Households are de-duplicated together, so many at once. */
const TOGETHER = 20_000;

/** Births among households with all papers, as wards write them; every child against its household and against all. @param tell called after each part */
export function tryBirths(seed: string, births: number, tell: (figures: BirthFigures) => void = () => undefined): BirthFigures {
  const world = worldOf('62');
  const knowledge = knowledgeOf({ communes: communeMap() });
  const figures: BirthFigures = { births: 0, unknown: 0, joined: 0, asked: 0, askedAboutParent: 0 };
  let number = 0;
  const next = (): string => String(number += 1).padStart(8, '0');
  for (let household = 1; figures.births < births;) {
    const rows: Row[] = [];
    for (let children = 0; children < TOGETHER && figures.births < births; household += 1) {
      const random = randomOf(`${seed}/${household}`);
      const people = makeHousehold(world, random, household, number + 1, []);
      const babies = makeNewborn(random, people, number + 1000, next);
      if (babies.length === 0) continue;
      children += babies.length;
      figures.births += babies.length;
      figures.unknown += babies.filter((baby) => baby.newborn === '').length;
      const family = people.map((human) => writeRow(world, random, human, { id: next(), kind: 'first', papers: { citizen: true, old: true, card: true }, kin: [], moved: false }));
      for (const baby of babies) {
        const child = prepare(descriptionOfRow(baby), knowledge);
        if (family.some((one) => compare(child, prepare(descriptionOfRow(one), knowledge), knowledge).decision === 'join')) figures.joined += 1;
      }
      rows.push(...family, ...babies);
    }
    count(rows, figures);
    tell(figures);
  }
  return figures;

  function count(rows: readonly Row[], into: BirthFigures): void {
    const kind = new Map(rows.map((row) => [row.id, row.kind]));
    const isBaby = (id: string): boolean => kind.get(id) === 'newborn';
    const { groups, questions } = dedupe(rows.map((row): Entry => ({ id: row.id, description: descriptionOfRow(row) })), knowledge);
    into.joined += groups.filter((ids) => ids.some(isBaby)).length;
    const asked = questions.filter(({ a, b }) => isBaby(a) || isBaby(b));
    into.asked += asked.length;
    into.askedAboutParent += asked.filter(({ a, b }) => !isBaby(a) || !isBaby(b)).length;
  }
}
