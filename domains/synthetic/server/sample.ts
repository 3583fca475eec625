import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { check, readBytes, type Finding } from '#domains/claim/rules';
import { DossierText } from '#domains/synthetic/rules';

/** The de-identified dossier that lies beside a developer's checkout; not part of the product. */
export const SAMPLE = fileURLToPath(new URL('../../../../shared/standards/claim-xml/samples/dossier1_inpatient_base64.xml', import.meta.url));
export const sampleIsAvailable = (): boolean => existsSync(SAMPLE);

/** Forty single places over all tables that the sample fills: table, row, field, what is written there. */
export const PLACES: readonly (readonly [table: string, row: number, field: string, value: string])[] = [
  ['XML1', 1, 'HO_TEN', ''], ['XML1', 1, 'NGAY_SINH', '196513450000'], ['XML1', 1, 'GIOI_TINH', '4'], ['XML1', 1, 'MA_DANTOC', '77'], ['XML1', 1, 'MA_THE_BHYT', 'CB4990000000001'],
  ['XML1', 1, 'GT_THE_DEN', '20250901'], ['XML1', 1, 'MA_BENH_CHINH', 'K92.99'], ['XML1', 1, 'MA_BENH_KT', 'F10;K92.2'], ['XML1', 1, 'MA_DOITUONG_KCB', '1.12'], ['XML1', 1, 'NGAY_RA', '202510200800'],
  ['XML1', 1, 'SO_NGAY_DTRI', '8'], ['XML1', 1, 'KET_QUA_DTRI', '9'], ['XML1', 1, 'T_THUOC', '101477'], ['XML1', 1, 'T_BHTT', '2031009'], ['XML1', 1, 'MA_LOAI_KCB', '99'],
  ['XML2', 1, 'SO_LUONG', '4.000'], ['XML2', 2, 'DON_GIA', '35000.000'], ['XML2', 3, 'THANH_TIEN_BH', '15000'], ['XML2', 1, 'MUC_HUONG', '80'], ['XML2', 2, 'NGAY_YL', '202510301000'],
  ['XML2', 3, 'PHAM_VI', '2'], ['XML2', 1, 'DON_VI_TINH', ''], ['XML2', 2, 'TYLE_TT_BH', '101'], ['XML2', 4, 'NGAY_TH_YL', '202510200000'], ['XML2', 1, 'MA_PTTT', '7'],
  ['XML3', 1, 'THANH_TIEN_BV', '49701'], ['XML3', 2, 'TYLE_TT_DV', '50'], ['XML3', 3, 'NGAY_KQ', '202510210000'], ['XML3', 32, 'SO_LUONG', '5.000'], ['XML3', 32, 'MA_GIUONG', '12'],
  ['XML3', 20, 'TT_THAU', ''], ['XML3', 5, 'T_BNCCT', '100'], ['XML3', 7, 'MA_BENH', 'Z99.99'], ['XML3', 33, 'NGUOI_THUC_HIEN', ''],
  ['XML4', 1, 'NGAY_KQ', '202510190000'], ['XML4', 2, 'MA_DICH_VU', '18.9999.0001'], ['XML4', 3, 'TEN_CHI_SO', ''],
  ['XML5', 1, 'THOI_DIEM_DBLS', '202509010000'], ['XML5', 2, 'DIEN_BIEN_LS', ''],
  ['XML7', 1, 'NGAY_CT', '20251101'],
];

export interface SampleResult { readonly place: string; readonly value: string; readonly found: readonly string[] }

/** Spoils each place on its own and gives the rules that spoke there and did not before. */
export function spoilSample(): SampleResult[] {
  const catalogues = memoryCatalogues(fileSources());
  const file = readFileSync(SAMPLE, 'utf8');
  const findings = (text: string): Finding[] => readBytes(new TextEncoder().encode(text)).flatMap((item) => (item.type === 'dossier' ? check(item.dossier, catalogues, { asOf: '20261121' }) : []));
  const key = (finding: Finding) => `${finding.rule}|${finding.message}`;
  const before = new Set(findings(file).map(key));
  return PLACES.map(([table, row, field, value]) => {
    const text = DossierText.open(file);
    if (text.get(table, row, field) === undefined) throw new Error(`the sample has no ${table}[${row}].${field}`);
    text.set(table, row, field, value);
    const found = findings(text.close()).filter((finding) => !before.has(key(finding))
      && [finding, ...finding.related].some((place) => place.table === table && (place.row === row || place.row === null) && (place.field === field || place.field === null)));
    return { place: `${table}[${row}].${field}`, value, found: [...new Set(found.map((finding) => `${finding.rule} (${finding.severity})`))] };
  });
}
