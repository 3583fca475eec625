import { addDays } from '#platform/catalogue/rules';
import type { Random } from '#domains/synthetic/rules';
import { isOneEdit } from '#domains/person/rules';
import { familyOf, fullName, givenName, middleName } from './names.ts';
import { bare } from './slips.ts';
import { CITIZEN_PLACE, type Commune, type Sex, type World } from './world.ts';

/** One who lives, as he truly is. */
export interface Human {
  readonly entity: number;
  readonly household: number;
  readonly sex: Sex;
  readonly name: string;
  /** yyyyMMdd */
  readonly born: string;
  readonly ethnic: string;
  readonly commune: Commune;
  readonly address: string;
  readonly phone: string;
  readonly citizenId: string;
  readonly oldId: string;
  readonly card: string;
  readonly mother: string;
  readonly father: string;
  readonly isTwin: boolean;
}

/** The day of the set: nobody is born later. */
export const TODAY = '20261101';
const THIS_YEAR = Number(TODAY.slice(0, 4));

/** Stated in the README. */
export const RATES = { twins: 0.015, namesake: 0.006, namedAsFather: 0.004, alikeTwin: 0.25, sharedPhone: 0.35 } as const;

/** One household: a couple by the pyramid, their children, sometimes a grandparent. Namesakes of neighbours are made from `recent`, people of the same commune. */
export function makeHousehold(world: World, random: Random, household: number, entity: number, recent: readonly Human[]): Human[] {
  const commune = world.communes[household % world.communes.length] ?? random.pick(world.communes);
  const address = `Thôn ${random.between(1, 14)}, ${commune.name}`;
  const phone = phoneOf(random);
  const ethnic = world.ethnic(random);
  const people: Human[] = [];
  const add = (sex: Sex, born: string, name: string, parents: { mother: string; father: string }, isTwin = false): Human => {
    const copied = recent.length > 0 && random.chance(RATES.namesake) ? recent.filter((one) => one.sex === sex) : [];
    const namesake = copied.length > 0 ? random.pick(copied) : undefined;
    const year = Number(born.slice(0, 4));
    const grown = THIS_YEAR - year >= 15;
    const person: Human = {
      entity: entity + people.length, household, sex, ethnic: namesake?.ethnic ?? ethnic, commune, address, isTwin, ...parents,
      name: namesake?.name ?? name, born: namesake ? bornLike(random, namesake.born) : born,
      phone: grown && !random.chance(RATES.sharedPhone) ? phoneOf(random) : phone,
      citizenId: '', oldId: year < 2002 ? `${random.between(1, 3)}${random.digits(8)}` : '', card: '',
    };
    const made = { ...person, citizenId: citizenOf(world, random, person), card: cardOf(random, world, THIS_YEAR - Number(person.born.slice(0, 4))) };
    people.push(made);
    return made;
  };
  const unknown = () => ({ mother: parentName(world, random, ethnic, 'f'), father: parentName(world, random, ethnic, 'm') });
  const headAge = world.headAge(random);
  const fatherFamily = familyOf(world, random, ethnic, 'm');
  const motherFamily = familyOf(world, random, ethnic, 'f');
  const grown = (sex: Sex, family: typeof fatherFamily, age: number): Human => {
    const born = dayIn(random, THIS_YEAR - age);
    return add(sex, born, fullName(world, random, family, sex, givenName(world, random, ethnic, sex, THIS_YEAR - age), THIS_YEAR - age), unknown());
  };
  const father = random.chance(0.9) ? grown('m', fatherFamily, headAge) : undefined;
  const motherAge = Math.max(18, headAge - random.between(-2, 6));
  const mother = random.chance(0.92) || father === undefined ? grown('f', motherFamily, motherAge) : undefined;
  const parents = { mother: mother?.name ?? '', father: father?.name ?? '' };
  const childFamily = ethnic === '10' || father === undefined ? motherFamily : fatherFamily;
  let age = motherAge - random.between(19, 25);
  const children = random.between(0, ethnic === '01' ? 3 : 4);
  const sharedMiddle: Partial<Record<Sex, string>> = {};
  for (let i = 0; i < children && age >= 0; i += 1) {
    if (age <= 30) {
      const year = THIS_YEAR - age;
      const born = dayIn(random, year);
      const sex: Sex = random.chance(0.5) ? 'm' : 'f';
      const middle = random.chance(0.6) ? (sharedMiddle[sex] ??= middleName(world, random, sex, year)) : middleName(world, random, sex, year);
      const given = givenName(world, random, ethnic, sex, year);
      const asFather = sex === 'm' && father !== undefined && random.chance(RATES.namedAsFather);
      add(sex, born, asFather ? father.name : fullName(world, random, childFamily, sex, given, year, middle), parents);
      if (random.chance(RATES.twins)) {
        const twinSex: Sex = random.chance(0.7) ? sex : sex === 'm' ? 'f' : 'm';
        const twinGiven = random.chance(RATES.alikeTwin) ? alike(world, random, ethnic, twinSex, given, year) : givenName(world, random, ethnic, twinSex, year);
        if (twinGiven !== given || twinSex !== sex) add(twinSex, born, fullName(world, random, childFamily, twinSex, twinGiven, year, twinSex === sex ? middle : undefined), parents, true);
      }
    }
    age -= random.between(1, 6);
  }
  if (random.chance(0.12)) grown(random.chance(0.35) ? 'm' : 'f', fatherFamily, Math.min(95, headAge + random.between(20, 32)));
  return people;
}

/** Twins are often called alike: a real name with the same letters (Hùng, Hưng) or one letter away (Lan, Loan), when there is one. */
function alike(world: World, random: Random, ethnic: string, sex: Sex, given: string, year: number): string {
  const plain = bare(given).toLowerCase();
  for (let tries = 0; tries < 60; tries += 1) {
    const other = givenName(world, random, ethnic, sex, year);
    const letters = bare(other).toLowerCase();
    if (other !== given && (letters === plain || isOneEdit(letters, plain))) return other;
  }
  return givenName(world, random, ethnic, sex, year);
}

/** A namesake is mostly of about the same age, rarely of the same year, hardly ever of the same day. */
function bornLike(random: Random, born: string): string {
  if (random.chance(0.002)) return born;
  return dayIn(random, Math.min(THIS_YEAR - 1, Number(born.slice(0, 4)) + (random.chance(0.1) ? 0 : random.between(-8, 8))));
}

function parentName(world: World, random: Random, ethnic: string, sex: Sex): string {
  return fullName(world, random, familyOf(world, random, ethnic, sex), sex, givenName(world, random, ethnic, sex, 1950), 1950);
}

function dayIn(random: Random, year: number): string {
  const last = year === THIS_YEAR ? 300 : 364;
  return addDays(`${year}0101`, random.between(0, last));
}

function phoneOf(random: Random): string {
  return `0${random.pick(['3', '7', '8', '9'])}${random.digits(8)}`;
}

/** Twelve digits (NĐ 137/2015): most were born where they live. */
function citizenOf(world: World, random: Random, { born, sex }: Human): string {
  const place = random.chance(0.9) ? CITIZEN_PLACE[world.province] : `0${random.digits(2)}`;
  return `${place}${(Number(born.slice(0, 2)) - 19) * 2 + (sex === 'm' ? 0 : 1)}${born.slice(2, 4)}${random.digits(6)}`;
}

function cardOf(random: Random, world: World, age: number): string {
  const group = age < 6 ? 'TE1' : age < 19 ? 'HS4' : random.pick(['DT2', 'DT2', 'HN2', 'GD4', 'DN4', 'DK2']);
  return `${group}${world.province}${random.digits(9)}${random.between(1, 9)}`;
}
