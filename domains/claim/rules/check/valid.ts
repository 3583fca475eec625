import type { Row, TableName } from '../model/index.ts';
import { layout } from '../standard/index.ts';

/** Whole dossiers without a fault, for tests: one inpatient stay of three days, with everything that rules look at. */

export type Tables = Partial<Record<TableName, readonly Row[]>>;

const full = (table: TableName, name: Parameters<typeof layout>[0], values: Row): Row => {
  const row: Record<string, string> = {};
  for (const field of layout(name).fields) row[field.name] = '';
  return { ...row, ...(table === 'XML0' ? {} : { MA_LK: 'LK1' }), ...values };
};

const PERSON: Row = { HO_TEN: 'LÒ THỊ MẪU', SO_CCCD: '079190000001', NGAY_SINH: '199003050000', GIOI_TINH: '2' };
const STAY: Row = { NGAY_VAO: '202608030800', NGAY_RA: '202608061000' };
const SPLIT: Row = { T_NGUONKHAC_NSNN: '0', T_NGUONKHAC_VTNN: '0', T_NGUONKHAC_VTTN: '0', T_NGUONKHAC_CL: '0', T_NGUONKHAC: '0', MUC_HUONG: '80', T_BNTT: '0' };

const paid = (total: number): Row => ({ THANH_TIEN_BV: String(total), THANH_TIEN_BH: String(total), T_BNCCT: String(total / 5), T_BHTT: String((total / 5) * 4) });

const DRUG: Row = {
  ...SPLIT, ...paid(20000), STT: '1', MA_THUOC: '40.1021', MA_NHOM: '4', TEN_THUOC: 'Natri clorid 0,9%', DON_VI_TINH: 'Chai', HAM_LUONG: '0,9%', DUONG_DUNG: '2.15', LIEU_DUNG: '1 chai * 1 lần * 2 ngày',
  SO_DANG_KY: 'VD-35956-22', TT_THAU: '12/QĐ-BV;G1;N4;2026', PHAM_VI: '1', TYLE_TT_BH: '100', SO_LUONG: '2', DON_GIA: '10000', MA_KHOA: 'K03', MA_BAC_SI: 'A1', NGAY_YL: '202608030900', NGAY_TH_YL: '202608030905', MA_PTTT: '1', NGUON_CTRA: '1',
};
const SERVICE: Row = {
  ...SPLIT, ...paid(50000), STT: '1', MA_DICH_VU: '22.0121.1369', MA_NHOM: '1', TEN_DICH_VU: 'Tổng phân tích tế bào máu', DON_VI_TINH: 'Lần', PHAM_VI: '1', SO_LUONG: '1', DON_GIA_BV: '50000', DON_GIA_BH: '50000', TYLE_TT_DV: '100', TYLE_TT_BH: '100',
  MA_KHOA: 'K03', MA_BAC_SI: 'A1', NGUOI_THUC_HIEN: 'A2', MA_BENH: 'I10', NGAY_YL: '202608030900', NGAY_TH_YL: '202608030930', NGAY_KQ: '202608031000', MA_PTTT: '1', MA_MAY: 'HH.1.S1',
};
const BED: Row = {
  ...SERVICE, ...paid(600000), STT: '2', MA_DICH_VU: 'K03.1917', MA_NHOM: '15', TEN_DICH_VU: 'Giường nội khoa loại 1', SO_LUONG: '3', DON_GIA_BV: '200000', DON_GIA_BH: '200000', MA_GIUONG: 'H012', NGUOI_THUC_HIEN: '', MA_MAY: '', NGAY_YL: '202608030830', NGAY_TH_YL: '', NGAY_KQ: '202608061000',
};
const SUPPLY: Row = {
  ...SERVICE, ...paid(5000), STT: '3', MA_DICH_VU: '', TEN_DICH_VU: '', MA_VAT_TU: 'N03.01.070.0001', TEN_VAT_TU: 'Bơm tiêm 5 ml', MA_NHOM: '10', SO_LUONG: '5', DON_GIA_BV: '1000', DON_GIA_BH: '1000', TT_THAU: '9/QĐ-BV;G3;N0;2026', MA_MAY: '', NGUOI_THUC_HIEN: '', NGAY_TH_YL: '', NGAY_KQ: '',
};
const OPERATION: Row = {
  ...SERVICE, ...paid(1000000), STT: '4', MA_DICH_VU: '10.0506.0459', TEN_DICH_VU: 'Phẫu thuật cắt ruột thừa', MA_NHOM: '8', DON_GIA_BV: '1000000', DON_GIA_BH: '1000000', MA_PTTT_QT: '47.09', PP_VO_CAM: '1', MA_MAY: '', NGAY_YL: '202608040700', NGAY_TH_YL: '202608040800', NGAY_KQ: '202608040900',
};

const SUMMARY: Row = {
  ...PERSON, ...STAY, STT: '1', MA_BN: 'BN1', MA_QUOCTICH: '000', MA_DANTOC: '01', MA_NGHE_NGHIEP: '00000', DIA_CHI: 'Thôn 1', MATINH_CU_TRU: '79', MAXA_CU_TRU: '26734',
  MA_THE_BHYT: 'GD4790000000001', MA_DKBD: '79001', GT_THE_TU: '20260101', GT_THE_DEN: '20261231', LY_DO_VV: 'Đau bụng', LY_DO_VNT: 'Theo dõi', CHAN_DOAN_VAO: 'Đau bụng', CHAN_DOAN_RV: 'Tăng huyết áp',
  MA_BENH_CHINH: 'I10', MA_BENH_KT: 'E11.9', MA_PTTT_QT: '47.09', MA_DOITUONG_KCB: '1.1', NGAY_VAO_NOI_TRU: '202608030815', SO_NGAY_DTRI: '4', KET_QUA_DTRI: '2', MA_LOAI_RV: '1', NGAY_TTOAN: '202608061030',
  T_THUOC: '20000', T_VTYT: '5000', T_TONGCHI_BV: '1675000', T_TONGCHI_BH: '1675000', T_BNTT: '0', T_BNCCT: '335000', T_BHTT: '1340000', T_NGUONKHAC: '0', T_BHTT_GDV: '1340000',
  NAM_QT: '2026', THANG_QT: '08', MA_LOAI_KCB: '03', MA_KHOA: 'K03', MA_CSKCB: '79001', CAN_NANG: '55', NGAY_TAI_KHAM: '20260820', MA_HSBA: 'HS1', MA_TTDV: 'G1',
};

export function validStay(): Tables {
  return {
    XML1: [full('XML1', 'XML1', SUMMARY)],
    XML2: [full('XML2', 'XML2', DRUG)],
    XML3: [SERVICE, BED, SUPPLY, OPERATION].map((row) => full('XML3', 'XML3', row)),
    XML4: [full('XML4', 'XML4', { STT: '1', MA_DICH_VU: '22.0121.1369', MA_CHI_SO: 'WBC', TEN_CHI_SO: 'WBC', GIA_TRI: '7.4', DON_VI_DO: 'G/L', NGAY_KQ: '202608031000', MA_BS_DOC_KQ: 'A2' })],
    XML5: [full('XML5', 'XML5', { STT: '1', DIEN_BIEN_LS: 'Tỉnh', THOI_DIEM_DBLS: '202608030900', NGUOI_THUC_HIEN: 'A1' })],
    XML7: [full('XML7', 'XML7', { ...STAY, SO_LUU_TRU: 'HS1', MA_YTE: 'BN1', MA_KHOA_RV: 'K03', CHAN_DOAN_RV: 'Tăng huyết áp', PP_DIEUTRI: 'Nội khoa', MA_TTDV: 'G1', MA_BS: 'A1', TEN_BS: 'BÁC SĨ MẪU', NGAY_CT: '20260806' })],
    XML14: [full('XML14', 'XML14', { ...PERSON, ...STAY, SO_CCCD: '', SO_GIAYHEN_KL: '1', MA_CSKCB: '79001', NGAY_HEN_KL: '20260820', MA_BAC_SI: 'A1', MA_TTDV: 'G1', NGAY_CT: '20260806' })],
  };
}

/** A check-in that fits the stay. */
export function validCheckin(): Tables {
  return {
    XML0: [full('XML0', 'XML0', {
      ...PERSON, MA_LK: 'LK1', STT: '1', MA_BN: 'BN1', MA_THE_BHYT: 'GD4790000000001', MA_DKBD: '79001', GT_THE_TU: '20260101', GT_THE_DEN: '20261231', MA_DOITUONG_KCB: '1.1', NGAY_VAO: '202608030800', MA_LOAI_KCB: '01', MA_CSKCB: '79001', MA_DICH_VU: '02.1896', TEN_DICH_VU: 'Khám nội', NGAY_YL: '202608030810',
    })],
  };
}

/** An assessment of disability by a council. */
export function validAssessment(): Tables {
  const day = '20260801';
  return {
    XML12: [{
      ...full('XML0', 'XML12', {}), NGUOI_CHU_TRI: 'A', CHUC_VU: '1', NGAY_HOP: day, HO_TEN: 'B', NGAY_SINH: '19600101', SO_CCCD: '079160000001', NGAY_CAP_CCCD: '20210101', NOI_CAP_CCCD: 'Cục C06', DIA_CHI: 'Thôn 1', MATINH_CU_TRU: '79', MAXA_CU_TRU: '26734', MA_BHXH: '7900000001', DIEN_THOAI: '0900000000',
      MA_DOI_TUONG: 'TNLĐ', KHAM_GIAM_DINH: '1', SO_BIEN_BAN: '1', DANG_HUONG_CHE_DO: '4', NGAY_CHUNG_TU: day, SO_GIAY_GIOI_THIEU: '1', NGAY_DE_NGHI: '20260701', MA_DONVI: '1', GIOI_THIEU_CUA: 'BHXH', KET_QUA_KHAM: 'x', SO_VAN_BAN_CAN_CU: '1', TYLE_TTCT_MOI: '31', DE_NGHI: 'x', DUOC_XACDINH: 'x',
    }],
  };
}
