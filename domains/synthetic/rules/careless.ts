import { addDays, fold } from '#platform/catalogue/rules';
import type { Person } from './people.ts';

/** Patient numbers of a desk that did not find the person again. */
const OTHER_NUMBERS = 700_000;

/**
 * The person as a hurried desk writes them down that does not ask for a paper: no card, no citizen number or a slip in it, the name without signs or a
 * word short, a year for a birthday; every fifth is not the same person at all, but a younger brother or sister of one household.
 * Follows from the person alone.
 */
export function carelesslyDescribed(person: Person): Person {
  const other: Person = { ...person, index: OTHER_NUMBERS + person.index, card: null, citizenId: '' };
  switch (person.index % 5) {
    case 0: return { ...other, name: fold(person.name).toUpperCase() };
    case 1: return { ...other, citizenId: person.citizenId.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)) };
    case 2: return { ...other, name: withoutMiddle(person.name), born: `${person.bornDay.slice(0, 4)}00000000` };
    case 3: return { ...other, name: titled(fold(person.name)), address: '' };
    default: return { ...other, name: sibling(person.name), ...bornLater(person) };
  }
}

function withoutMiddle(name: string): string {
  const words = name.split(' ');
  return words.length < 3 ? name : [words[0], words.at(-1)].join(' ');
}

const titled = (name: string): string => name.replace(/(^| )\p{L}/gu, (start) => start.toUpperCase());

function sibling(name: string): string {
  const words = name.split(' ');
  return [...words.slice(0, -1), words.at(-1) === 'Hạnh' ? 'Phúc' : 'Hạnh'].join(' ');
}

function bornLater(person: Person): Pick<Person, 'born' | 'bornDay'> {
  const bornDay = addDays(person.bornDay, 800);
  return { bornDay, born: `${bornDay}0000` };
}
