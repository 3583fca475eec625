import type { Random } from '#domains/synthetic/rules';
import type { Sex, World } from './world.ts';

/** A family's name: what children take over. */
export interface Family { readonly ethnic: string; readonly surname: string }

/** Family names of groups whose names are not listed, or who write as the Kinh do. */
export function familyOf(world: World, random: Random, ethnic: string, sex: Sex): Family {
  const surnames = world.parts(ethnic, 'surname', sex);
  return { ethnic, surname: surnames.length > 0 ? random.pick(surnames) : world.surname(random) };
}

const NEIGHBOURS: readonly string[] = ['13', '14', '27'];

/** A given name after the custom of the group; half of the younger have two syllables or a Kinh one. @param born year */
export function givenName(world: World, random: Random, ethnic: string, sex: Sex, born: number): string {
  const listed = world.parts(ethnic, 'given', sex);
  if (listed.length === 0) return world.given[sex](random);
  // Neighbouring peoples of the highlands share their names; the lists have a few dozen of each.
  const pool = NEIGHBOURS.includes(ethnic) && random.chance(0.5) ? world.parts(random.pick(NEIGHBOURS), 'given', sex) : listed;
  const own = random.pick(pool.length > 0 ? pool : listed);
  const modern = random.chance(born > 1995 ? 0.55 : 0.25);
  if (!modern) return random.chance(0.35) ? `${random.pick(listed)} ${own}` : own;
  return random.chance(0.6) ? `${world.given[sex](random)} ${world.given[sex](random)}` : world.given[sex](random);
}

/**
 * The whole name. A and Y before the given name (Xơ Đăng, Ba Na, Giẻ-Triêng, Rơ-măm); clan, A or Thị, name (Mông); H' before a Gia Rai woman's;
 * all others family, middle, given.
 */
export function fullName(world: World, random: Random, family: Family, sex: Sex, given: string, born: number, middle?: string): string {
  const { ethnic, surname } = family;
  const prefix = world.parts(ethnic, 'prefix', sex)[0];
  if (prefix !== undefined) return `${prefix} ${given}`;
  if (ethnic === '10') return sex === 'f' ? `${surname} H'${given.replaceAll("H'", '')}` : `${surname} ${given}`;
  if (ethnic === '08') return `${surname} ${sex === 'm' ? 'A' : 'Thị'} ${given}`;
  return [surname, middle ?? middleName(world, random, sex, born), given].filter((part) => part !== '').join(' ');
}

/** Thị and Văn stand in most names of the old and few of the young. */
export function middleName(world: World, random: Random, sex: Sex, born: number): string {
  const share = born < 1965 ? 0.75 : born < 1985 ? 0.55 : born < 2000 ? 0.3 : 0.12;
  if (random.chance(share)) return sex === 'f' ? 'Thị' : 'Văn';
  const first = world.middle[sex](random);
  return born > 2005 && random.chance(0.15) ? `${first} ${world.middle[sex](random)}` : first;
}
