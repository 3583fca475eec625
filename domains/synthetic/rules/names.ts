import type { Random } from './random.ts';
import type { World } from './world.ts';

export type Sex = 'm' | 'f';

/** A full name as it would stand on a card, by the naming custom of the ethnic group. No real person is meant. */
export function nameOf(world: World, random: Random, ethnic: string, sex: Sex, familyName?: string): string {
  const part = (name: string): readonly string[] =>
    world.minorityNames.filter((n) => n.ethnic === ethnic && n.part === name && (n.gender === sex || n.gender === 'both')).map((n) => n.value);
  const given = part('given');
  if (ethnic !== '01' && given.length > 0) {
    const prefix = part('prefix');
    if (prefix.length > 0) return `${random.pick(prefix)} ${random.pick(given)}`;
    const surnames = part('surname');
    const surname = familyName ?? (surnames.length > 0 ? random.pick(surnames) : '');
    if (ethnic === '10') return `${surname} ${random.pick(given)}`;
    return `${surname} ${sex === 'f' ? 'Thị' : 'Văn'} ${random.pick(given)}`.trim();
  }
  const surname = familyName ?? random.weighted(world.surnames, (s) => s.weight).value;
  const rest = random.pick(world.middleGiven.filter((m) => m.gender === sex)).value;
  return `${surname} ${rest}`;
}

export function surnameOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
