import { addDays } from '#platform/catalogue/rules';
import type { Dossier } from '#domains/claim/rules';
import { assemble } from './assemble.ts';
import { workingDay, type Calendar } from './days.ts';
import type { Draft } from './draft.ts';
import { makeFacilities, type Facility } from './facilities.ts';
import { nameOf } from './names.ts';
import { ageAt, makePeople, type Person } from './people.ts';
import { randomOf, type Random } from './random.ts';
import { inpatient, surgery } from './visits/inpatient.ts';
import { chronicVisit, outpatient, type Occasion } from './visits/outpatient.ts';
import { antenatal, birth, cardChange, emergency, exemptStay, hivCare, otherSources, tuberculosis } from './visits/special.ts';
import type { World } from './world.ts';

export interface ProvinceSize { readonly people: number; readonly visits: number; readonly seed: string; readonly from: string; readonly to: string; /** Number of the first visit (default 1): another range gives other visits of the same people. */ readonly firstVisit?: number; /** How the desks of these visits describe people (default: as they are). */ readonly described?: (person: Person) => Person }

export interface Province {
  readonly facilities: readonly Facility[];
  readonly people: readonly Person[];
  /** One at a time: a large province never lies in memory whole. */
  visits(): Generator<{ draft: Draft; dossier: Dossier }>;
}

/** A province of people who do not exist, with right prices and amounts. The same size and seed give the same bytes. */
export function makeProvince(world: World, calendar: Calendar, size: ProvinceSize): Province {
  const random = randomOf(size.seed);
  const facilities = makeFacilities(random.fork('facilities'), (draw) => nameOf(world, draw, '01', draw.chance(0.5) ? 'm' : 'f'));
  const people = makePeople(world, facilities, random.fork('people'), size.people, size.to);
  const series = seriesOf(size);
  const seen = size.described === undefined ? people : people.map(size.described);
  return {
    facilities, people,
    *visits() {
      let count = 0;
      for (let index = size.firstVisit ?? 1; count < size.visits; index += 1) {
        for (const draft of visitsOf(facilities, seen, calendar, size, random.fork(`visit-${index}`), { series, index })) {
          if (count >= size.visits) return;
          count += 1;
          yield { draft, dossier: assemble(world, draft, 1, draft.payment.slice(0, 8)) };
        }
      }
    },
  };
}

/** Six digits between year and running number: one visit number must not name different people in provinces of different seeds, sizes or days. */
function seriesOf({ seed, people, from, to }: ProvinceSize): string {
  return randomOf(`${seed}/${people}/${from}/${to}/visit-numbers`).digits(6);
}

function visitsOf(facilities: readonly Facility[], people: readonly Person[], calendar: Calendar, size: ProvinceSize, random: Random, number: { series: string; index: number }): Draft[] {
  const [hospital, centre] = facilities;
  if (!hospital || !centre) throw new Error('a province has a hospital and a centre');
  const station = random.pick(facilities.slice(2));
  const day = workingDay(calendar, addDays(size.from, random.between(0, spanOf(size))));
  const occasion = (facility: Facility, who: (person: Person) => boolean): Occasion | null => {
    const person = pickPerson(people, random, who, day);
    return person ? { id: `${facility.code}26${number.series}${String(number.index).padStart(8, '0')}`, random, facility, person, day, hospital } : null;
  };
  const age = (person: Person) => ageAt(person.bornDay, day);
  const adult = (person: Person) => age(person) >= 18;
  const one = (o: Occasion | null, make: (o: Occasion) => Draft | null): Draft[] => {
    const draft = o ? make(o) : null;
    return draft ? [draft] : [];
  };
  const kinds: readonly { weight: number; make: () => Draft[] }[] = [
    { weight: 38, make: () => one(occasion(station, () => true), outpatient) },
    { weight: 20, make: () => one(occasion(centre, (p) => age(p) >= 1), outpatient) },
    { weight: 6, make: () => one(occasion(hospital, (p) => age(p) >= 1), outpatient) },
    { weight: 10, make: () => one(occasion(centre, (p) => p.chronic.length > 0), chronicVisit) },
    { weight: 7, make: () => one(occasion(random.pick([hospital, centre]), (p) => age(p) >= 1), inpatient) },
    { weight: 2, make: () => one(occasion(hospital, (p) => age(p) >= 6 && age(p) < 80), surgery) },
    { weight: 2, make: () => one(occasion(hospital, (p) => age(p) >= 6 && age(p) < 80), emergency) },
    { weight: 2, make: () => { const o = occasion(hospital, (p) => p.sex === 'f' && age(p) >= 18 && age(p) < 42 && p.card !== null); return o ? birth(o) : []; } },
    { weight: 2, make: () => one(occasion(centre, (p) => p.sex === 'f' && age(p) >= 18 && age(p) < 42), antenatal) },
    { weight: 2, make: () => one(occasion(hospital, adult), hivCare) },
    { weight: 2, make: () => one(occasion(hospital, adult), tuberculosis) },
    { weight: 2, make: () => one(occasion(hospital, (p) => adult(p) && p.card !== null), cardChange) },
    { weight: 2, make: () => one(occasion(hospital, (p) => adult(p) && p.card !== null && p.card.fiveYears !== ''), exemptStay) },
    { weight: 3, make: () => one(occasion(centre, (p) => age(p) >= 1), otherSources) },
  ];
  return random.weighted(kinds, (k) => k.weight).make();
}

function pickPerson(people: readonly Person[], random: Random, who: (person: Person) => boolean, day: string): Person | null {
  for (let tries = 0; tries < 400; tries += 1) {
    const person = random.pick(people);
    if (person.bornDay < day && who(person)) return person;
  }
  return people.find((person) => person.bornDay < day && who(person)) ?? null;
}

function spanOf(size: ProvinceSize): number {
  let days = 0;
  while (addDays(size.from, days) < size.to) days += 1;
  return days;
}
