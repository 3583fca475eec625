import { randomOf } from '#domains/synthetic/rules';

/** A resource with what a search would find it by, as both layouts under trial get it. */
export interface Sample {
  readonly type: string;
  readonly id: string;
  readonly patient: string;
  /** Epoch milliseconds of its clinical moment: what pages are sorted by. */
  readonly moment: number;
  readonly content: string;
  readonly tokens: readonly { readonly param: string; readonly system: string; readonly code: string }[];
  readonly references: readonly { readonly param: string; readonly type: string; readonly id: string }[];
  readonly dates: readonly { readonly param: string; readonly from: number; readonly to: number }[];
  readonly strings: readonly { readonly param: string; readonly value: string }[];
  readonly quantities: readonly { readonly param: string; readonly code: string; readonly value: number }[];
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
}

export const DAY = 86_400_000;
export const START = Date.UTC(2021, 0, 1);
export const DAYS = 2000;
const FAMILIES = ['nguyen', 'tran', 'le', 'pham', 'hoang', 'lo', 'vang', 'giang', 'tao', 'ly', 'deo', 'phan', 'vu', 'dang', 'bui', 'do'];
const GIVEN = ['an', 'binh', 'chi', 'dung', 'giang', 'ha', 'hoa', 'hung', 'khanh', 'lan', 'linh', 'mai', 'nam', 'nga', 'phuong', 'quan', 'son', 'thao', 'trang', 'tuan', 'vinh', 'yen', 'pao', 'sua', 'dinh', 'me'];
const PADDING = 'x'.repeat(520);
export const OBSERVATION_CODES = 300;
export const CONDITION_CODES = 800;
export const FACILITIES = 130;

/** Few codes are common, most are rare: the n-th is asked for about 1/n as often as the first. */
export function rank(fraction: number, count: number): number {
  return Math.min(count - 1, Math.floor(Math.exp(fraction * Math.log(count + 1)) - 1));
}

export const family = (n: number): string => FAMILIES[n % FAMILIES.length] ?? '';
export const given = (n: number): string => GIVEN[n % GIVEN.length] ?? '';

/**
 * About 40 resources for each patient: 4 visits, each with findings, diagnoses, medicines, procedures and a claim. The same seed gives the same record.
 * @param patients how many
 */
export function* samples(patients: number, seed = 'layout'): Generator<Sample> {
  const random = randomOf(seed);
  const int = (below: number): number => random.between(0, below - 1);
  const fraction = (): number => random.between(0, 1_000_000) / 1_000_000;
  for (let p = 0; p < patients; p += 1) {
    const patient = `p${p}`;
    const words = [family(rank(fraction(), FAMILIES.length)), given(int(GIVEN.length)), given(int(GIVEN.length))];
    const birth = Date.UTC(1940 + int(84), int(12), 1 + int(28));
    const sex = p % 2 === 0 ? 'male' : 'female';
    yield {
      ...of('Patient', patient, patient, birth, { name: [{ text: words.join(' ') }], gender: sex }),
      tokens: [{ param: 'gender', system: 'gender', code: sex }, { param: 'active', system: '', code: 'true' }],
      dates: [{ param: 'birthdate', from: birth, to: birth + DAY }],
      strings: [...words.map((value) => ({ param: 'name', value })), { param: 'name', value: words.join(' ') }, { param: 'family', value: words[0] ?? '' }],
      identifiers: [{ system: 'cccd', value: String(1e11 + p) }, { system: 'card', value: `DN${p}` }],
    };
    for (let v = 0; v < 4; v += 1) yield* visit(patient, `${patient}-${v}`, START + int(DAYS) * DAY + int(DAY), int, fraction);
  }
}

function* visit(patient: string, key: string, moment: number, int: (below: number) => number, fraction: () => number): Generator<Sample> {
  const about = [{ param: 'patient', type: 'Patient', id: patient }, { param: 'subject', type: 'Patient', id: patient }];
  const inVisit = [...about, { param: 'encounter', type: 'Encounter', id: `e${key}` }];
  const facility = `f${rank(fraction(), FACILITIES)}`;
  const at = [{ param: 'date', from: moment, to: moment + 60_000 }];
  yield {
    ...of('Encounter', `e${key}`, patient, moment, { status: 'finished' }), references: about, dates: [{ param: 'date', from: moment, to: moment + int(5) * DAY }],
    tokens: [{ param: 'status', system: '', code: int(200) === 0 ? 'in-progress' : 'finished' }, { param: 'class', system: 'act', code: int(5) === 0 ? 'IMP' : 'AMB' }, { param: 'service-provider', system: 'facility', code: facility }],
    identifiers: [{ system: `visit/${facility}`, value: key }],
  };
  const some = (type: string, count: number, make: (n: number) => Partial<Sample>): Sample[] =>
    Array.from({ length: count }, (_, n) => ({ ...of(type, `${type.slice(0, 2).toLowerCase()}${key}-${n}`, patient, moment + n * 1000, {}), references: inVisit, dates: at, ...make(n) }));
  yield* some('Observation', 5 + int(1), () => {
    const code = `o${rank(fraction(), OBSERVATION_CODES)}`;
    const value = int(100_000) / 100;
    return { tokens: [{ param: 'code', system: 'loinc', code }, { param: 'status', system: '', code: 'final' }, { param: 'category', system: 'cat', code: 'laboratory' }], quantities: [{ param: 'value-quantity', code: 'mmol', value }, { param: 'code-value-quantity', code, value }] };
  });
  yield* some('Condition', 1 + int(2), () => ({ tokens: [{ param: 'code', system: 'icd10', code: `c${rank(fraction(), CONDITION_CODES)}` }, { param: 'category', system: 'cat', code: 'encounter-diagnosis' }] }));
  yield* some('MedicationDispense', 1 + int(2), () => ({ tokens: [{ param: 'code', system: 'drug', code: `d${rank(fraction(), 500)}` }, { param: 'status', system: '', code: 'completed' }] }));
  yield* some('Procedure', int(2), () => ({ tokens: [{ param: 'code', system: 'service', code: `s${rank(fraction(), 400)}` }, { param: 'status', system: '', code: 'completed' }] }));
  yield* some('Claim', 1, () => ({ tokens: [{ param: 'status', system: '', code: 'active' }], identifiers: [{ system: 'claim', value: key }] }));
}

function of(type: string, id: string, patient: string, moment: number, more: object): Sample {
  const content = JSON.stringify({ resourceType: type, id, ...more, text: PADDING });
  return { type, id, patient, moment, content, tokens: [], references: [], dates: [], strings: [], quantities: [], identifiers: [] };
}
