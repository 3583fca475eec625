import { isDay } from '#platform/catalogue/rules';
import type { Random } from '#domains/synthetic/rules';
import { descriptionOf, identityOf, type Description } from '#domains/person/rules';
import type { Human } from './persons.ts';
import { bare, NAME_SLIPS, slipDigits, slipName, type NameSlip } from './slips.ts';
import { drawOf, type World } from './world.ts';

export const COLUMNS = ['id', 'entity', 'kind', 'name', 'born', 'sex', 'paper', 'cards', 'phone', 'commune', 'address', 'mother', 'father', 'ethnic', 'newborn', 'truth_ethnic'] as const;
/** One line of the set: a person as one source wrote him, and who he truly is. */
export type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Shares of names of second descriptions that are written otherwise, by kind; the rest is written alike. The README has the same table. */
export const SLIP_SHARES: Readonly<Record<NameSlip, number>> = {
  upper: 0.08, accents: 0.1, someAccents: 0.03, tonePlace: 0.05, composed: 0.03, telex: 0.03, vni: 0.01, iy: 0.03, initials: 0.02, middle: 0.04, order: 0.015, edit: 0.03, tone: 0.015, hyphen: 0.01, spaces: 0.02, sound: 0.01,
};

export const ROW_RATES = {
  yearOnlyOld: 0.38, yearOnlyYoung: 0.085, firstOfJanuary: 0.3, swapped: 0.01, digit: 0.012, yearOff: 0.005, sexMissing: 0.05, sexWrong: 0.002,
  moved: 0.2, samePhone: 0.55, citizenSlip: 0.01, citizenOfOther: 0.001, oldSlip: 0.015, cardSlip: 0.01, borrowedCard: 0.004, oldCode: 0.45,
} as const;

/** Which identifiers a source wrote. */
export interface Papers { readonly citizen: boolean; readonly old: boolean; readonly card: boolean }

export interface Writing {
  readonly id: string;
  readonly kind: 'first' | 'second';
  readonly papers: Papers;
  /** Whose numbers may be written by mistake, or whose card is lent. */
  readonly kin: readonly Human[];
  /** Where he lives by this source, when not as he truly does. */
  readonly moved: boolean;
}

const slipDraw = drawOf([...NAME_SLIPS.map((slip) => ({ slip, share: SLIP_SHARES[slip] })), { slip: undefined, share: 1 - NAME_SLIPS.reduce((sum, slip) => sum + SLIP_SHARES[slip], 0) }], (one) => one.share);

export function writeRow(world: World, random: Random, human: Human, { id, kind, papers, kin, moved }: Writing): Row {
  const second = kind === 'second';
  const other = kin.length > 0 ? random.pick(kin) : undefined;
  const home = moved ? (random.chance(0.8) ? random.pick(world.communes) : random.pick(world.elsewhere)) : human.commune;
  const citizen = !papers.citizen ? '' : random.chance(ROW_RATES.citizenSlip) ? slipDigits(human.citizenId, random, 3) : other && random.chance(ROW_RATES.citizenOfOther) ? other.citizenId : human.citizenId;
  const card = other && random.chance(ROW_RATES.borrowedCard) ? other.card : papers.card ? (random.chance(ROW_RATES.cardSlip) ? slipDigits(human.card, random, 5) : human.card) : '';
  const child = human.born > '20080000';
  return {
    id, entity: String(human.entity), kind,
    name: nameWritten(human.name, random, second), born: bornWritten(human.born, random, second),
    sex: random.chance(ROW_RATES.sexMissing) ? '3' : (human.sex === 'm') === !random.chance(ROW_RATES.sexWrong) ? '1' : '2',
    paper: citizen !== '' ? citizen : papers.old ? (random.chance(ROW_RATES.oldSlip) ? slipDigits(human.oldId, random) : human.oldId) : '',
    cards: card === '' ? '' : random.chance(0.8) ? card : card.slice(5),
    phone: random.chance(0.3) ? '' : second && !random.chance(ROW_RATES.samePhone) ? `09${random.digits(8)}` : human.phone,
    commune: random.chance(0.08) ? '' : random.chance(ROW_RATES.oldCode) ? home.old : home.new,
    address: random.chance(0.2) ? '' : moved ? `Thôn ${random.between(1, 14)}, ${home.name}` : random.chance(0.3) ? bare(human.address) : human.address,
    mother: random.chance(child ? 0.6 : 0.08) ? human.mother : '', father: random.chance(child ? 0.4 : 0.06) ? human.father : '',
    ethnic: random.chance(0.15) ? '' : human.ethnic, newborn: '', truth_ethnic: human.ethnic,
  };
}

/** First descriptions are written rightly, one in twelve without signs or in capitals. */
function nameWritten(name: string, random: Random, second: boolean): string {
  if (!second) return random.chance(0.05) ? name.toUpperCase() : random.chance(0.035) ? bare(name) : name;
  const { slip } = slipDraw(random);
  return slip === undefined ? name : slipName(name, slip, random) ?? name;
}

function bornWritten(born: string, random: Random, second: boolean): string {
  if (random.chance(born < '19810000' ? ROW_RATES.yearOnlyOld : ROW_RATES.yearOnlyYoung)) {
    const year = random.chance(ROW_RATES.yearOff) ? String(Number(born.slice(0, 4)) + 1) : born.slice(0, 4);
    return random.chance(ROW_RATES.firstOfJanuary) ? `${year}01010000` : `${year}00000000`;
  }
  if (!second) return `${born}0000`;
  const swapped = born.slice(0, 4) + born.slice(6) + born.slice(4, 6);
  if (random.chance(ROW_RATES.swapped) && isDay(swapped)) return `${swapped}0000`;
  const slipped = random.chance(ROW_RATES.digit) ? slipDigits(born, random, 2) : born;
  return `${isDay(slipped) ? slipped : born}0000`;
}

/** A line as the rules take it. */
export function descriptionOfRow(row: Row): Description {
  const { commune, address, mother, father, ethnic } = row;
  return descriptionOf(identityOf(row), { commune, address, mother, father, ethnic, newborn: row.newborn === '1' });
}
