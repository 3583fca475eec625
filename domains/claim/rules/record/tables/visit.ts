import { CANONICAL, codeSystem, SID } from '#domains/person/rules';
import { at, each, ext, extEach, inGroup, type Carrier } from '../carry/carrier.ts';
import { code, concept, date, dateTime, decimal, inside, integer, money, reference } from '../carry/codec.ts';
import { tableMap, type Role } from '../carry/frame.ts';
import { nodesOf, textOf } from '../carry/node.ts';
import * as person from '../carry/person.ts';
import { contained, hasCode, personOf, resource } from '../carry/role.ts';
import { diagnoses, mainDiagnosisText, organization, perCard, practitioner, rowNumber } from '../carry/across.ts';

/** XML0 and XML1: the visit itself. */

const LOINC = 'http://loinc.org';
const vital = (loinc: string, text: string, more: () => object): Role => resource('Observation', (writer) => ({
  status: 'final', code: { coding: [{ system: LOINC, code: loinc }], text }, subject: writer.subject, encounter: writer.encounterReference, ...more(),
}), { id: [loinc === WEIGHT ? 'weight' : 'blood-group'], same: (node) => hasCode(node, loinc) });
const WEIGHT = '29463-7';
const BLOOD = '882-1';
const vitalSigns = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }];

/** Made before its row is put: a visit is there even where nothing says so. */
const ENCOUNTER: Role = { type: 'Encounter', isResource: true, always: false, find: (_frame, world) => world.encounter };
const CLAIM: Role = { type: 'Claim', isResource: true, always: false, find: (_frame, world) => world.claim };

/** MA_LK: known by the Encounter, from the first. */
const visitKey: Carrier = {
  by: 'element', role: 'encounter', path: 'identifier[system=visit/…].value', why: null, put: () => {},
  get: (frame) => textOf(nodesOf(frame.node('encounter')?.['identifier']).find((one) => one['system'] === SID.visit(frame.world.facility))?.['value']),
};

const department = reference('Location', codeSystem('MA_KHOA'));

const type = (list: string): Carrier => at('encounter', `type[id=${list}].coding[system=${list}].code`, code);

const SHARED = {
  MA_LK: visitKey, MA_BN: person.patientNumber('person'), HO_TEN: person.personName('person'), SO_CCCD: person.identityPaper('person'),
  NGAY_SINH: person.birth('person'), GIOI_TINH: person.gender('person'),
  MA_THE_BHYT: perCard('subscriberId'), MA_DKBD: perCard('extension[url=registered-facility].valueString', undefined, 'extension'),
  GT_THE_TU: perCard('period.start', date), GT_THE_DEN: perCard('period.end', date),
  MA_DOITUONG_KCB: type('MA_DOITUONG_KCB'), MA_LOAI_KCB: type('MA_LOAI_KCB'),
  NGAY_VAO: at('encounter', 'period.start', dateTime), NGAY_VAO_NOI_TRU: at('encounter', 'classHistory[0].period.start', dateTime),
  LY_DO_VNT: at('encounter', 'reasonCode[id=VNT].text'), MA_LY_DO_VNT: at('encounter', 'reasonCode[id=VNT].coding[system=MA_LY_DO_VNT].code', code),
  MA_CSKCB: at('encounter', 'serviceProvider', organization), DU_PHONG: ext('encounter', 'reserve'),
} as const;

/** What the first cost was: an order that the check-in names and no other table does. */
const FIRST = contained('encounter', 'first', 'ServiceRequest', (encounter) => { encounter['basedOn'] = [{ reference: '#first' }]; },
  (writer) => ({ status: 'active', intent: 'order', subject: writer.subject }));
const first = (system: string, part: 'code' | 'display'): Carrier => at('first', `code.coding[system=${system}].${part}`, part === 'code' ? code : undefined);

export const XML0 = tableMap('XML0', 'encounter', { encounter: ENCOUNTER, person: personOf('encounter'), first: FIRST }, {
  ...SHARED, STT: rowNumber('encounter'),
  MA_DICH_VU: first('service', 'code'), TEN_DICH_VU: first('service', 'display'), MA_THUOC: first('ingredient', 'code'), TEN_THUOC: first('ingredient', 'display'),
  MA_VAT_TU: first('supply', 'code'), TEN_VAT_TU: first('supply', 'display'), NGAY_YL: at('first', 'authoredOn', dateTime),
});

const total = inGroup('claim-amounts', ext('claim', 'split', money));
const transferred: Carrier = at('encounter', 'basedOn[0]', reference('ServiceRequest', `${CANONICAL}/sid/referral`));

export const XML1 = tableMap('XML1', 'encounter', {
  encounter: ENCOUNTER, claim: CLAIM, person: personOf('encounter'),
  weight: vital(WEIGHT, 'Cân nặng', () => ({ category: vitalSigns, valueQuantity: { unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } })), blood: vital(BLOOD, 'Nhóm máu', () => ({})),
}, {
  ...SHARED, STT: rowNumber('encounter'),
  NHOM_MAU: at('blood', 'valueCodeableConcept.text'),
  MA_QUOCTICH: person.nationality('person'), MA_DANTOC: person.ethnicity('person'), MA_NGHE_NGHIEP: person.occupation('person'),
  DIA_CHI: person.addressText('person'), MATINH_CU_TRU: person.addressCode('person', 'province'), MAHUYEN_CU_TRU: person.addressCode('person', 'district'),
  MAXA_CU_TRU: person.addressCode('person', 'commune'), DIEN_THOAI: person.phone('person'),
  NGAY_MIEN_CCT: ext('claim', 'period', dateTime),
  LY_DO_VV: at('encounter', 'reasonCode[id=VV].text'), CHAN_DOAN_VAO: at('encounter', 'reasonCode[id=DIAGNOSIS].text'),
  CHAN_DOAN_RV: mainDiagnosisText, MA_BENH_CHINH: diagnoses('main'), MA_BENH_KT: diagnoses('other'), MA_BENH_YHCT: diagnoses('traditional'),
  MA_PTTT_QT: each('claim', 'procedure', inside('procedureCodeableConcept', concept('icd9cm'))),
  MA_NOI_DI: at('encounter', 'hospitalization.origin', organization), MA_NOI_DEN: at('encounter', 'hospitalization.destination', organization),
  MA_TAI_NAN: ext('encounter', 'detail', code), NGAY_RA: at('encounter', 'period.end', dateTime), GIAY_CHUYEN_TUYEN: transferred,
  SO_NGAY_DTRI: at('encounter', 'length.value', decimal), PP_DIEU_TRI: ext('encounter', 'outcome'), KET_QUA_DTRI: ext('encounter', 'outcome', code),
  MA_LOAI_RV: at('encounter', 'hospitalization.dischargeDisposition.coding[system=MA_LOAI_RV].code', code), GHI_CHU: ext('encounter', 'outcome'),
  NGAY_TTOAN: at('claim', 'created', dateTime),
  T_THUOC: total, T_VTYT: total, T_TONGCHI_BV: at('claim', 'total', money), T_TONGCHI_BH: total, T_BNTT: total, T_BNCCT: total, T_BHTT: total, T_NGUONKHAC: total, T_BHTT_GDV: total,
  NAM_QT: ext('claim', 'period', integer), THANG_QT: ext('claim', 'period', code),
  MA_KHOA: each('encounter', 'location', inside('location', department)), MA_KHUVUC: ext('encounter', 'insurance', code),
  CAN_NANG: at('weight', 'valueQuantity.value', decimal), CAN_NANG_CON: extEach('encounter', 'birth', integer),
  NAM_NAM_LIEN_TUC: ext('claim', 'period', date), NGAY_TAI_KHAM: extEach('encounter', 'outcome', date),
  MA_HSBA: person.ofFacility('encounter', 'medical-record'), MA_TTDV: at('claim', 'enterer', practitioner),
});
