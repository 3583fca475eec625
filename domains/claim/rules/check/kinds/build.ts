import type { FileKind, LayoutName, Row, TableName } from '../../model/index.ts';
import { formatMoney, parseMoney } from '../../money/index.ts';
import { layout } from '../../standard/index.ts';

/**
 * Pieces of dossiers written by hand from the standard's text, for tests. Nothing here is worked out by the code
 * under test: amounts are typed in, only XML1's sums are added up.
 */
export type Tables = Partial<Record<TableName, readonly Row[]>>;

export interface Kind {
  readonly name: string;
  readonly tables: Tables;
  readonly file?: FileKind;
  readonly createdOn?: string;
}

export const full = (name: LayoutName, values: Row): Row => {
  const row: Record<string, string> = {};
  for (const { name: field } of layout(name).fields) row[field] = '';
  return { ...row, ...(row['MA_LK'] === undefined ? {} : { MA_LK: 'LK1' }), ...values };
};

export interface Pay {
  readonly bv: string;
  readonly bh?: string;
  readonly level: string;
  readonly own?: string;
  readonly co?: string;
  readonly fund: string;
  readonly nsnn?: string;
  readonly cl?: string;
}

const money = ({ bv, bh = bv, level, own = '0', co = '0', fund, nsnn = '0', cl = '0' }: Pay): Row => ({
  THANH_TIEN_BV: bv, THANH_TIEN_BH: bh, MUC_HUONG: level, T_BNTT: own, T_BNCCT: co, T_BHTT: fund,
  T_NGUONKHAC_NSNN: nsnn, T_NGUONKHAC_VTNN: '0', T_NGUONKHAC_VTTN: '0', T_NGUONKHAC_CL: cl, T_NGUONKHAC: nsnn === '0' ? cl : nsnn,
});

/** A line of XML2; amounts as given. */
export const drug = (at: string, quantity: string, price: string, pay: Pay, more: Row = {}): Row => full('XML2', {
  ...money(pay), MA_THUOC: '40.48', MA_NHOM: '4', TEN_THUOC: 'Paracetamol 500mg', DON_VI_TINH: 'Viên', HAM_LUONG: '500mg', DUONG_DUNG: '1.01', LIEU_DUNG: '1 viên/lần * 2 lần/ngày * 5 ngày [2 viên/ngày]',
  SO_DANG_KY: 'VD-24850-16', TT_THAU: '123/QĐ-SYT;G1;N4;2026', PHAM_VI: '1', TYLE_TT_BH: '100', SO_LUONG: quantity, DON_GIA: price, MA_KHOA: 'K01', MA_BAC_SI: '001234/GPHN', NGAY_YL: at, NGAY_TH_YL: at, MA_PTTT: '1', NGUON_CTRA: '1', ...more,
});

/** A line of XML3, an examination unless said otherwise. */
export const service = (at: string, quantity: string, price: string, pay: Pay, more: Row = {}): Row => full('XML3', {
  ...money(pay), MA_DICH_VU: '02.1896', MA_NHOM: '13', TEN_DICH_VU: 'Khám Nội', DON_VI_TINH: 'Lần', PHAM_VI: '1', SO_LUONG: quantity, DON_GIA_BV: price, DON_GIA_BH: price, TYLE_TT_DV: '100', TYLE_TT_BH: '100',
  MA_KHOA: 'K01', MA_BAC_SI: '001234/GPHN', MA_BENH: 'I10', NGAY_YL: at, MA_PTTT: '1', ...more,
});

/** A test, operation or procedure, done and finished at the time of its order. */
export const done = (at: string, group: string, code: string, name: string, price: string, pay: Pay, more: Row = {}): Row => service(at, '1', price, pay, {
  MA_DICH_VU: code, MA_NHOM: group, TEN_DICH_VU: name, NGUOI_THUC_HIEN: '001235/GPHN', NGAY_TH_YL: at, NGAY_KQ: at, MA_MAY: group.length === 1 && group < '4' ? 'SH.1.S01' : '',
  ...(group === '8' ? { MA_PTTT_QT: '47.09', PP_VO_CAM: '1' } : {}), ...more,
});

export const bed = (from: string, to: string, quantity: string, price: string, pay: Pay, more: Row = {}): Row =>
  service(from, quantity, price, pay, { MA_DICH_VU: 'K03.1917', MA_NHOM: '15', TEN_DICH_VU: 'Giường Nội khoa loại 1', DON_VI_TINH: 'Ngày', MA_KHOA: 'K03', MA_GIUONG: 'H012', NGAY_KQ: to, ...more });

export const supply = (at: string, quantity: string, price: string, pay: Pay, more: Row = {}): Row => service(at, quantity, price, pay, {
  MA_DICH_VU: '', TEN_DICH_VU: '', MA_VAT_TU: 'N03.01.070.0976.000.0007', MA_NHOM: '10', TEN_VAT_TU: 'Vật tư mẫu', DON_VI_TINH: 'Cái', TT_THAU: '9/QĐ-BV;G3;N0;2026', MA_KHOA: 'K03', ...more,
});

const PERSON: Row = { HO_TEN: 'LÒ THỊ MẪU', SO_CCCD: '079190000001', NGAY_SINH: '199003050000', GIOI_TINH: '2' };
const NEW_HOME: Row = { DIA_CHI: 'Khu phố 1', MATINH_CU_TRU: '79', MAHUYEN_CU_TRU: '', MAXA_CU_TRU: '25747' };
export const OLD_HOME: Row = { DIA_CHI: 'Phường Tân Định', MATINH_CU_TRU: '79', MAHUYEN_CU_TRU: '760', MAXA_CU_TRU: '26734' };
/** For data before 01/07/2024: signers stand with their social-insurance numbers. */
export const OLD_SIGNER = '0123456789';

export const card = (code: string, year: string, registered = '79001'): Row => ({ MA_THE_BHYT: code, MA_DKBD: registered, GT_THE_TU: `${year}0101`, GT_THE_DEN: `${year}1231` });
export const NO_CARD: Row = { MA_THE_BHYT: '', MA_DKBD: '', GT_THE_TU: '', GT_THE_DEN: '', MA_DOITUONG_KCB: '9' };

const SUMS = ['T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC'] as const;
const added = (rows: readonly Row[], field: string): string => formatMoney(rows.reduce((total, row) => total + (parseMoney(row[field] ?? '') ?? 0n), 0n));

/** XML1 of an outpatient visit from `came` to `left`; its sums are those of the lines. Further tables in `papers`. */
export function visit(name: string, came: string, left: string, summary: Row, lines: { drugs?: readonly Row[]; services?: readonly Row[]; papers?: Tables }): Kind {
  const drugs = lines.drugs ?? [];
  const services = lines.services ?? [];
  const all = [...drugs, ...services];
  const paid = summary['NGAY_TTOAN'] ?? left;
  const one = full('XML1', {
    ...PERSON, ...(left < '202507010000' ? OLD_HOME : NEW_HOME), ...card('GD4790000000001', came.slice(0, 4)), STT: '1', MA_BN: 'BN1', MA_QUOCTICH: '000', MA_DANTOC: '01', MA_NGHE_NGHIEP: '00000',
    LY_DO_VV: 'Đau đầu', CHAN_DOAN_VAO: 'Đau đầu', CHAN_DOAN_RV: 'Tăng huyết áp', MA_BENH_CHINH: 'I10', MA_DOITUONG_KCB: '1.1', NGAY_VAO: came, NGAY_RA: left, SO_NGAY_DTRI: '0', KET_QUA_DTRI: '2', MA_LOAI_RV: '1',
    NGAY_TTOAN: left, NAM_QT: paid.slice(0, 4), THANG_QT: paid.slice(4, 6), MA_LOAI_KCB: '01', MA_KHOA: 'K01', MA_CSKCB: '79001', MA_HSBA: 'HS1', MA_TTDV: left < '202501010000' ? OLD_SIGNER : '000001/GPHN',
    T_THUOC: added(drugs, 'THANH_TIEN_BV'), T_VTYT: added(services.filter((row) => row['MA_NHOM'] === '10'), 'THANH_TIEN_BV'), T_TONGCHI_BV: added(all, 'THANH_TIEN_BV'), T_TONGCHI_BH: added(all, 'THANH_TIEN_BH'),
    ...Object.fromEntries(SUMS.map((field) => [field, added(all, field)])), T_BHTT_GDV: added(all.filter((row) => row['MA_PTTT'] === '1'), 'T_BHTT'), ...summary,
  });
  const numbered = (rows: readonly Row[]): readonly Row[] => rows.map((row, index) => ({ ...row, STT: String(index + 1) }));
  const tables: Tables = { XML1: [one], ...(drugs.length > 0 && { XML2: numbered(drugs) }), ...(services.length > 0 && { XML3: numbered(services) }), ...lines.papers };
  return { name, tables };
}

/** XML1's fields of a stay. */
export const stay = (type: string, admitted: string, days: string, more: Row = {}): Row => ({ MA_LOAI_KCB: type, NGAY_VAO_NOI_TRU: admitted, LY_DO_VNT: 'Theo dõi', SO_NGAY_DTRI: days, MA_KHOA: 'K03', ...more });
export const course = (at: string): Row => full('XML5', { STT: '1', DIEN_BIEN_LS: 'Tỉnh, CSST<M75_T37_HA120/70_NT18_SP98_HL2>', THOI_DIEM_DBLS: at, NGUOI_THUC_HIEN: '001234/GPHN' });
export const discharge = (came: string, left: string, more: Row = {}): Row => full('XML7', {
  SO_LUU_TRU: 'HS1', MA_YTE: 'BN1', MA_KHOA_RV: 'K03', NGAY_VAO: came, NGAY_RA: left, CHAN_DOAN_RV: 'Tăng huyết áp', PP_DIEUTRI: 'Nội khoa', MA_TTDV: left < '202501010000' ? OLD_SIGNER : '000001/GPHN', MA_BS: '001234/GPHN', TEN_BS: 'BÁC SĨ MẪU', NGAY_CT: left.slice(0, 8), ...more,
});
/** The papers of a stay without anything special. */
export const stayed = (came: string, left: string): Tables => ({ XML5: [course(came)], XML7: [discharge(came, left)] });
