import { SID } from '#domains/person/rules';
import { at, ext, extEach, sameAs } from '../carry/carrier.ts';
import { code, date, flag, identifier, integer, type Codec } from '../carry/codec.ts';
import { tableMap } from '../carry/frame.ts';
import { listAt, type Node } from '../carry/node.ts';
import { attester, paper, paperNumber, section } from '../carry/paper.ts';
import * as person from '../carry/person.ts';
import { contained, personOf } from '../carry/role.ts';

/** XML9 and XML12: papers about persons of their own. */

const of = (codec?: Codec) => ext('paper', 'paper', codec);
const aboutBirth = (codec?: Codec) => ext('paper', 'birth', codec);
const linked = (id: string, title: string) => (paperNode: Node): void => { listAt(paperNode, 'section').push({ id, title, entry: [{ reference: `#${id}` }] }); };

/** Mother or whoever brings the child up: related to the visit's Patient, who is nearly always she herself. */
const CARER = contained('paper', 'carer', 'RelatedPerson', linked('carer', 'Mẹ hoặc người nuôi dưỡng'), (writer) => ({ patient: writer.subject }));
const CHILD = contained('paper', 'child', 'Patient', linked('child', 'Con'));

export const XML9 = tableMap('XML9', 'paper', { paper: paper('XML9'), carer: CARER, child: CHILD }, {
  MA_LK: sameAs('MA_LK'), MA_BHXH_NND: person.insuranceNumber('carer'), MA_THE_NND: person.cardNumber('carer'), HO_TEN_NND: person.personName('carer'), NGAYSINH_NND: person.birth('carer', false),
  MA_DANTOC_NND: person.ethnicity('carer'), SO_CCCD_NND: person.identityPaper('carer'), NGAYCAP_CCCD_NND: of(date), NOICAP_CCCD_NND: of(), NOI_CU_TRU_NND: person.addressText('carer'),
  MA_QUOCTICH: person.nationality('carer'), MATINH_CU_TRU: person.addressCode('carer', 'province'), MAHUYEN_CU_TRU: person.addressCode('carer', 'district'), MAXA_CU_TRU: person.addressCode('carer', 'commune'),
  HO_TEN_CHA: of(), MA_THE_TAM: person.cardNumber('child'), HO_TEN_CON: person.personName('child'), GIOI_TINH_CON: person.gender('child'), SO_CON: aboutBirth(integer), LAN_SINH: aboutBirth(integer),
  SO_CON_SONG: aboutBirth(integer), CAN_NANG_CON: aboutBirth(integer), NGAY_SINH_CON: person.birth('child'), NOI_SINH_CON: section('XML9', 'NOI_SINH_CON'), TINH_TRANG_CON: section('XML9', 'TINH_TRANG_CON'),
  SINHCON_PHAUTHUAT: aboutBirth(flag), SINHCON_DUOI32TUAN: aboutBirth(flag), GHI_CHU: section('XML9', 'GHI_CHU'), NGUOI_DO_DE: of(), NGUOI_GHI_PHIEU: of(), NGAY_CT: at('paper', 'date', date),
  SO: paperNumber('birth-certificate'), QUYEN_SO: of(), MA_TTDV: attester('legal'), DU_PHONG: ext('paper', 'reserve'),
});

const result = (codec?: Codec) => ext('paper', 'disability', codec);

export const XML12 = tableMap('XML12', 'paper', { paper: paper('XML12', false), person: personOf('paper') }, {
  NGUOI_CHU_TRI: at('paper', 'attester[mode=official].party.display'), CHUC_VU: result(code), NGAY_HOP: at('paper', 'attester[mode=official].time', date), HO_TEN: person.personName('person'),
  NGAY_SINH: person.birth('person', false), SO_CCCD: person.identityPaper('person'), NGAY_CAP_CCCD: of(date), NOI_CAP_CCCD: of(), DIA_CHI: person.addressText('person'),
  MATINH_CU_TRU: person.addressCode('person', 'province'), MAHUYEN_CU_TRU: person.addressCode('person', 'district'), MAXA_CU_TRU: person.addressCode('person', 'commune'),
  MA_BHXH: person.insuranceNumber('person'), MA_THE_BHYT: person.cardNumber('person'), NGHE_NGHIEP: ext('paper', 'citizen'), DIEN_THOAI: person.phone('person'), MA_DOI_TUONG: extEach('paper', 'disability', code),
  KHAM_GIAM_DINH: result(code), SO_BIEN_BAN: paperNumber('assessment'), TYLE_TTCT_CU: result(integer), DANG_HUONG_CHE_DO: extEach('paper', 'disability', code), NGAY_CHUNG_TU: at('paper', 'date', date),
  SO_GIAY_GIOI_THIEU: of(), NGAY_DE_NGHI: of(date), MA_DONVI: of(identifier(`${SID.facility}/unit`)), GIOI_THIEU_CUA: of(), KET_QUA_KHAM: section('XML12', 'KET_QUA_KHAM'), SO_VAN_BAN_CAN_CU: of(),
  TYLE_TTCT_MOI: result(integer), TONG_TYLE_TTCT: result(integer), DANG_KHUYETTAT: result(code), MUC_DO_KHUYETTAT: result(code), DE_NGHI: section('XML12', 'DE_NGHI'), DUOC_XACDINH: section('XML12', 'DUOC_XACDINH'),
  DU_PHONG: ext('paper', 'reserve'),
});
