import { codeSystem } from '#domains/person/rules';
import { at, each, ext, extEach, sameAs, unless } from '../carry/carrier.ts';
import { code, coding, dateTime, decimal, flag, inside, instant, money, percent, reference } from '../carry/codec.ts';
import { tableMap, type Role } from '../carry/frame.ts';
import { ITEM, resource } from '../carry/role.ts';
import { care, practitioner, reasons, rowNumber } from '../carry/across.ts';

/** XML2 and XML3: a line of the Claim each, and what was done to the patient beside it. */

const CLAIM: Role = { type: 'Claim', isResource: false, always: false, find: (_frame, world) => world.claim };
/** Nothing written means no amount: a line has a dozen of them and most are 0. */
const amount = unless('0', ext('item', 'split', money));
const rule = (codec = code) => ext('item', 'insurance', codec);

const LINE = {
  MA_LK: sameAs('MA_LK'), STT: rowNumber('item'), MA_NHOM: at('item', 'category.coding[system=MA_NHOM].code', code),
  PHAM_VI: rule(), TYLE_TT_BH: rule(decimal), MUC_HUONG: rule(decimal), MA_PTTT: rule(), TT_THAU: ext('item', 'insurance'), VET_THUONG_TP: rule(flag),
  THANH_TIEN_BV: at('item', 'net', money), THANH_TIEN_BH: amount, T_NGUONKHAC_NSNN: amount, T_NGUONKHAC_VTNN: amount, T_NGUONKHAC_VTTN: amount,
  T_NGUONKHAC_CL: amount, T_NGUONKHAC: amount, T_BNTT: amount, T_BNCCT: amount, T_BHTT: amount,
  MA_KHOA: each('item', 'locationCodeableConcept.coding', coding('MA_KHOA')), MA_BAC_SI: care('orderer'), NGAY_YL: ext('item', 'moment', dateTime), DU_PHONG: ext('item', 'reserve'),
} as const;

const DISPENSE = resource('MedicationDispense', (writer) => ({ status: 'completed', subject: writer.subject, context: writer.encounterReference }));

export const XML2 = tableMap('XML2', 'item', { claim: CLAIM, item: ITEM, dispense: DISPENSE }, {
  ...LINE,
  MA_THUOC: at('dispense', 'medicationCodeableConcept.coding[system=ingredient].code', code), TEN_THUOC: at('dispense', 'medicationCodeableConcept.text'),
  SO_DANG_KY: at('dispense', 'medicationCodeableConcept.coding[system=drug-registration].code', code),
  MA_PP_CHEBIEN: extEach('dispense', 'medicine', code), HAM_LUONG: ext('dispense', 'medicine'), DANG_BAO_CHE: ext('dispense', 'medicine'),
  MA_CSKCB_THUOC: rule(), DON_VI_TINH: at('dispense', 'quantity.unit'), DUONG_DUNG: at('dispense', 'dosageInstruction[0].route.coding[system=route].code', code),
  LIEU_DUNG: at('dispense', 'dosageInstruction[0].text'), CACH_DUNG: at('dispense', 'dosageInstruction[0].patientInstruction'),
  SO_LUONG: at('item', 'quantity.value', decimal), DON_GIA: at('item', 'unitPrice', money), MA_DICH_VU: extEach('item', 'detail', code),
  NGAY_TH_YL: at('dispense', 'whenHandedOver', dateTime), NGUON_CTRA: rule(),
});

const ROW3 = {
  ...LINE,
  MA_DICH_VU: at('item', 'productOrService.coding[system=service].code', code), MA_VAT_TU: at('item', 'productOrService.coding[system=supply].code', code),
  TEN_VAT_TU: at('item', 'productOrService.coding[system=supply].display'), GOI_VTYT: ext('item', 'detail', code), MA_XANG_DAU: ext('item', 'detail', code),
  DON_VI_TINH: at('item', 'quantity.unit'), SO_LUONG: at('item', 'quantity.value', decimal), DON_GIA_BV: at('item', 'unitPrice', money), DON_GIA_BH: amount,
  TYLE_TT_DV: at('item', 'factor', percent), T_TRANTT: ext('item', 'split', money), MA_GIUONG: extEach('item', 'detail', code), MA_BENH: reasons,
  MA_BENH_YHCT: extEach('item', 'detail', code), PP_VO_CAM: ext('item', 'detail', code), VI_TRI_TH_DVKT: at('item', 'bodySite.coding[system=VI_TRI_TH_DVKT].code', code),
  MA_MAY: ext('item', 'detail'), MA_HIEU_SP: at('item', 'udi[0]', reference('Device', codeSystem('model'))), TAI_SU_DUNG: ext('item', 'insurance', flag),
} as const;

const ITEM_ONLY = { claim: CLAIM, item: ITEM };

/** Examinations, beds, supplies, transport: lines of the Claim alone. */
export const XML3_LINE = tableMap('XML3', 'item', ITEM_ONLY, {
  ...ROW3, TEN_DICH_VU: at('item', 'productOrService.coding[system=service].display'), MA_PTTT_QT: extEach('item', 'detail', code),
  NGUOI_THUC_HIEN: care('performer'), NGAY_TH_YL: at('item', 'servicedPeriod.start', dateTime), NGAY_KQ: at('item', 'servicedPeriod.end', dateTime),
});

const ACT = resource('Procedure', (writer) => ({ status: 'completed', subject: writer.subject, encounter: writer.encounterReference }));

/** Operations and procedures. */
export const XML3_ACT = tableMap('XML3', 'item', { ...ITEM_ONLY, act: ACT }, {
  ...ROW3, TEN_DICH_VU: at('act', 'code.text'), MA_PTTT_QT: each('act', 'code.coding', { ...coding('icd9cm') }, 'icd9cm'),
  NGUOI_THUC_HIEN: each('act', 'performer', inside('actor', practitioner)), NGAY_TH_YL: at('act', 'performedPeriod.start', dateTime), NGAY_KQ: at('act', 'performedPeriod.end', dateTime),
});

const REPORT = resource('DiagnosticReport', (writer) => ({ status: 'unknown', subject: writer.subject, encounter: writer.encounterReference }));

/** Tests, imaging, functional diagnostics: the results of XML4 stand below them. */
export const XML3_TEST = tableMap('XML3', 'item', { ...ITEM_ONLY, report: REPORT }, {
  ...ROW3, TEN_DICH_VU: at('report', 'code.text'), MA_PTTT_QT: extEach('item', 'detail', code),
  NGUOI_THUC_HIEN: each('report', 'performer', practitioner), NGAY_TH_YL: at('report', 'effectiveDateTime', dateTime), NGAY_KQ: at('report', 'issued', instant),
});

/** MA_NHOM whose rows are no act on the patient: supplies, transport, examination, beds, meals. Source: QĐ 5937/2021 PL3. */
const NO_ACT = new Set(['10', '11', '12', '13', '14', '15', '16', '19']);
const DIAGNOSTIC = new Set(['1', '2', '3']);

export function formOfService(group: string, service: string): typeof XML3_LINE {
  if (service === '' || NO_ACT.has(group)) return XML3_LINE;
  return DIAGNOSTIC.has(group) ? XML3_TEST : XML3_ACT;
}
