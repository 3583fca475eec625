import { at, ext, sameAs } from '../carry/carrier.ts';
import { code, date, dateTime, flag, identifier, integer, type Codec } from '../carry/codec.ts';
import { tableMap } from '../carry/frame.ts';
import { attester, attesterName, paper, paperNumber, section } from '../carry/paper.ts';
import { SID } from '#domains/person/rules';

/** XML7, 8, 10, 11: papers that a patient takes home. */

const of = (codec?: Codec) => ext('paper', 'paper', codec);
const issued = at('paper', 'date', date);
/** Numbers of persons who are no patients of the visit. */
const insured = identifier(SID.insuranceNumber);
const card = identifier(SID.card);
const from = (id: string) => at('paper', `event[id=${id}].period.start`, dateTime);
const until = (id: string) => at('paper', `event[id=${id}].period.end`, dateTime);

export const XML7 = tableMap('XML7', 'paper', { paper: paper('XML7') }, {
  MA_LK: sameAs('MA_LK'), SO_LUU_TRU: paperNumber('archive-number'), MA_YTE: sameAs('MA_BN'), MA_KHOA_RV: of(code), NGAY_VAO: sameAs('NGAY_VAO'), NGAY_RA: sameAs('NGAY_RA'),
  MA_DINH_CHI_THAI: of(flag), NGUYENNHAN_DINHCHI: section('XML7', 'NGUYENNHAN_DINHCHI'), THOIGIAN_DINHCHI: of(dateTime), TUOI_THAI: of(integer),
  CHAN_DOAN_RV: section('XML7', 'CHAN_DOAN_RV'), PP_DIEUTRI: section('XML7', 'PP_DIEUTRI'), GHI_CHU: section('XML7', 'GHI_CHU'), MA_TTDV: attester('legal'),
  MA_BS: attester('professional'), TEN_BS: attesterName('professional'), NGAY_CT: issued, MA_CHA: of(insured), MA_ME: of(insured), MA_THE_TAM: of(card), HO_TEN_CHA: of(), HO_TEN_ME: of(),
  SO_NGAY_NGHI: of(integer), NGOAITRU_TUNGAY: from('rest'), NGOAITRU_DENNGAY: until('rest'), DU_PHONG: ext('paper', 'reserve'),
});

export const XML8 = tableMap('XML8', 'paper', { paper: paper('XML8') }, {
  MA_LK: sameAs('MA_LK'), MA_LOAI_KCB: sameAs('MA_LOAI_KCB'), HO_TEN_CHA: of(), HO_TEN_ME: of(), NGUOI_GIAM_HO: of(), DON_VI: of(), NGAY_VAO: sameAs('NGAY_VAO'), NGAY_RA: sameAs('NGAY_RA'),
  CHAN_DOAN_VAO: section('XML8', 'CHAN_DOAN_VAO'), CHAN_DOAN_RV: section('XML8', 'CHAN_DOAN_RV'), QT_BENHLY: section('XML8', 'QT_BENHLY'), TOMTAT_KQ: section('XML8', 'TOMTAT_KQ'),
  PP_DIEUTRI: section('XML8', 'PP_DIEUTRI'), NGAY_SINHCON: of(date), NGAY_CONCHET: of(date), SO_CONCHET: of(integer), KET_QUA_DTRI: sameAs('KET_QUA_DTRI'), GHI_CHU: section('XML8', 'GHI_CHU'),
  MA_TTDV: attester('legal'), NGAY_CT: issued, MA_THE_TAM: of(card), DU_PHONG: ext('paper', 'reserve'),
});

export const XML10 = tableMap('XML10', 'paper', { paper: paper('XML10') }, {
  MA_LK: sameAs('MA_LK'), SO_SERI: of(), SO_CT: paperNumber('pregnancy-rest'), SO_NGAY: of(integer), DON_VI: of(), CHAN_DOAN_RV: section('XML10', 'CHAN_DOAN_RV'),
  TU_NGAY: from('rest'), DEN_NGAY: until('rest'), MA_TTDV: attester('legal'), TEN_BS: attesterName('professional'), MA_BS: attester('professional'), NGAY_CT: issued, DU_PHONG: ext('paper', 'reserve'),
});

export const XML11 = tableMap('XML11', 'paper', { paper: paper('XML11') }, {
  MA_LK: sameAs('MA_LK'), SO_CT: paperNumber('sick-leave'), SO_SERI: of(), SO_KCB: of(), DON_VI: of(), MA_BHXH: of(insured), MA_THE_BHYT: sameAs('MA_THE_BHYT'),
  CHAN_DOAN_RV: section('XML11', 'CHAN_DOAN_RV'), PP_DIEUTRI: section('XML11', 'PP_DIEUTRI'), MA_DINH_CHI_THAI: of(flag), NGUYENNHAN_DINHCHI: section('XML11', 'NGUYENNHAN_DINHCHI'),
  TUOI_THAI: of(integer), SO_NGAY_NGHI: of(integer), TU_NGAY: from('rest'), DEN_NGAY: until('rest'), HO_TEN_CHA: of(), HO_TEN_ME: of(), MA_TTDV: attester('legal'), MA_BS: attester('professional'),
  NGAY_CT: issued, MA_THE_TAM: of(card), MAU_SO: of(code), DU_PHONG: ext('paper', 'reserve'),
});
