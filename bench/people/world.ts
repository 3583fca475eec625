import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseTable } from '#platform/catalogue/rules';
import { REFERENCE } from '#platform/catalogue/server';
import type { Random } from '#domains/synthetic/rules';

/** Draws by weight, in logarithmic time. */
export type Draw<T> = (random: Random) => T;
export type Sex = 'm' | 'f';
/** Former provinces whose people can be made: Kon Tum and Lai Châu. */
export type Province = '62' | '12';

export interface Commune { readonly old: string; readonly new: string; readonly name: string; readonly province: string }

export interface World {
  readonly province: Province;
  readonly surname: Draw<string>;
  readonly given: Readonly<Record<Sex, Draw<string>>>;
  readonly middle: Readonly<Record<Sex, Draw<string>>>;
  readonly ethnic: Draw<string>;
  /** Age of a grown-up who heads a household. */
  readonly headAge: Draw<number>;
  readonly communes: readonly Commune[];
  /** Communes of other provinces, where some move from and to. */
  readonly elsewhere: readonly Commune[];
  /** Values by ethnic group, part (prefix, surname, given, marker_f) and sex. */
  readonly parts: (ethnic: string, part: string, sex: Sex) => readonly string[];
}

export const CITIZEN_PLACE: Readonly<Record<Province, string>> = { 62: '062', 12: '012' };

const read = (path: string): Record<string, string>[] => parseTable(readFileSync(path, 'utf8'));
const data = (name: string): Record<string, string>[] => read(fileURLToPath(new URL(`data/${name}.tsv`, import.meta.url)));
const list = (name: string): Record<string, string>[] => read(`${REFERENCE}lists/${name}.tsv`);

export function drawOf<T>(items: readonly T[], weight: (item: T) => number): Draw<T> {
  const sums: number[] = [];
  let sum = 0;
  for (const item of items) sums.push(sum += weight(item));
  return (random) => {
    const at = random.next() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > at) high = middle;
      else low = middle + 1;
    }
    const found = items[low];
    if (found === undefined) throw new Error('nothing to draw from');
    return found;
  };
}

/** Rows of the list of communes old to new, as the rules take it. */
export function communeMap(): { old: string; new: string }[] {
  return list('commune-map').map((row) => ({ old: row['old'] ?? '', new: row['new'] ?? '' }));
}

export function worldOf(province: Province): World {
  const old = new Map(list('old-commune').map((row) => [row['code'] ?? '', row]));
  const all = list('commune-map').filter((row) => row['default'] === '1').flatMap((row): Commune[] => {
    const from = old.get(row['old'] ?? '');
    return from === undefined ? [] : [{ old: row['old'] ?? '', new: row['new'] ?? '', name: from['display'] ?? '', province: from['province'] ?? '' }];
  });
  const minority = Map.groupBy(data('minority-names'), (row) => `${row['ethnic_code'] ?? ''} ${row['part'] ?? ''}`);
  const values = new Map<string, readonly string[]>();
  const given = data('given');
  const middle = data('middle');
  const ofSex = (rows: Record<string, string>[], column: string, name: string, sex: Sex): Draw<string> =>
    named(drawOf(rows.filter((row) => row[column] === sex || row[column] === 'both' || row[column] === ''), (row) => Number(row['n']) * (row[column] === sex ? 1 : 0.5)), name);
  return {
    province,
    surname: named(drawOf(data('surnames'), (row) => Number(row['n'])), 'surname'),
    given: { m: ofSex(given, 'gender', 'given', 'm'), f: ofSex(given, 'gender', 'given', 'f') },
    middle: { m: ofSex(middle, 'gender', 'middle', 'm'), f: ofSex(middle, 'gender', 'middle', 'f') },
    ethnic: named(drawOf(data('ethnic').filter((row) => row['old_province_code'] === province && row['ethnic_code'] !== '99'), (row) => Number(row['population'])), 'ethnic_code'),
    headAge: headAge(province),
    communes: all.filter((one) => one.province === province),
    elsewhere: all.filter((one, index) => one.province !== province && index % 40 === 0),
    parts(ethnic, part, sex) {
      const key = `${ethnic} ${part} ${sex}`;
      const known = values.get(key);
      if (known !== undefined) return known;
      const found = (minority.get(`${ethnic} ${part}`) ?? []).filter((row) => row['gender'] === sex || row['gender'] === 'both').map((row) => row['value'] ?? '');
      values.set(key, found);
      return found;
    },
  };
}

function named(draw: Draw<Record<string, string>>, column: string): Draw<string> {
  return (random) => draw(random)[column] ?? '';
}

function headAge(province: Province): Draw<number> {
  const bands = drawOf(data('pyramid').filter((row) => row['province'] === province && Number(row['from_age']) >= 20), (row) => Number(row['male']) + Number(row['female']));
  return (random) => Number(bands(random)['from_age']) + random.between(0, 4);
}
