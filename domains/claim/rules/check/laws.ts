import type { Rule } from '../model/index.ts';

/**
 * On what law a rule stands and from when it is applied. The law itself, with its source, is in reference/law;
 * a test holds every rule's dates against it. A check that goes on under a newer decision keeps its first date.
 */
type Basis = Pick<Rule, 'law' | 'validFrom' | 'validTo'>;

const since = (law: string, validFrom: string, validTo: string | null = null): Basis => ({ law, validFrom, validTo });

export const QD130 = since('QD130.2023', '20230118');
export const QD4750 = since('QD4750.2023', '20240701');
export const QD3176 = since('QD3176.2024', '20250101');
export const QD1351 = since('QD1351.2015', '20230118');
export const QD3276 = since('QD3276.2025', '20250701');
export const LUATBHYT = since('LUATBHYT.2008', '20230118');
export const LUAT51 = since('LUAT51.2024', '20250701');
export const ND188_D50 = since('ND188.2025.D50', '20250701');
export const TT35 = since('TT35.2016', '20230118');
export const TT12 = since('TT12.2026.D10', '20260101');
export const TT48 = since('TT48.2017', '20230118');
export const TT18 = since('TT18.2022', '20230215');
export const CV266 = since('CV266', '20250101');

/** Diagnoses are coded by two lists, one after the other. */
export const ICD_4469 = since('QD4469.2020', '20230118', '20260630');
export const ICD_TT06 = since('TT06.2026', '20260701');

/** The amounts of XML3 under the three standards; each line is judged by the one of its day. */
export const XML3_130 = since('QD130.2023', '20230118', '20240630');
export const XML3_4750 = since('QD4750.2023', '20240701', '20241231');
export const XML3_3176 = QD3176;
/** MUC_HUONG was a whole number of three characters until QĐ 1931/2026. */
export const WHOLE_LEVEL = since('QD130.2023', '20230118', '20260630');
/** 3176 turned social-insurance numbers of signers into licence numbers; data from 01/07/2024 could be sent again under it. */
export const SIGNER_130 = since('QD130.2023', '20230118', '20240630');
