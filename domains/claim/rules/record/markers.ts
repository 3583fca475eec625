import { isDay } from '#platform/catalogue/rules';
import type { Catalogues, Entry } from '#platform/catalogue/rules';
import type { Row, TableName } from '../model/index.ts';
import { codes } from './element.ts';
import { text } from './key.ts';

/** What a marker of the list `sensitive-code` says of whatever carries it. `visit`: the visit as a whole is revealed, not its row alone. */
export interface Mark { readonly label: string; readonly visit: boolean }

const LIST = 'sensitive-code';
const LAST = '99991231';
/** A marker that says: this looks like one and is none. */
const NONE = '-';

/** Finds markers: `icd:B20`, `ingredient:40.263`, `service:24.0175`, `test:HIVAB`, `department:K15`, `name:methadon`, `table:XML6`, `field:XML15.PHANLOAI_LAO_HIV=1`. */
export interface Markers {
  /** Of one code however written: b20.7, B207, B20+ as B20.7, as B20, as B2. */
  icd(code: string): readonly Mark[];
  row(table: TableName, row: Row): readonly Mark[];
}

const ICD = ['MA_BENH_CHINH', 'MA_BENH_KT', 'MA_BENH'];
/** Names, and what people write in their own words: a course that tells of HIV is as telling as a code. */
const NAMES = [
  'TEN_THUOC', 'TEN_DICH_VU', 'TEN_VAT_TU', 'TEN_CHI_SO', 'CHAN_DOAN_VAO', 'CHAN_DOAN_RV', 'LY_DO_VV', 'LY_DO_VNT', 'GIA_TRI', 'MO_TA', 'KET_LUAN', 'DIEN_BIEN_LS', 'HOI_CHAN', 'PHAU_THUAT',
  'PP_DIEU_TRI', 'PP_DIEUTRI', 'GHI_CHU', 'QT_BENHLY', 'TOMTAT_KQ', 'DAU_HIEU_LS', 'TINH_TRANG_CT', 'HUONG_DIEU_TRI', 'KET_QUA_KHAM',
];
/** Tables of whose fields a value may be a marker by itself. */
const BY_FIELD: ReadonlySet<TableName> = new Set(['XML6', 'XML12', 'XML15']);
const LONGEST_NAME = 6;

/** The same names and codes come in every dossier: what was found stays with the catalogues' value for as long as that lives. */
const remembered = new WeakMap<Catalogues, Map<string, Markers>>();
const MOST_DAYS = 40;
const MOST_REMEMBERED = 20_000;

/** @param day yyyyMMdd: markers in force on the day of the visit; where nobody can read that day, those in force at last */
export function markersOf(catalogues: Catalogues, day: string): Markers {
  const on = isDay(day) ? day : LAST;
  const days = remembered.get(catalogues) ?? new Map<string, Markers>();
  remembered.set(catalogues, days);
  const found = days.get(on) ?? makeMarkers(catalogues, on);
  if (days.size >= MOST_DAYS && !days.has(on)) days.clear();
  days.set(on, found);
  return found;
}

function makeMarkers(catalogues: Catalogues, on: string): Markers {
  const known = new Map<string, Entry | undefined>();
  const entry = (marker: string): Entry | undefined => {
    if (known.has(marker)) return known.get(marker);
    if (known.size >= MOST_REMEMBERED) known.clear();
    const found = catalogues.find(LIST, marker, on);
    known.set(marker, found);
    return found;
  };
  const look = (...markers: readonly string[]): Mark[] => {
    const found = markers.map(entry).find((one) => one !== undefined);
    return found === undefined ? [] : markOf(found);
  };
  const icd = (code: string): Mark[] => {
    const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '');
    if (plain === '') return [];
    const category = plain.slice(0, 3);
    return look(`icd:${plain.length > 3 ? `${category}.${plain.slice(3)}` : category}`, `icd:${category}`, `icd:${plain.slice(0, 2)}`);
  };
  // 24.0175.1663 reveals what 24.0175 reveals: the last part is a price group.
  const service = (code: string) => look(`service:${code}`, `service:${code.split('.').slice(0, 2).join('.')}`);
  const names = new Map<string, readonly Mark[]>();
  const name = (value: string): readonly Mark[] => {
    const before = names.get(value);
    if (before !== undefined) return before;
    if (names.size >= MOST_REMEMBERED) names.clear();
    const found = inName(value, entry);
    names.set(value, found);
    return found;
  };
  return {
    icd,
    row: (table, row) => [
      ...look(`table:${table}`),
      ...ICD.flatMap((field) => codes(row, field).flatMap(icd)),
      // A drug of several ingredients is written 40.268+40.277.
      ...text(row, 'MA_THUOC').split('+').flatMap((code) => (code.trim() === '' ? [] : look(`ingredient:${code.trim()}`))),
      ...codes(row, 'MA_DICH_VU').flatMap(service),
      ...text(row, 'MA_CHI_SO') === '' ? [] : look(`test:${text(row, 'MA_CHI_SO')}`),
      ...['MA_KHOA', 'MA_KHOA_RV'].flatMap((field) => codes(row, field).flatMap((code) => look(`department:${code}`))),
      ...NAMES.flatMap((field) => (row[field] ? name(row[field] ?? '') : [])),
      ...BY_FIELD.has(table) ? Object.keys(row).flatMap((field) => (text(row, field) === '' ? [] : look(`field:${table}.${field}=${text(row, field)}`, `field:${table}.${field}`))) : [],
    ],
  };
}

function markOf(found: Entry): Mark[] {
  const label = found.attributes['class'] ?? NONE;
  return label === NONE ? [] : [{ label, visit: found.attributes['reveals'] === 'visit' }];
}

/** Markers among the words of a name; the longest at each place counts, so that an exception can be longer than what it excepts. */
function inName(value: string, entry: (marker: string) => Entry | undefined): Mark[] {
  const words = value.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const found: Mark[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length -= 1) {
      const hit = entry(`name:${words.slice(at, at + length).join(' ')}`);
      if (hit === undefined) continue;
      found.push(...markOf(hit));
      at += length - 1;
      break;
    }
  }
  return found;
}
