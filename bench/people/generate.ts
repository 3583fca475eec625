/**
 * Makes the labelled set: `node bench/people/generate.ts SEED PERSONS PROVINCE > people.tsv`. Same arguments, same lines, on every machine.
 */
import { randomOf, type Random } from '#domains/synthetic/rules';
import { makeNewborn } from './newborns.ts';
import { makeHousehold, type Human } from './persons.ts';
import { COLUMNS, writeRow, type Papers, type Row } from './rows.ts';
import { worldOf, type Province, type World } from './world.ts';

export interface Settings { readonly seed: string; readonly persons: number; readonly province: Province }

/** Share of people who are described a second time (some a third), and of those whose two descriptions share no identifier. */
export const SECOND = { share: 0.04, third: 0.12, noIdentifier: 0.34, newborns: 0.006 } as const;
/** Namesakes are chosen among so many of the same commune. */
const REMEMBERED = 40;

/** About `persons` people with their descriptions, household by household. */
export function* generate({ seed, persons, province }: Settings): Generator<Row> {
  const world = worldOf(province);
  const recent = new Map<string, Human[]>();
  let entity = 1;
  let rows = 0;
  const next = (): string => `r${String(rows += 1).padStart(8, '0')}`;
  for (let household = 1; entity <= persons; household += 1) {
    const random = randomOf(`${seed}/${province}/${household}`);
    const near = recent.get(world.communes[household % world.communes.length]?.old ?? '') ?? [];
    const people = makeHousehold(world, random, household, entity, near);
    entity += people.length;
    for (const human of people) {
      yield* describe(world, random, human, people.filter((one) => one !== human), next);
      remember(recent, human);
    }
    if (random.chance(SECOND.newborns * 4)) for (const row of makeNewborn(random, people, entity, next)) { yield row; entity += 1; }
  }
}

function remember(recent: Map<string, Human[]>, human: Human): void {
  const list = recent.get(human.commune.old) ?? [];
  list.push(human);
  if (list.length > REMEMBERED) list.shift();
  recent.set(human.commune.old, list);
}

function* describe(world: World, random: Random, human: Human, kin: readonly Human[], next: () => string): Generator<Row> {
  const age = 2026 - Number(human.born.slice(0, 4));
  const usual = (): Papers => ({ citizen: random.chance(age >= 14 ? 0.75 : 0.35), old: random.chance(0.5), card: random.chance(0.88) });
  const write = (kind: 'first' | 'second', papers: Papers, moved: boolean): Row => writeRow(world, random, human, { id: next(), kind, papers, kin, moved });
  if (!random.chance(SECOND.share)) {
    yield write('first', usual(), false);
    return;
  }
  const sharesNone = random.chance(SECOND.noIdentifier);
  const [first, second] = sharesNone ? apart(random, usual()) : together(random, usual(), usual());
  yield write('first', first, false);
  yield write('second', second, random.chance(0.2));
  if (random.chance(SECOND.third)) yield write('second', sharesNone ? second : usual(), random.chance(0.2));
}

/** One source wrote the citizen number, the other the card or the old paper, or nothing. */
function apart(random: Random, papers: Papers): readonly [Papers, Papers] {
  const none: Papers = { citizen: false, old: false, card: false };
  const kind = random.between(0, 3);
  if (kind === 0) return [{ citizen: true, old: false, card: false }, { citizen: false, old: true, card: true }];
  if (kind === 1) return [{ citizen: false, old: true, card: true }, { citizen: true, old: false, card: false }];
  return kind === 2 ? [papers, none] : [none, papers];
}

function together(random: Random, first: Papers, second: Papers): readonly [Papers, Papers] {
  return random.chance(0.5) ? [{ ...first, citizen: true }, { ...second, citizen: true }] : [{ ...first, card: true }, { ...second, card: true }];
}

if (import.meta.main) {
  const [seed = 'open', persons = '10000', province = '62'] = process.argv.slice(2);
  process.stdout.write(`${COLUMNS.join('\t')}\n`);
  for (const row of generate({ seed, persons: Number(persons), province: province === '12' ? '12' : '62' })) process.stdout.write(`${COLUMNS.map((column) => row[column]).join('\t')}\n`);
}
