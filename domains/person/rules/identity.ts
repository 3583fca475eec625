import { fold } from '#platform/catalogue/rules';
import { bornOf } from './born.ts';
import { straighten } from './names/index.ts';

/** A person as one source describes them in one dossier. Unknown parts are ''. */
export interface Identity {
  /** As written. */
  readonly name: string;
  /** Without accents, lower case, single spaces. */
  readonly folded: string;
  /** yyyy, yyyyMM or yyyyMMdd. */
  readonly born: string;
  /** 1 male, 2 female, 3 not known. */
  readonly sex: string;
  /** Twelve digits. */
  readonly citizenId: string;
  /** Another paper when SO_CCCD holds no twelve digits. */
  readonly paper: string;
  /** Cards in force during the visit, newest last. */
  readonly cards: readonly string[];
  /** Ten-digit social-insurance numbers out of the cards. */
  readonly insuranceNumbers: readonly string[];
  readonly phone: string;
}

export interface Described {
  readonly name: string;
  readonly born: string;
  readonly sex: string;
  /** Whatever was given as identity paper. */
  readonly paper: string;
  /** One or several cards joined by `;`. */
  readonly cards: string;
  readonly phone: string;
}

export function identityOf(described: Described): Identity {
  const paper = token(described.paper);
  const cards = described.cards.slice(0, LONGEST_LIST).split(';').map(token).filter((card) => card !== '');
  const name = storable(described.name.slice(0, LONGEST_NAME)).normalize('NFC').replace(/\s+/g, ' ').trim();
  const citizenId = isCitizenId(paper) ? paper : '';
  return {
    name, folded: fold(straighten(name)), born: bornOf(described.born), sex: described.sex.trim().slice(0, 1), citizenId, paper: citizenId === '' ? paper : '',
    cards: [...new Set(cards)], insuranceNumbers: [...new Set(cards.flatMap(insuranceNumberOf))], phone: described.phone.replace(/[^\d+]/g, '').slice(0, LONGEST_TOKEN),
  };
}

/** Field sizes of the standard with room; what is longer is no number of anybody. */
const LONGEST_TOKEN = 50;
const LONGEST_NAME = 300;
const LONGEST_LIST = 1000;

const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

function token(text: string): string {
  const compact = storable(text.slice(0, LONGEST_LIST)).replace(/\s/g, '').toUpperCase();
  return compact.length > LONGEST_TOKEN ? '' : compact;
}

const SAME_DIGITS = /^(\d)\1+$/;

/** Twelve digits that are not a filler such as 000000000000. */
export function isCitizenId(text: string): boolean {
  return /^\d{12}$/.test(text) && !SAME_DIGITS.test(text);
}

/** The last ten digits of a full card are the social-insurance number; a ten-digit card is the number itself. */
function insuranceNumberOf(card: string): string[] {
  const number = /^[A-Z]{2}\d(?:\d{2})(\d{10})$/.exec(card)?.[1] ?? (/^\d{10}$/.test(card) ? card : undefined);
  return number === undefined || SAME_DIGITS.test(number) ? [] : [number];
}
