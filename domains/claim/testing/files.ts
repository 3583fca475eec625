import { TABLES, layout, writeFile, type Dossier, type FileKind, type LayoutName, type Row, type Table, type TableName } from '#domains/claim/rules';

/** Small dossiers of invented people, for tests only. */
export type Rows = Partial<Record<TableName, readonly Record<string, string>[]>>;

export const SUMMARY: Readonly<Record<string, string>> = {
  MA_LK: 'LK1', STT: '1', MA_BN: 'BN1', HO_TEN: 'Đặng Thị Ửng', SO_CCCD: '062198219211', NGAY_SINH: '196503120000', GIOI_TINH: '2', MA_QUOCTICH: '000', MA_DANTOC: '01', MA_NGHE_NGHIEP: '00000',
  DIA_CHI: 'Thôn 2', MATINH_CU_TRU: '51', MAXA_CU_TRU: '23293', DIEN_THOAI: '0901234567', MA_THE_BHYT: 'GD4512970702952', MA_DKBD: '62990', GT_THE_TU: '20260101', GT_THE_DEN: '20261231', LY_DO_VV: 'Đau bụng',
  CHAN_DOAN_VAO: 'Đau bụng', CHAN_DOAN_RV: 'Viêm dạ dày', MA_BENH_CHINH: 'K29.7', MA_BENH_KT: 'I10', MA_DOITUONG_KCB: '1.1', NGAY_VAO: '202609220949', NGAY_RA: '202609221030', SO_NGAY_DTRI: '0',
  KET_QUA_DTRI: '2', MA_LOAI_RV: '1', NGAY_TTOAN: '202609221040', T_THUOC: '30000', T_VTYT: '0', T_TONGCHI_BV: '80000.50', T_TONGCHI_BH: '80000.50', T_BNTT: '0', T_BNCCT: '16000.10', T_BHTT: '64000.40',
  T_NGUONKHAC: '0', T_BHTT_GDV: '64000.40', NAM_QT: '2026', THANG_QT: '9', MA_LOAI_KCB: '01', MA_KHOA: 'K01', MA_CSKCB: '62990', CAN_NANG: '51.50', MA_HSBA: 'HS1', NGAY_TAI_KHAM: '20261005',
};

export const DRUG: Readonly<Record<string, string>> = {
  MA_LK: 'LK1', STT: '1', MA_THUOC: '40.677', MA_NHOM: '4', TEN_THUOC: 'Omeprazol', DON_VI_TINH: 'viên', HAM_LUONG: '20mg', DUONG_DUNG: '1.01', LIEU_DUNG: '1 viên * 2 lần * 5 ngày', SO_DANG_KY: 'VD-1-10',
  PHAM_VI: '1', TYLE_TT_BH: '100', SO_LUONG: '10.000', DON_GIA: '3000', THANH_TIEN_BV: '30000', THANH_TIEN_BH: '30000', NGAY_YL: '202609221000', MA_BAC_SI: '000123/KT-CCHN',
};

const blankRow = (name: LayoutName, row: Record<string, string>): Row => ({ ...layout(name).blank, ...row });

export function dossierOf(rows: Rows, more: { kind?: FileKind; facility?: string; position?: number } = {}): Dossier {
  const tables = new Map<TableName, Table>();
  for (const name of TABLES) {
    const given = rows[name];
    if (given) tables.set(name, { name, layout: name === 'XML13' ? 'XML13@3176' : name, rows: given.map((row) => blankRow(name === 'XML13' ? 'XML13@3176' : name, row)) });
  }
  return { kind: more.kind ?? 'claim', position: more.position ?? 1, facility: more.facility ?? '62990', createdOn: '20260930', tables, problems: [] };
}

/** A visit under a key: everything else as in SUMMARY unless said. */
export function visit(maLk: string, summary: Record<string, string> = {}, rows: Rows = {}): Rows {
  return { XML1: [{ ...SUMMARY, MA_LK: maLk, ...summary }], XML2: [{ ...DRUG, MA_LK: maLk }], ...rows };
}

export function claimFile(dossiers: readonly Rows[], facility = '62990', tables: 'base64' | 'inline' = 'base64'): string {
  return writeFile({ kind: 'claim', facility, createdOn: '20260930', dossiers: dossiers.map((rows, index) => dossierOf(rows, { facility, position: index + 1 })) }, { tables });
}

/** The check-in of the same visit. */
export function checkInFile(maLk: string, more: Record<string, string> = {}): string {
  const { MA_BN = '', HO_TEN = '', SO_CCCD = '', NGAY_SINH = '', GIOI_TINH = '', NGAY_VAO = '', MA_LOAI_KCB = '', MA_DOITUONG_KCB = '' } = SUMMARY;
  const row = { MA_LK: maLk, STT: '1', MA_BN, HO_TEN, SO_CCCD, NGAY_SINH, GIOI_TINH, NGAY_VAO, MA_LOAI_KCB, MA_DOITUONG_KCB, MA_CSKCB: '62990', MA_DICH_VU: '02.1896', TEN_DICH_VU: 'Khám Nội', NGAY_YL: NGAY_VAO, ...more };
  return writeFile({ kind: 'checkin', facility: '62990', createdOn: '', dossiers: [dossierOf({ XML0: [row] }, { kind: 'checkin' })] });
}

/** Minutes of an assessment council, one a number. */
export function assessmentFile(minutes: readonly string[]): string {
  const { HO_TEN = '', SO_CCCD = '', MA_THE_BHYT = '' } = SUMMARY;
  const row = (number: string) => ({ NGUOI_CHU_TRI: 'Ksor Đạt', CHUC_VU: '1', NGAY_HOP: '20260929', HO_TEN, NGAY_SINH: '19650101', SO_CCCD, MA_THE_BHYT, KHAM_GIAM_DINH: '1', SO_BIEN_BAN: number, KET_QUA_KHAM: 'Hạn chế vận động', TONG_TYLE_TTCT: '31' });
  return writeFile({ kind: 'assessment', facility: '', createdOn: '', dossiers: minutes.map((number, index) => dossierOf({ XML12: [row(number)] }, { kind: 'assessment', facility: '', position: index + 1 })) });
}
