import { codeSystem } from '#domains/person/rules';
import { at, each, ext, extEach, sameAs } from '../carry/carrier.ts';
import { code, concept, date, dateTime, decimal } from '../carry/codec.ts';
import { tableMap, type Role } from '../carry/frame.ts';
import { hasCode, resource } from '../carry/role.ts';
import { organization, rowNumber } from '../carry/across.ts';
import { tableShape } from '../../standard/index.ts';
import type { TableName } from '../../model/index.ts';

/** XML6 and XML15: care in a national programme is a CarePlan; tests that it names are Observations. */

const plan = (table: TableName): Role => resource('CarePlan', (writer) => ({
  status: 'active', intent: 'plan', category: [{ coding: [{ system: codeSystem('claim-table'), code: table }] }], title: tableShape(table).title,
  subject: writer.subject, encounter: writer.encounterReference,
}));

const VIRAL_LOAD = '25836-8';
const PCR = '9837-6';
const test = (name: string, loinc: string, text: string): Role => resource('Observation', (writer) => ({
  status: 'final', category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: loinc }], text }, subject: writer.subject, encounter: writer.encounterReference,
}), { name, same: (node) => hasCode(node, loinc) });

const programme = (codec = code) => ext('plan', 'programme', codec);
const place = () => ext('plan', 'programme', organization);
const regimen = (id: string, part: string, codec = code) => at('plan', `activity[id=${id}].detail.${part}`, codec);

export const XML6 = tableMap('XML6', 'plan', { plan: plan('XML6'), load: test('viral-load', VIRAL_LOAD, 'Tải lượng HIV'), pcr: test('pcr', PCR, 'PCR HIV') }, {
  MA_LK: sameAs('MA_LK'), MA_THE_BHYT: sameAs('MA_THE_BHYT'), SO_CCCD: sameAs('SO_CCCD'), NGAY_SINH: sameAs('NGAY_SINH'), GIOI_TINH: sameAs('GIOI_TINH'), DIA_CHI: sameAs('DIA_CHI'),
  MATINH_CU_TRU: sameAs('MATINH_CU_TRU'), MAHUYEN_CU_TRU: sameAs('MAHUYEN_CU_TRU'), MAXA_CU_TRU: sameAs('MAXA_CU_TRU'), MA_CSKCB: sameAs('MA_CSKCB'),
  NGAYKD_HIV: programme(date), NOI_LAY_MAU_XN: place(), NOI_XN_KD: place(), NOI_BDDT_ARV: place(), BDDT_ARV: regimen('first', 'scheduledPeriod.start', date),
  MA_PHAC_DO_DIEU_TRI_BD: regimen('first', 'code.coding[system=XML6.MA_PHAC_DO_DIEU_TRI].code'), MA_BAC_PHAC_DO_BD: programme(), MA_LYDO_DTRI: programme(),
  LOAI_DTRI_LAO: programme(), SANG_LOC_LAO: programme(), PHACDO_DTRI_LAO: regimen('tb', 'code.coding[system=XML6.PHACDO_DTRI_LAO].code'),
  NGAYBD_DTRI_LAO: regimen('tb', 'scheduledPeriod.start', date), NGAYKT_DTRI_LAO: regimen('tb', 'scheduledPeriod.end', date), KQ_DTRI_LAO: programme(),
  MA_LYDO_XNTL_VR: ext('load', 'programme', code), NGAY_XN_TLVR: at('load', 'effectiveDateTime', dateTime), KQ_XNTL_VR: at('load', 'valueCodeableConcept.coding[system=XML6.KQ_XNTL_VR].code', code),
  NGAY_KQ_XN_TLVR: ext('load', 'programme', date), MA_LOAI_BN: programme(), GIAI_DOAN_LAM_SANG: programme(), NHOM_DOI_TUONG: programme(), MA_TINH_TRANG_DK: extEach('plan', 'programme', code),
  LAN_XN_PCR: ext('pcr', 'programme', code), NGAY_XN_PCR: at('pcr', 'effectiveDateTime', dateTime), NGAY_KQ_XN_PCR: ext('pcr', 'programme', date),
  MA_KQ_XN_PCR: at('pcr', 'valueCodeableConcept.coding[system=XML6.MA_KQ_XN_PCR].code', code), NGAY_NHAN_TT_MANG_THAI: programme(date),
  NGAY_BAT_DAU_DT_CTX: regimen('ctx', 'scheduledPeriod.start', date), MA_XU_TRI: each('plan', 'category', concept('XML6.MA_XU_TRI'), 'MA_XU_TRI'),
  NGAY_BAT_DAU_XU_TRI: at('plan', 'period.start', date), NGAY_KET_THUC_XU_TRI: at('plan', 'period.end', date),
  MA_PHAC_DO_DIEU_TRI: regimen('arv', 'code.coding[system=XML6.MA_PHAC_DO_DIEU_TRI].code'), MA_BAC_PHAC_DO: programme(),
  SO_NGAY_CAP_THUOC_ARV: regimen('arv', 'quantity.value', decimal), NGAY_CHUYEN_PHAC_DO: regimen('arv', 'scheduledPeriod.start', date), LY_DO_CHUYEN_PHAC_DO: regimen('arv', 'reasonCode[0].coding[system=XML6.LY_DO_CHUYEN_PHAC_DO].code'),
  DU_PHONG: ext('plan', 'reserve'),
});

export const XML15 = tableMap('XML15', 'plan', { plan: plan('XML15') }, {
  MA_LK: sameAs('MA_LK'), STT: rowNumber('plan'), MA_BN: sameAs('MA_BN'), HO_TEN: sameAs('HO_TEN'), SO_CCCD: sameAs('SO_CCCD'), MA_CSKCB: sameAs('MA_CSKCB'),
  PHANLOAI_LAO_VITRI: programme(), PHANLOAI_LAO_TS: programme(), PHANLOAI_LAO_HIV: programme(), PHANLOAI_LAO_VK: programme(), PHANLOAI_LAO_KT: programme(), LOAI_DTRI_LAO: programme(),
  NGAYBD_DTRI_LAO: at('plan', 'period.start', date), NGAYKT_DTRI_LAO: at('plan', 'period.end', date), PHACDO_DTRI_LAO: regimen('tb', 'code.coding[system=XML15.PHACDO_DTRI_LAO].code'),
  KET_QUA_DTRI_LAO: programme(), NGAYKD_HIV: programme(date), BDDT_ARV: regimen('arv', 'scheduledPeriod.start', date), NGAY_BAT_DAU_DT_CTX: regimen('ctx', 'scheduledPeriod.start', date),
  DU_PHONG: ext('plan', 'reserve'),
});
