/** What the synthetic province is made from, given as a value. The server reads it from `reference/`. */
export interface World {
  readonly surnames: readonly { value: string; weight: number }[];
  readonly middleGiven: readonly { value: string; gender: 'm' | 'f' }[];
  readonly minorityNames: readonly { ethnic: string; part: string; gender: string; value: string }[];
  readonly ethnicWeights: readonly { code: string; weight: number }[];
  readonly pyramid: readonly { fromAge: number; male: number; female: number }[];
  readonly communes: readonly Commune[];
  readonly drugs: ReadonlyMap<string, Drug>;
  readonly services: ReadonlyMap<string, Service>;
  readonly supplies: ReadonlyMap<string, Supply>;
  /** Display of an ICD-10 code in force on the day of the visits. */
  readonly disease: (code: string) => string;
}

export interface Commune { readonly code: string; readonly name: string; readonly province: string; readonly provinceName: string }

export interface Drug {
  readonly key: string; readonly MA_THUOC: string; readonly TEN_THUOC: string; readonly DON_VI_TINH: string; readonly HAM_LUONG: string;
  readonly DUONG_DUNG: string; readonly DANG_BAO_CHE: string; readonly SO_DANG_KY: string; readonly DON_GIA: string; readonly TT_THAU: string;
}

export interface Service {
  readonly key: string; readonly MA_DICH_VU: string; readonly MA_NHOM: string; readonly TEN_DICH_VU: string; readonly DON_VI_TINH: string;
  readonly DON_GIA: string; readonly machine: string; readonly icd9cm: string;
}

export interface Supply {
  readonly key: string; readonly MA_VAT_TU: string; readonly TEN_VAT_TU: string; readonly DON_VI_TINH: string; readonly DON_GIA: string; readonly TT_THAU: string;
}

/** The item with this key; the lists are ours, so a missing key is a mistake in them. */
export function need<T>(items: ReadonlyMap<string, T>, key: string): T {
  const item = items.get(key);
  if (item === undefined) throw new Error(`reference/synthetic has no "${key}"`);
  return item;
}
