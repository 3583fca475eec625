/** Bounds of number fields, both inclusive, as the notes to the fields give them. Amounts and counts without a row here only may not be negative. */
const EVERYWHERE: Readonly<Record<string, readonly [least: number, most: number]>> = {
  TYLE_TT_BH: [0, 100], TYLE_TT_DV: [0, 100], MUC_HUONG: [0, 100], TUOI_THAI: [1, 42], THANG_QT: [1, 12], NAM_QT: [2017, 2100],
  SO_CON: [1, 20], LAN_SINH: [1, 30], SO_CON_SONG: [0, 30], SINHCON_PHAUTHUAT: [0, 1], SINHCON_DUOI32TUAN: [0, 1],
  TYLE_TTCT_CU: [0, 100], TYLE_TTCT_MOI: [0, 100], TONG_TYLE_TTCT: [0, 100], CHUC_VU: [1, 2], MUC_DO_KHUYETTAT: [1, 4],
  GIAI_DOAN_LAM_SANG: [1, 4], MA_BAC_PHAC_DO: [1, 3], MA_BAC_PHAC_DO_BD: [1, 3], LAN_XN_PCR: [1, 3], MA_KQ_XN_PCR: [0, 1], MA_LYDO_XNTL_VR: [1, 3],
  PHANLOAI_LAO_HIV: [1, 3], PHANLOAI_LAO_VK: [1, 2], CAN_NANG: [0.01, 200],
};

const BY_TABLE: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'XML15.LOAI_DTRI_LAO': [0, 3],
  'XML9.CAN_NANG_CON': [200, 9999],
};

export function rangeOf(table: string, field: string): readonly [least: number, most: number] | undefined {
  return BY_TABLE[`${table}.${field}`] ?? EVERYWHERE[field];
}
