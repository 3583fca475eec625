import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTable, type Catalogues } from '#platform/catalogue/rules';
import { REFERENCE } from '#platform/catalogue/server';
import type { Commune, Drug, Service, Supply, World } from '#domains/synthetic/rules';

/** Communes of the former province, where the demonstration takes place. */
const COMMUNES = ['23293', '23284', '23302', '23341', '23377', '23401', '23425', '23473', '23497', '23500', '23527', '23535'];

/** Reads what the synthetic province is made from. `on`: the day whose code lists hold. */
export function referenceWorld(catalogues: Catalogues, on: string): World {
  const table = (name: string) => parseTable(readFileSync(join(REFERENCE, 'synthetic', name), 'utf8'));
  const cell = (row: Record<string, string>, name: string): string => row[name] ?? '';
  return {
    surnames: table('surnames.tsv').map((row) => ({ value: cell(row, 'value'), weight: Number(row['weight']) })),
    middleGiven: table('middle-given.tsv').map((row) => ({ value: cell(row, 'value'), gender: row['gender'] === 'm' ? 'm' : 'f' })),
    minorityNames: table('minority-names.tsv').map((row) => ({ ethnic: cell(row, 'ethnic'), part: cell(row, 'part'), gender: cell(row, 'gender'), value: cell(row, 'value') })),
    ethnicWeights: table('ethnic-weights.tsv').map((row) => ({ code: cell(row, 'code'), weight: Number(row['weight']) })),
    pyramid: table('pyramid.tsv').map((row) => ({ fromAge: Number(row['from_age']), male: Number(row['male']), female: Number(row['female']) })),
    communes: COMMUNES.map((code): Commune => {
      const found = catalogues.find('commune', code, on);
      const province = found?.attributes['province'] ?? '';
      return { code, name: found?.display ?? code, province, provinceName: catalogues.find('province', province, on)?.display ?? '' };
    }),
    drugs: new Map(table('formulary.tsv').map((row): [string, Drug] => [cell(row, 'key'), {
      key: cell(row, 'key'), MA_THUOC: cell(row, 'MA_THUOC'), TEN_THUOC: cell(row, 'TEN_THUOC'), DON_VI_TINH: cell(row, 'DON_VI_TINH'), HAM_LUONG: cell(row, 'HAM_LUONG'),
      DUONG_DUNG: cell(row, 'DUONG_DUNG'), DANG_BAO_CHE: cell(row, 'DANG_BAO_CHE'), SO_DANG_KY: cell(row, 'SO_DANG_KY'), DON_GIA: cell(row, 'DON_GIA'), TT_THAU: cell(row, 'TT_THAU'),
    }])),
    services: new Map(table('services.tsv').map((row): [string, Service] => [cell(row, 'key'), {
      key: cell(row, 'key'), MA_DICH_VU: cell(row, 'MA_DICH_VU'), MA_NHOM: cell(row, 'MA_NHOM'), TEN_DICH_VU: cell(row, 'TEN_DICH_VU'),
      DON_VI_TINH: cell(row, 'DON_VI_TINH'), DON_GIA: cell(row, 'DON_GIA'), machine: cell(row, 'machine'), icd9cm: cell(row, 'icd9cm'),
    }])),
    supplies: new Map(table('supplies.tsv').map((row): [string, Supply] => [cell(row, 'key'), {
      key: cell(row, 'key'), MA_VAT_TU: cell(row, 'MA_VAT_TU'), TEN_VAT_TU: cell(row, 'TEN_VAT_TU'), DON_VI_TINH: cell(row, 'DON_VI_TINH'),
      DON_GIA: cell(row, 'DON_GIA'), TT_THAU: cell(row, 'TT_THAU'),
    }])),
    disease: (code) => catalogues.find('icd10', code, on)?.display ?? code,
  };
}
