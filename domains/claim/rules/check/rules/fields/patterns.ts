import type { TableName } from '../../../model/index.ts';

/** Shapes of codes. `must`: the gateway refuses; otherwise a warning, because other shapes are known to pass. */
export interface Shape {
  readonly pattern: RegExp;
  readonly must: boolean;
  /** Vietnamese: what it should look like. */
  readonly expected: string;
  /** A `;` list: each item has this shape. */
  readonly many?: true;
}

const FACILITY: Shape = { pattern: /^[0-9A-Z]{5}$/, must: true, expected: 'mã cơ sở KCB 5 ký tự' };
const FACILITIES: Shape = { ...FACILITY, many: true };
/** Passports of other countries differ: a letter, then letters and digits. */
const PERSON: Shape = { pattern: /^(\d{9}|\d{12}|[A-Z][A-Z0-9]{5,13})$/, must: false, expected: 'CCCD 12 số, CMND 9 số hoặc hộ chiếu (chữ hoa rồi chữ và số, ví dụ B1234567)' };
const SOCIAL: Shape = { pattern: /^(?!0+$)(\d{10}|\d{12})$/, must: true, expected: '10 số BHXH (hoặc 12 số định danh), không toàn số 0' };
const PARENT: Shape = { ...SOCIAL, must: false };
const ONLY_ONE: Shape = { pattern: /^1$/, must: true, expected: 'số 1 hoặc để trống' };
const BID_DRUG: Shape = { pattern: /^[^;]+;G[1-9]\d?;(N[1-9]\d?|BDG);\d{4}(;[^;]+){0,2}$/, must: false, expected: 'số quyết định;gói G1–G99;nhóm N1–N99;năm' };
const BID_SUPPLY: Shape = { pattern: /^[^;]+;G\d{1,2};N\d{1,2};\d{4}(;[^;]+){0,2}$/, must: false, expected: 'số quyết định;gói G0–G99;nhóm N0–N99;năm' };
const MOMENT_TEXT: Shape = { pattern: /^\d{12}$/, must: false, expected: 'yyyyMMddHHmm (12 số)' };

/** Technique, examination, bed, transport; suffixes for anaesthesia, stopped and sent-out services. */
const SERVICE = /^(\d{2}\.\d{4}\.\d{4}|\d{2}\.\d{2,4}|K\d{2}[\w.]*|VC\.\w{5}|[A-Z]{2,4}\.\w[\w.]*)(_(GT|TB|TT))?(\.K\.\w{5})?$/;

const EVERYWHERE: Readonly<Record<string, Shape>> = {
  MA_CSKCB: FACILITY, MA_NOI_DI: FACILITY, MA_NOI_DEN: FACILITY, MA_CSKCB_DEN: FACILITY, MA_CSKCB_DI: FACILITIES, MA_DKBD: FACILITIES,
  NOI_LAY_MAU_XN: FACILITY, NOI_XN_KD: FACILITY, NOI_BDDT_ARV: FACILITY,
  SO_CCCD: PERSON, SO_CCCD_NND: PERSON, MA_BHXH: SOCIAL, MA_BHXH_NND: PARENT, MA_CHA: PARENT, MA_ME: PARENT,
  DIEN_THOAI: { pattern: /^(0|\+?84)\d{8,10}$/, must: false, expected: 'số điện thoại 10 số bắt đầu bằng 0' },
  MA_QUOCTICH: { pattern: /^\d{3}$/, must: true, expected: '3 số (Việt Nam là 000)' },
  MA_DANTOC: { pattern: /^\d{2}$/, must: true, expected: '2 số' },
  MA_DANTOC_NND: { pattern: /^\d{2}$/, must: true, expected: '2 số' },
  MA_NGHE_NGHIEP: { pattern: /^\d{5}$/, must: false, expected: '5 số (không nghề là 00000)' },
  MATINH_CU_TRU: { pattern: /^\d{2,3}$/, must: true, expected: '2 số của mã tỉnh' },
  MAXA_CU_TRU: { pattern: /^\d{5}$/, must: true, expected: '5 số của mã xã' },
  MA_GIUONG: { pattern: /^[HTCK]\d{3}$/, must: true, expected: 'H, T, C hoặc K và 3 số, ví dụ H012', many: true },
  GOI_VTYT: { pattern: /^G[1-9]\d{0,2}$/, must: true, expected: 'G1, G2, …' },
  VET_THUONG_TP: ONLY_ONE, TAI_SU_DUNG: ONLY_ONE,
  MAU_SO: { pattern: /^CT07$/, must: true, expected: 'CT07 hoặc để trống' },
  MA_MAY: { pattern: /^[A-ZĐ]{2,4}\.[1-9]\.[^;]+(;.+)?$/, must: false, expected: 'nhóm.nguồn kinh phí.số máy' },
  SO_DANG_KY: { pattern: /^\S+$/, must: false, expected: 'không có khoảng trắng' },
  MA_CSKCB_THUOC: { pattern: /^(C|K|M|HC)\.\w{5}$/, must: false, expected: 'C., K., M. hoặc HC. và mã cơ sở KCB' },
  // Weight is text in the standard although it is a number with two decimals.
  CAN_NANG: { pattern: /^\d{1,3}(\.\d{1,2})?$/, must: true, expected: 'số kg, tối đa 2 số lẻ, dấu chấm' },
};

const BY_TABLE: Readonly<Record<string, Shape>> = {
  'XML2.TT_THAU': BID_DRUG,
  'XML3.TT_THAU': BID_SUPPLY,
  'XML3.MA_DICH_VU': { pattern: SERVICE, must: false, expected: 'XX.YYYY.ZZZZ (kỹ thuật), XX.YY (khám), Kxx… (giường) hoặc VC.xxxxx (vận chuyển)' },
  'XML1.CAN_NANG_CON': { pattern: /^\d{3,4}$/, must: false, expected: 'số gam', many: true },
  'XML13.NGAY_VAO': MOMENT_TEXT,
  'XML13.NGAY_RA': MOMENT_TEXT,
};

export function shapeOf(table: TableName, field: string): Shape | undefined {
  return BY_TABLE[`${table}.${field}`] ?? EVERYWHERE[field];
}
