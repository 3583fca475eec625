/** Fields whose value stands in a code list. Several lists: found in any of them is found (old and new administrative units). */
export interface ListedField {
  readonly lists: readonly string[];
  /** A `;` list: each item is looked up. */
  readonly many?: true;
  /** What to look up instead of the item itself; '' : nothing to look up. */
  readonly code?: (item: string) => string;
}

const one = (...lists: readonly string[]): ListedField => ({ lists });
const many = (...lists: readonly string[]): ListedField => ({ lists, many: true });

/** By field name in any table. */
const EVERYWHERE: Readonly<Record<string, ListedField>> = {
  GIOI_TINH: one('GIOI_TINH'), GIOI_TINH_CON: one('GIOI_TINH'), KET_QUA_DTRI: one('KET_QUA_DTRI'), MA_LOAI_RV: one('MA_LOAI_RV'),
  MA_QUOCTICH: one('country'), MA_DANTOC: one('ethnic'), MA_DANTOC_NND: one('ethnic'), MA_NGHE_NGHIEP: one('occupation'),
  MATINH_CU_TRU: one('province', 'old-province'), MAHUYEN_CU_TRU: one('old-district'), MAXA_CU_TRU: one('commune', 'old-commune'),
  MA_DOITUONG_KCB: one('MA_DOITUONG_KCB'), MA_LOAI_KCB: one('MA_LOAI_KCB'), MA_KHUVUC: one('MA_KHUVUC'), MA_TAI_NAN: one('MA_TAI_NAN'),
  MA_CSKCB: one('facility'), MA_NOI_DI: one('facility'), MA_NOI_DEN: one('facility'), MA_CSKCB_DEN: one('facility'), MA_CSKCB_DI: many('facility'),
  // Temporary cards are registered at <province>000, which is no facility.
  MA_DKBD: { lists: ['facility'], many: true, code: (item) => (item.endsWith('000') ? '' : item) },
  MA_NHOM: one('MA_NHOM'), PHAM_VI: one('PHAM_VI'), MA_PTTT: one('MA_PTTT'), NGUON_CTRA: one('NGUON_CTRA'), PP_VO_CAM: one('PP_VO_CAM'),
  MA_LYDO_CT: one('MA_LYDO_CT'), MA_DINH_CHI_THAI: one('MA_DINH_CHI_THAI'), MA_XANG_DAU: one('MA_XANG_DAU'), DUONG_DUNG: one('route'),
  MA_KHOA: many('MA_KHOA'), MA_KHOA_RV: one('MA_KHOA'), MA_PTTT_QT: many('icd9cm'),
};

/** Codes made on the spot stand in no list: outside the list, blood transport, packaging, self-made. */
const ingredient = (item: string): string => (/^(00\.|VM\.|BB\.)/.test(item) ? '' : item.replace(/\.(KT|NAT|KTNAT)$/, ''));

const BY_TABLE: Readonly<Record<string, ListedField>> = {
  'XML2.MA_THUOC': { lists: ['ingredient'], code: (item) => (item.includes('+') ? '' : ingredient(item)) },
  'XML6.MA_LYDO_DTRI': one('XML6.MA_LYDO_DTRI'), 'XML6.LOAI_DTRI_LAO': one('XML6.LOAI_DTRI_LAO'), 'XML6.SANG_LOC_LAO': one('XML6.SANG_LOC_LAO'),
  'XML6.KQ_DTRI_LAO': one('XML6.KQ_DTRI_LAO'), 'XML6.KQ_XNTL_VR': one('XML6.KQ_XNTL_VR'), 'XML6.MA_LOAI_BN': one('XML6.MA_LOAI_BN'),
  'XML6.MA_TINH_TRANG_DK': many('XML6.MA_TINH_TRANG_DK'), 'XML6.MA_XU_TRI': many('XML6.MA_XU_TRI'),
  'XML6.LY_DO_CHUYEN_PHAC_DO': one('XML6.LY_DO_CHUYEN_PHAC_DO'), 'XML6.NHOM_DOI_TUONG': one('XML6.NHOM_DOI_TUONG'),
  'XML6.NOI_LAY_MAU_XN': one('facility'), 'XML6.NOI_XN_KD': one('facility'), 'XML6.NOI_BDDT_ARV': one('facility'),
  'XML12.KHAM_GIAM_DINH': one('XML12.KHAM_GIAM_DINH'), 'XML12.DANG_KHUYETTAT': one('XML12.DANG_KHUYETTAT'), 'XML12.DANG_HUONG_CHE_DO': many('XML12.DANG_HUONG_CHE_DO'),
  'XML15.PHANLOAI_LAO_VITRI': one('XML15.PHANLOAI_LAO_VITRI'), 'XML15.PHANLOAI_LAO_TS': one('XML15.PHANLOAI_LAO_TS'), 'XML15.PHANLOAI_LAO_KT': one('XML15.PHANLOAI_LAO_KT'),
  'XML15.PHACDO_DTRI_LAO': one('XML15.PHACDO_DTRI_LAO'), 'XML15.KET_QUA_DTRI_LAO': one('XML15.KET_QUA_DTRI_LAO'),
};

export function listOf(table: string, field: string): ListedField | undefined {
  return BY_TABLE[`${table}.${field}`] ?? EVERYWHERE[field];
}

/** Names for messages; a list called after its field needs none. */
const NAMES: Readonly<Record<string, string>> = {
  country: 'quốc tịch', ethnic: 'dân tộc', occupation: 'nghề nghiệp', province: 'tỉnh', 'old-province': 'tỉnh trước 01/07/2025', 'old-district': 'huyện',
  commune: 'xã', 'old-commune': 'xã trước 01/07/2025', facility: 'cơ sở khám bệnh, chữa bệnh', route: 'đường dùng thuốc', icd9cm: 'ICD-9-CM', ingredient: 'hoạt chất',
};

/** `tỉnh, tỉnh trước 01/07/2025` */
export function namesOf(listed: ListedField): string {
  return listed.lists.map((list) => NAMES[list] ?? list).join(', ');
}
