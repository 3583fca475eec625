import { codeSystem, SID } from '#domains/person/rules';
import { tableShape } from '../../standard/index.ts';
import { at, each, ext, extEach, sameAs } from '../carry/carrier.ts';
import { code, concept, date, dateTime, inside } from '../carry/codec.ts';
import { tableMap } from '../carry/frame.ts';
import { ofFacility, numbered } from '../carry/person.ts';
import { aboutVisit, resource } from '../carry/role.ts';
import { firstAndRest, note, organization, practitioner, signer } from '../carry/across.ts';

/** XML13 and XML14: where the patient goes from here. */

const REQUEST = resource('ServiceRequest', (writer, frame) => ({
  status: 'active', intent: 'order', code: { coding: [{ system: codeSystem('claim-table'), code: 'XML13' }], text: tableShape('XML13').title }, ...aboutVisit(writer, frame),
}));
const coded = (role: string) => ({
  CHAN_DOAN_RV: at(role, 'reasonCode[id=CHAN_DOAN_RV].text'), MA_BENH_CHINH: at(role, 'reasonCode[id=MA_BENH_CHINH].coding[system=icd10].code', code),
  MA_BENH_KT: each(role, 'reasonCode', concept('icd10'), 'MA_BENH_KT'), MA_BENH_YHCT: each(role, 'reasonCode', concept('traditional'), 'MA_BENH_YHCT'),
});
const text = (field: string, title: string) => note('request', field, title);
const escort = () => ext('request', 'paper');

const REFERRAL = {
  MA_LK: sameAs('MA_LK'), SO_HOSO: ofFacility('request', 'referral-file'), SO_CHUYENTUYEN: ofFacility('request', 'referral-book'),
  GIAY_CHUYEN_TUYEN: numbered('request', 'referral/…', (frame) => [SID.referral(frame.world.facility)]), MA_CSKCB: sameAs('MA_CSKCB'), HO_TEN: sameAs('HO_TEN'), NGAY_SINH: sameAs('NGAY_SINH'),
  GIOI_TINH: sameAs('GIOI_TINH'), MA_QUOCTICH: sameAs('MA_QUOCTICH'), MA_DANTOC: sameAs('MA_DANTOC'), MA_NGHE_NGHIEP: sameAs('MA_NGHE_NGHIEP'), DIA_CHI: sameAs('DIA_CHI'), MA_THE_BHYT: sameAs('MA_THE_BHYT'),
  GT_THE_DEN: sameAs('GT_THE_DEN'), NGAY_VAO: sameAs('NGAY_VAO'), NGAY_VAO_NOI_TRU: sameAs('NGAY_VAO_NOI_TRU'), NGAY_RA: sameAs('NGAY_RA'),
  DAU_HIEU_LS: text('DAU_HIEU_LS', 'Dấu hiệu lâm sàng'), QT_BENHLY: text('QT_BENHLY', 'Quá trình bệnh lý'), TOMTAT_KQ: text('TOMTAT_KQ', 'Kết quả cận lâm sàng'), PP_DIEUTRI: text('PP_DIEUTRI', 'Phương pháp điều trị'),
  ...coded('request'), MA_LOAI_RV: sameAs('MA_LOAI_RV'), MA_LYDO_CT: at('request', 'reasonCode[id=MA_LYDO_CT].coding[system=MA_LYDO_CT].code', code), HUONG_DIEU_TRI: text('HUONG_DIEU_TRI', 'Hướng điều trị'),
  PHUONGTIEN_VC: escort(), HOTEN_NGUOI_HT: escort(), CHUCDANH_NGUOI_HT: escort(), MA_BAC_SI: firstAndRest('request', 'requester', 'further-requester'), MA_TTDV: ext('request', 'paper', signer), DU_PHONG: ext('request', 'reserve'),
};

export const XML13 = tableMap('XML13', 'request', { request: REQUEST }, {
  ...REFERRAL, MA_NOI_DI: sameAs('MA_NOI_DI'), MA_NOI_DEN: at('request', 'performer[0]', organization), TEN_DICH_VU: text('TEN_DICH_VU', 'Dịch vụ đã dùng'), TEN_THUOC: text('TEN_THUOC', 'Thuốc đã dùng'),
  PP_DIEU_TRI: text('PP_DIEU_TRI', 'Điều trị'),
});

export const XML13_3176 = tableMap('XML13@3176', 'request', { request: REQUEST }, {
  ...REFERRAL, MA_CSKCB_DI: extEach('request', 'paper', organization), MA_CSKCB_DEN: at('request', 'performer[0]', organization), TINH_TRANG_CT: text('TINH_TRANG_CT', 'Tình trạng lúc chuyển'),
});

const APPOINTMENT = resource('Appointment', (writer) => ({ status: 'proposed', description: tableShape('XML14').title, supportingInformation: [writer.encounterReference] }));

export const XML14 = tableMap('XML14', 'appointment', { appointment: APPOINTMENT }, {
  MA_LK: sameAs('MA_LK'), SO_GIAYHEN_KL: ofFacility('appointment', 'appointment'), MA_CSKCB: sameAs('MA_CSKCB'), HO_TEN: sameAs('HO_TEN'), NGAY_SINH: sameAs('NGAY_SINH'), GIOI_TINH: sameAs('GIOI_TINH'),
  DIA_CHI: sameAs('DIA_CHI'), MA_THE_BHYT: sameAs('MA_THE_BHYT'), GT_THE_DEN: sameAs('GT_THE_DEN'), NGAY_VAO: sameAs('NGAY_VAO'), NGAY_VAO_NOI_TRU: sameAs('NGAY_VAO_NOI_TRU'), NGAY_RA: sameAs('NGAY_RA'),
  NGAY_HEN_KL: at('appointment', 'requestedPeriod[0].start', dateTime), ...coded('appointment'),
  MA_DOITUONG_KCB: at('appointment', 'serviceCategory[id=MA_DOITUONG_KCB].coding[system=MA_DOITUONG_KCB].code', code), MA_BAC_SI: each('appointment', 'participant', inside('actor', practitioner)),
  MA_TTDV: ext('appointment', 'paper', signer), NGAY_CT: at('appointment', 'created', date), DU_PHONG: ext('appointment', 'reserve'),
});
