import type { Catalogues } from '#platform/catalogue/rules';
import { markersOf } from './markers.ts';

/** Elements that carry codes of diseases, in papers whose layouts differ: BENH_ICD10_ID, BENHICD10_ID, BENH_ICD10_MA, MA_BENH. */
const CODES = /ICD|^MA_BENH/u;
/** Elements about a surrogate: that they are filled in tells it. */
const SURROGATE = /_MTH$/u;

/**
 * Classes that the law specially protects, in documents that are no dossiers: by codes of diseases and by words, wherever they stand.
 * @param on yyyyMMdd @param values name of the element, value
 */
export function classesInTexts(catalogues: Catalogues, on: string, values: readonly (readonly [name: string, value: string])[]): readonly string[] {
  const markers = markersOf(catalogues, on);
  const found = values.flatMap(([name, value]) => [
    ...CODES.test(name) ? value.split(/[;,\s]+/u).flatMap((code) => markers.icd(code)) : [],
    ...markers.row('XML8', { GHI_CHU: SURROGATE.test(name) ? 'mang thai hộ' : value }),
  ]);
  return [...new Set(found.map((one) => one.label))].toSorted();
}
