import { addDays, dayToTime } from '#platform/catalogue/rules';
import { OLD_PROVINCE, PROVINCE, type Facility } from './facilities.ts';
import { nameOf, surnameOf, type Sex } from './names.ts';
import type { Random } from './random.ts';
import type { Commune, World } from './world.ts';

export interface Card {
  /** Fifteen characters. */
  readonly number: string;
  /** Group, e.g. `DT`. */
  readonly group: string;
  /** Benefit digit. */
  readonly digit: string;
  readonly registeredAt: string;
  readonly from: string;
  readonly to: string;
  /** Day of five continuous years; '' when not reached. */
  readonly fiveYears: string;
  /** K1…K3 or ''. */
  readonly region: string;
}

export interface Person {
  readonly index: number;
  readonly name: string;
  readonly sex: Sex;
  /** yyyyMMddHHmm as the standard writes it: year only → `19650000` + `0000`. */
  readonly born: string;
  readonly bornDay: string;
  readonly ethnic: string;
  readonly citizenId: string;
  readonly phone: string;
  readonly commune: Commune;
  readonly address: string;
  readonly occupation: string;
  readonly card: Card | null;
  readonly weightKg: number;
  readonly chronic: readonly string[];
  readonly mother: Person | null;
}

const GROUPS: readonly { group: string; digit: string; weight: number }[] = [
  { group: 'DT', digit: '2', weight: 34 }, { group: 'HN', digit: '2', weight: 14 }, { group: 'CN', digit: '2', weight: 6 },
  { group: 'GD', digit: '4', weight: 14 }, { group: 'DN', digit: '4', weight: 9 }, { group: 'HC', digit: '4', weight: 6 },
  { group: 'HT', digit: '3', weight: 6 }, { group: 'CB', digit: '2', weight: 3 }, { group: 'CC', digit: '1', weight: 1 },
];

const WORKING = new Set(['DN', 'HC', 'HT', 'CB', 'CC']);

/** People by the pyramid and ethnic shares of the former province; about one in twelve is uninsured, one in seven knows only the year of birth. */
export function makePeople(world: World, facilities: readonly Facility[], random: Random, count: number, today: string): Person[] {
  const people: Person[] = [];
  for (let index = 1; index <= count; index += 1) people.push(makePerson(world, facilities, random.fork(`person-${index}`), index, today, people));
  return people;
}

function makePerson(world: World, facilities: readonly Facility[], random: Random, index: number, today: string, before: readonly Person[]): Person {
  const sex: Sex = random.chance(0.5) ? 'm' : 'f';
  const band = random.weighted(world.pyramid, (p) => (sex === 'm' ? p.male : p.female));
  const age = band.fromAge + random.between(0, 4);
  const bornDay = addDays(today, -Math.round(age * 365.25) - random.between(1, 364));
  const mother = age < 15 ? motherFor(before, random, today) : null;
  const ethnic = mother?.ethnic ?? random.weighted(world.ethnicWeights, (e) => e.weight).code;
  const commune = mother?.commune ?? random.pick(world.communes);
  const yearOnly = age >= 45 && random.chance(0.3);
  return {
    index, sex, ethnic, commune, mother, bornDay,
    name: nameOf(world, random, ethnic, sex, mother ? surnameOf(mother.name) : undefined),
    born: yearOnly ? `${bornDay.slice(0, 4)}00000000` : `${bornDay}${age < 1 ? '0745' : '0000'}`,
    citizenId: citizenId(random, sex, bornDay),
    phone: age < 15 ? (mother?.phone ?? '') : `09${random.digits(8)}`,
    address: `Thôn ${random.between(1, 12)}, ${commune.name}, ${commune.provinceName}`,
    // The list of occupations is known only to its second level, the standard wants the fifth: no occupation is the one code that is sure.
    occupation: '00000',
    card: cardFor(random, facilities, commune, age, ethnic, today),
    weightKg: weightFor(random, age),
    chronic: chronicFor(random, age),
  };
}

function motherFor(before: readonly Person[], random: Random, today: string): Person | null {
  const women = before.filter((p) => p.sex === 'f' && ageAt(p.bornDay, today) >= 20 && ageAt(p.bornDay, today) <= 45);
  return women.length > 0 && random.chance(0.85) ? random.pick(women) : null;
}

/** Twelve digits: birth province, century and sex, year, random (evidence only, never a check). */
export function citizenId(random: Random, sex: Sex, bornDay: string): string {
  const century = Number(bornDay.slice(0, 2)) - 19;
  return `0${OLD_PROVINCE}${century * 2 + (sex === 'm' ? 0 : 1)}${bornDay.slice(2, 4)}${random.digits(6)}`;
}

function cardFor(random: Random, facilities: readonly Facility[], commune: Commune, age: number, ethnic: string, today: string): Card | null {
  if (age >= 6 && random.chance(0.08)) return null;
  const choice = age < 6 ? { group: 'TE', digit: '1' } : age < 22 && random.chance(0.6) ? { group: 'HS', digit: '4' } : random.weighted(GROUPS.filter((g) => age >= 18 || !WORKING.has(g.group)), (g) => g.weight);
  const near = facilities.find((f) => f.kind === 'station' && f.commune === commune.code) ?? random.pick(facilities.filter((f) => f.kind !== 'hospital'));
  const year = today.slice(0, 4);
  return {
    number: `${choice.group}${choice.digit}${PROVINCE}${random.digits(9)}${random.between(1, 9)}`,
    group: choice.group, digit: choice.digit, registeredAt: near.code,
    from: `${year}0101`, to: `${year}1231`,
    fiveYears: age > 6 && random.chance(0.6) ? `20${random.between(17, 24)}0${random.between(1, 9)}01` : '',
    region: ethnic !== '01' && random.chance(0.5) ? random.pick(['K1', 'K2']) : '',
  };
}

function weightFor(random: Random, age: number): number {
  return age < 1 ? random.between(4, 9) : age < 15 ? 8 + age * 2 + random.between(0, 4) : random.between(42, 72);
}

function chronicFor(random: Random, age: number): string[] {
  const diseases: string[] = [];
  if (age >= 45 && random.chance(0.35)) diseases.push('I10');
  if (age >= 45 && random.chance(0.15)) diseases.push('E11.9');
  return diseases;
}

/** Whole years on the day. */
export function ageAt(bornDay: string, day: string): number {
  return Math.floor((dayToTime(day) - dayToTime(bornDay)) / (365.25 * 86_400_000));
}
