import { bed, card, done, drug, NO_CARD, service, stay, stayed, visit, type Kind } from './build.ts';

/** Who pays: routes, cards, dates of the law. */
const big = (at: string, level: string, co: string, fund: string) => drug(at, '1000', '1000', { bv: '1000000', level, co, fund });
const offRoute = (code: string, day: string, line: ReturnType<typeof drug>, more = {}): Kind =>
  visit(`${code} off route on ${day}`, `${day}0800`, `${day}1000`, { MA_DKBD: '79002', MA_DOITUONG_KCB: code, ...more }, { drugs: [line] });

export const CARD_KINDS: readonly Kind[] = [
  visit('QĐ 130 in 2023, fields of 4750 not there yet', '202303150800', '202303151000', {}, { drugs: [big('202303150830', '80', '200000', '800000')], services: [service('202303150810', '1', '30000', { bv: '30000', level: '80', co: '6000', fund: '24000' })] }),
  visit('QĐ 130: the second examination at 30 %, the hospital total not reduced', '202309150800', '202309151000', {}, { services: [
    service('202309150810', '1', '400000', { bv: '400000', level: '80', co: '80000', fund: '320000' }),
    service('202309150840', '1', '400000', { bv: '400000', bh: '120000', level: '80', own: '280000', co: '24000', fund: '96000' }, { TYLE_TT_DV: '30', MA_DICH_VU: '03.1897' }),
  ] }),
  visit('QĐ 4750 in 2024: old commune and district, code 1.2 of QĐ 824', '202408150800', '202408151000', { MA_DKBD: '79002', MA_DOITUONG_KCB: '1.2' }, { drugs: [big('202408150830', '80', '200000', '800000')] }),
  visit('code 1.8 of QĐ 824 (tuberculosis)', '202409100800', '202409101000', { MA_DKBD: '79002', MA_DOITUONG_KCB: '1.8', MA_BENH_CHINH: 'A15.0' }, { drugs: [big('202409100830', '80', '200000', '800000')] }),
  visit('code 1.9 of QĐ 824 (HIV), small cost', '202409100800', '202409101000', { MA_DKBD: '79002', MA_DOITUONG_KCB: '1.9', MA_BENH_CHINH: 'B24' }, { drugs: [drug('202409100830', '10', '1000', { bv: '10000', level: '100', fund: '10000' })] }),
  visit('code 3.5 of QĐ 824: provincial outpatient, nothing from the fund', '202409100800', '202409101000', { MA_DKBD: '79002', MA_DOITUONG_KCB: '3.5' }, { drugs: [drug('202409100830', '1000', '1000', { bv: '1000000', level: '0', own: '1000000', fund: '0' })] }),
  visit('code 3.3 of QĐ 824, district', '202503100800', '202503101000', { MA_DKBD: '79002', MA_DOITUONG_KCB: '3.3' }, { drugs: [big('202503100830', '80', '200000', '800000')] }),
  visit('3176 before QĐ 3276: first half of 2025', '202504100800', '202504101000', { MA_DKBD: '79002', MA_DOITUONG_KCB: '1.5', GIAY_CHUYEN_TUYEN: '12/GH', MA_NOI_DI: '79001' }, { drugs: [big('202504100830', '80', '200000', '800000')] }),
  ...['1.13', '1.14', '1.18'].flatMap((code) => [
    offRoute(code, '20260610', drug('202606100830', '1000', '1000', { bv: '1000000', level: '0', co: '1000000', fund: '0' })),
    offRoute(code, '20260710', big('202607100830', '40', '600000', '400000')),
    offRoute(code, '20260710', drug('202607100830', '1000', '1000', { bv: '1000000', level: '47.5', co: '525000', fund: '475000' }), { MA_THE_BHYT: 'HT3790000000001' }),
    offRoute(code, '20260710', drug('202607100830', '10', '1000', { bv: '10000', level: '50', co: '5000', fund: '5000' }), { MA_THE_BHYT: 'HN2790000000001' }),
  ]),
  ...[['GD4', '32', '680000', '320000'], ['HT3', '38', '620000', '380000'], ['HN2', '40', '600000', '400000']].map(([digit = '', level = '', co = '', fund = '']) =>
    visit(`3.1 inpatient, card ${digit}: 40 % of its level`, '202608030800', '202608051000', stay('03', '202608030815', '3', { MA_THE_BHYT: `${digit}790000000001`, MA_DKBD: '79002', MA_DOITUONG_KCB: '3.1' }), { drugs: [drug('202608030900', '1000', '1000', { bv: '1000000', level, co, fund }, { MA_KHOA: 'K03' })], papers: stayed('202608030800', '202608051000') })),
  visit('emergency far from the registered facility, two departments', '202608032310', '202608051000', stay('03', '202608032330', '3', { MA_DKBD: '01002', MA_DOITUONG_KCB: '2', MA_KHOA: 'K02;K03' }), { drugs: [drug('202608032330', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K02' })], services: [bed('202608032330', '202608051000', '2', '200000', { bv: '400000', level: '80', co: '80000', fund: '320000' })], papers: stayed('202608032310', '202608051000') }),
];

/** Cards that change, run out, stay open; stays over a boundary of the law. */
export const TRANSITION_KINDS: readonly Kind[] = [
  visit('CN3 in December 2025: 95', '202512100800', '202512101000', { ...card('CN3790000000001', '2025') }, { drugs: [big('202512100830', '95', '50000', '950000')] }),
  visit('CN3 still printed in January 2026: as digit 2', '202601100800', '202601101000', { ...card('CN3790000000001', '2026') }, { drugs: [big('202601100830', '100', '0', '1000000')] }),
  visit('LH4 still printed in 2026: as digit 2', '202602100800', '202602101000', { ...card('LH4790000000001', '2026') }, { drugs: [big('202602100830', '100', '0', '1000000')] }),
  visit('LH2 printed anew', '202602100800', '202602101000', { ...card('LH2790000000001', '2026') }, { drugs: [big('202602100830', '100', '0', '1000000')] }),
  visit('near-poor over New Year 2026: 95, then 100', '202512300800', '202601031000', stay('03', '202512300815', '5', { MA_THE_BHYT: 'CN3790000000001', GT_THE_TU: '20250101', GT_THE_DEN: '20261231' }), {
    drugs: [drug('202512300900', '1000', '1000', { bv: '1000000', level: '95', co: '50000', fund: '950000' }, { MA_KHOA: 'K03' }), drug('202601020900', '1000', '1000', { bv: '1000000', level: '100', fund: '1000000' }, { MA_KHOA: 'K03' })], papers: stayed('202512300800', '202601031000') }),
  ...['QN5', 'CA5', 'CY5'].map((prefix) => visit(`${prefix}: open-ended card, PHAM_VI 3 and a drug outside the list`, '202608030800', '202608031000', { MA_THE_BHYT: `${prefix}970000000001`, MA_DKBD: '79001', GT_THE_TU: '20240101', GT_THE_DEN: '' }, {
    drugs: [big('202608030830', '100', '0', '1000000'), drug('202608030831', '10', '5000', { bv: '50000', level: '100', fund: '50000' }, { MA_THUOC: '00.0000', TEN_THUOC: 'Thuốc ngoài danh mục', PHAM_VI: '3', TT_THAU: '' })] })),
  visit('card of a household, then a soldier open-ended: lists with an empty last item', '202608030800', '202608071000', stay('03', '202608030815', '5', { MA_THE_BHYT: 'GD4790000000001;QN5970000000001', MA_DKBD: '79001;79001', GT_THE_TU: '20260101;20260805', GT_THE_DEN: '20260804;' }), {
    drugs: [drug('202608030900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' }), drug('202608060900', '1000', '1000', { bv: '1000000', level: '100', fund: '1000000' }, { MA_KHOA: 'K03' })], papers: stayed('202608030800', '202608071000') }),
  visit('GD4 until the 30th, AK2 after', '202609290800', '202610021000', stay('03', '202609290815', '4', { MA_THE_BHYT: 'GD4790000000001;AK2790000000001', MA_DKBD: '79001;79002', GT_THE_TU: '20260101;20261001', GT_THE_DEN: '20260930;20261231' }), {
    drugs: [drug('202609290900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' }), drug('202610010900', '1000', '1000', { bv: '1000000', level: '100', fund: '1000000' }, { MA_KHOA: 'K03' })], papers: stayed('202609290800', '202610021000') }),
  visit('card run out in the stay, left within 15 days', '202608030800', '202608141000', stay('03', '202608030815', '12', { GT_THE_DEN: '20260805' }), { drugs: [drug('202608130900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' })], papers: stayed('202608030800', '202608141000') }),
  visit('card run out, 20 days more in hospital, the last lines paid by the patient', '202608030800', '202608301000', stay('03', '202608030815', '28', { GT_THE_DEN: '20260810' }), {
    drugs: [drug('202608200900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' }), drug('202608280900', '1000', '1000', { bv: '1000000', bh: '0', level: '0', own: '1000000', fund: '0' }, { MA_KHOA: 'K03', PHAM_VI: '2', TYLE_TT_BH: '0' })], papers: stayed('202608030800', '202608301000') }),
  visit('card shown late: the lines before ask nothing of the fund', '202608030800', '202608061000', stay('03', '202608030815', '4'), {
    drugs: [drug('202608030900', '1000', '1000', { bv: '1000000', level: '0', own: '1000000', fund: '0' }, { MA_KHOA: 'K03' }), drug('202608050900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' })], papers: stayed('202608030800', '202608061000') }),
  visit('exempt from co-payment until New Year, then not', '202512290800', '202601031000', stay('03', '202512290815', '6', { GT_THE_TU: '20250101', GT_THE_DEN: '20261231', NGAY_MIEN_CCT: '20251101', NAM_NAM_LIEN_TUC: '20240101' }), {
    drugs: [drug('202512300900', '1000', '1000', { bv: '1000000', level: '100', fund: '1000000' }, { MA_KHOA: 'K03' }), drug('202601020900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' })], papers: stayed('202512290800', '202601031000') }),
  visit('in hospital when districts were abolished: the address of the admission', '202506280800', '202507031000', stay('03', '202506280815', '6', { MATINH_CU_TRU: '79', MAHUYEN_CU_TRU: '760', MAXA_CU_TRU: '26734' }), { drugs: [drug('202506290900', '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' })], papers: stayed('202506280800', '202507031000') }),
  visit('05 in June 2026, drugs until July, route 1.13 at its rate of June', '202606200800', '202607192359', { MA_LOAI_KCB: '05', MA_DKBD: '79002', MA_DOITUONG_KCB: '1.13', SO_NGAY_DTRI: '30', NGAY_TTOAN: '202606201000' }, { drugs: [drug('202606200830', '1000', '1000', { bv: '1000000', level: '0', own: '1000000', fund: '0' })], papers: stayed05('202606200900') }),
  visit('05 in June 2025, drugs until July: route of QĐ 824, old address', '202506200800', '202507192359', { MA_LOAI_KCB: '05', MA_DKBD: '79002', MA_DOITUONG_KCB: '1.9', MA_BENH_CHINH: 'B24', MATINH_CU_TRU: '79', MAHUYEN_CU_TRU: '760', MAXA_CU_TRU: '26734', SO_NGAY_DTRI: '30', NGAY_TTOAN: '202506201000' }, { drugs: [big('202506200830', '80', '200000', '800000')], papers: stayed05('202506200900') }),
  visit('not insured, with a drug and a test', '202608030800', '202608031000', NO_CARD, { drugs: [drug('202608030830', '10', '1000', { bv: '10000', bh: '0', level: '0', own: '10000', fund: '0' }, { TYLE_TT_BH: '0', PHAM_VI: '2' })], services: [done('202608030820', '2', '18.0119.0028', 'Chụp Xquang ngực thẳng', '65000', { bv: '65000', level: '0', own: '65000', fund: '0' })] }),
  visit('not insured, transferred: no referral of health insurance', '202608030800', '202608031000', { ...NO_CARD, MA_LOAI_RV: '2', MA_NOI_DEN: '79002' }, { services: [service('202608030820', '1', '40000', { bv: '40000', bh: '0', level: '0', own: '40000', fund: '0' }, { TYLE_TT_BH: '0', PHAM_VI: '2' })] }),
  visit('foreigner with a passport of two letters', '202608030800', '202608031000', { ...NO_CARD, SO_CCCD: 'AB1234567', MA_QUOCTICH: '418', MA_DANTOC: '55' }, { services: [service('202608030820', '1', '40000', { bv: '40000', bh: '0', level: '0', own: '40000', fund: '0' }, { TYLE_TT_BH: '0', PHAM_VI: '2' })] }),
  visit('only the year of birth is known', '202608030800', '202608031000', { NGAY_SINH: '194500000000' }, { drugs: [big('202608030830', '80', '200000', '800000')] }),
];

function stayed05(at: string) {
  return { XML5: stayed(at, at).XML5 ?? [] };
}
