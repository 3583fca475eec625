import { addDays } from '#platform/catalogue/rules';
import type { Random } from '#domains/synthetic/rules';
import { isNewborn } from '#domains/person/rules';
import { TODAY, type Human } from './persons.ts';
import type { Row } from './rows.ts';

/** The category of a newborn without a card. */
const CATEGORY = '1.7';

/**
 * A birth as a ward writes it before the child has papers: under the mother's or father's name, 'con bà …', with a parent's citizen number, card and phone,
 * birth to the day or only the year. One in seventy is of twins.
 * @param entity number of the first child
 */
export function makeNewborn(random: Random, household: readonly Human[], entity: number, next: () => string): Row[] {
  const women = household.filter((one) => one.sex === 'f' && one.born > '19790000' && one.born < '20090000');
  const mother = women[0];
  if (mother === undefined) return [];
  const father = household.find((one) => one.sex === 'm' && one.born < '20060000');
  const children = random.chance(1 / 70) ? 2 : 1;
  const visit = addDays(TODAY, -random.between(0, 300));
  const born = addDays(visit, -random.between(0, 28));
  const parent = father !== undefined && random.chance(0.15) ? father : mother;
  return Array.from({ length: children }, (_, child): Row => {
    const way = random.between(0, 9);
    const name = way < 4 ? `Con bà ${mother.name}` : way < 6 ? mother.name : way < 7 ? `CB ${mother.name}` : way < 8 ? parent.name : `Bé ${random.pick(['trai', 'gái'])} ${mother.name}`;
    const card = random.chance(0.5) ? parent.card : random.chance(0.4) ? `TE1${parent.card.slice(3, 5)}${random.digits(10)}` : '';
    const yearOnly = random.chance(0.05);
    const category = yearOnly || random.chance(0.6) ? CATEGORY : '1.1';
    const written = yearOnly ? `${born.slice(0, 4)}00000000` : `${born}${String(random.between(0, 23)).padStart(2, '0')}30`;
    const arrival = { name, born: yearOnly ? born.slice(0, 4) : born, on: visit, cards: card === '' ? [] : [card], category, days: 28, newbornCategory: CATEGORY };
    return {
      id: next(), entity: String(entity + child), kind: 'newborn', name, born: written, sex: random.chance(0.2) ? '3' : random.pick(['1', '2']),
      paper: random.chance(0.4) ? parent.citizenId : '', cards: card, phone: random.chance(0.7) ? parent.phone : '',
      commune: random.chance(0.5) ? mother.commune.new : mother.commune.old, address: mother.address, mother: random.chance(0.6) ? mother.name : '', father: random.chance(0.3) ? (father?.name ?? '') : '',
      ethnic: mother.ethnic, truth_ethnic: mother.ethnic, newborn: isNewborn(arrival) ? '1' : '',
    };
  });
}
