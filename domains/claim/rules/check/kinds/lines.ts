import { bed, card, done, drug, service, stay, stayed, supply, visit, type Kind } from './build.ts';

/** Amounts of lines: aid, ceilings, ratios, codes of a special kind. */
const DAY = '20260803';
const CAME = `${DAY}0800`;
const LEFT = '202608071000';
const inpatient = (name: string, lines: Parameters<typeof visit>[4], more = {}): Kind => visit(name, CAME, LEFT, stay('03', `${DAY}0815`, '5', more), { ...lines, papers: { ...stayed(CAME, LEFT), ...lines.papers } });
const BIG = drug(`${DAY}0900`, '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { MA_KHOA: 'K03' });
const at = (hour: string): string => `${DAY}${hour}`;
const outpatient = (name: string, lines: Parameters<typeof visit>[4], more = {}): Kind => visit(name, CAME, at('1700'), more, lines);
const blood = { MA_THUOC: 'M01.12.NAT', MA_NHOM: '7', TEN_THUOC: 'Khối hồng cầu', HAM_LUONG: '350ml', SO_DANG_KY: '', TT_THAU: '', MA_CSKCB_THUOC: 'M.79002', MA_KHOA: 'K03', DUONG_DUNG: '2.15' };
const eye = (start: string, code: string, rate: string, bv: string, co: string, fund: string, group = '8') => done(start, group, code, `Phẫu thuật ${code}`, '1000000', { bv, level: '80', co, fund }, { TYLE_TT_DV: rate, NGAY_KQ: at('1100'), MA_KHOA: 'K03' });

export const LINE_KINDS: readonly Kind[] = [
  outpatient('aid (a) within the own payment and the co-payment', { drugs: [drug(at('0900'), '1000', '1000', { bv: '1000000', bh: '500000', level: '80', own: '0', co: '50000', fund: '400000', nsnn: '550000' }, { TYLE_TT_BH: '50' })] }),
  outpatient('aid (a) reaching the part of the fund', { drugs: [drug(at('0900'), '1000', '1000', { bv: '1000000', bh: '500000', level: '80', fund: '300000', nsnn: '700000' }, { TYLE_TT_BH: '50' })] }),
  outpatient('aid (b), the official example', { drugs: [drug(at('0900'), '1', '10000000', { bv: '10000000', bh: '3500000', level: '80', own: '3500000', co: '700000', fund: '2800000', nsnn: '3000000' }, { TYLE_TT_BH: '50' })] }),
  outpatient('aid (b) on a service', { services: [service(at('0900'), '1', '10000000', { bv: '10000000', bh: '3500000', level: '80', own: '3500000', co: '700000', fund: '2800000', nsnn: '3000000' }, { TYLE_TT_BH: '50', MA_NHOM: '3', MA_DICH_VU: '02.0085.1778', TEN_DICH_VU: 'Điện tim thường', NGUOI_THUC_HIEN: '1', NGAY_TH_YL: at('0910'), NGAY_KQ: at('0920'), MA_MAY: 'ĐT.1.S2' })] }),
  outpatient('aid (c), antiretrovirals; T_BHTT of XML1 by the sum', { drugs: [drug(at('0900'), '30', '20000', { bv: '600000', level: '80', fund: '480000', cl: '120000' }, { MA_THUOC: '40.275', TEN_THUOC: 'Tenofovir + lamivudin + dolutegravir' })] }),
  outpatient('aid (c); T_BHTT of XML1 by the text: T_TONGCHI_BH − T_BNCCT', { drugs: [drug(at('0900'), '30', '20000', { bv: '600000', level: '80', fund: '480000', cl: '120000' }, { MA_THUOC: '40.275', TEN_THUOC: 'Tenofovir + lamivudin + dolutegravir' })] }, { T_BHTT: '600000' }),
  inpatient('3176: the second procedure, the patient pays the whole difference of price', { drugs: [BIG], services: [
    eye(at('0930'), '10.0506.0459', '100', '1000000', '200000', '800000'),
    done(at('0930'), '8', '10.0001.0459', 'Phẫu thuật khác', '1500000', { bv: '1000000', bh: '500000', level: '80', own: '500000', co: '100000', fund: '400000' }, { DON_GIA_BH: '1000000', TYLE_TT_DV: '50', MA_KHOA: 'K03', NGAY_KQ: at('1100') }),
  ] }, { MA_PTTT_QT: '47.09' }),
  inpatient('supply with a payment cap', { drugs: [BIG], services: [supply(at('0900'), '1', '36000000', { bv: '36000000', bh: '26000000', level: '80', own: '10000000', co: '5200000', fund: '20800000' }, { DON_GIA_BH: '26000000' })] }),
  inpatient('reused supply: (100 000 + 10 000) / 2', { drugs: [BIG], services: [supply(at('0900'), '1', '55000', { bv: '55000', level: '80', co: '11000', fund: '44000' }, { TAI_SU_DUNG: '1' })] }),
  inpatient('package G1 within its ceiling of 45 months', { drugs: [BIG], services: [supply(at('0900'), '1', '100000000', { bv: '100000000', level: '80', co: '20000000', fund: '80000000' }, { GOI_VTYT: 'G1', T_TRANTT: '113850000', MA_DICH_VU: '18.0662.0054', TEN_DICH_VU: 'Đặt stent' })] }),
  inpatient('package G1 over its ceiling: the fund stops there, the patient pays the rest', { services: [
    supply(at('0900'), '1', '100000000', { bv: '100000000', level: '100', fund: '100000000' }, { GOI_VTYT: 'G1', T_TRANTT: '113850000', MA_DICH_VU: '18.0662.0054' }),
    supply(at('0905'), '1', '40000000', { bv: '40000000', level: '100', own: '26150000', fund: '13850000' }, { GOI_VTYT: 'G1', T_TRANTT: '113850000', MA_DICH_VU: '18.0662.0054', MA_VAT_TU: 'N06.02.000' }),
  ] }, card('HN2790000000001', '2026')),
  inpatient('beds shared by two, then by three', { drugs: [BIG], services: [
    bed(at('0815'), '202608050815', '2', '200000', { bv: '200000', level: '80', co: '40000', fund: '160000' }, { TYLE_TT_DV: '50' }),
    bed('202608050815', LEFT, '2', '200000', { bv: '132000', level: '80', co: '26400', fund: '105600' }, { TYLE_TT_DV: '33' }),
  ] }),
  inpatient('two departments in a day: half a day each', { drugs: [BIG], services: [
    bed(at('0815'), '202608051400', '1.5', '200000', { bv: '300000', level: '80', co: '60000', fund: '240000' }),
    bed('202608051400', LEFT, '2.5', '250000', { bv: '625000', level: '80', co: '125000', fund: '500000' }, { MA_DICH_VU: 'K19.1923', MA_KHOA: 'K19', MA_GIUONG: 'H015' }),
  ] }, { MA_KHOA: 'K03;K19' }),
  inpatient('second operation 50 by the same team, a third 80 by another', { drugs: [BIG], services: [
    eye(at('0930'), '10.0506.0459', '100', '1000000', '200000', '800000'), eye(at('0930'), '10.0001.0459', '50', '500000', '100000', '400000'), eye(at('0930'), '10.0002.0459', '80', '800000', '160000', '640000'), eye(at('0931'), '10.0003.0459', '80', '800000', '160000', '640000', '18'),
  ] }, { MA_PTTT_QT: '47.09' }),
  outpatient('six examinations: 100, 30, 30, 30, 10, 0', { drugs: [{ ...BIG, MA_KHOA: 'K01' }], services: [['100', '50000', '10000', '40000'], ['30', '15000', '3000', '12000'], ['30', '15000', '3000', '12000'], ['30', '15000', '3000', '12000'], ['10', '5000', '1000', '4000'], ['0', '0', '0', '0']].map(([rate = '', bv = '', co = '', fund = ''], index) =>
    service(at(`081${index}`), '1', '50000', { bv, level: '80', co, fund }, { TYLE_TT_DV: rate, MA_DICH_VU: `0${index + 2}.1896` })) }),
  inpatient('oxygen, blood, blood product, transport of blood, packaging', { drugs: [BIG,
    drug(at('0901'), '600', '10', { bv: '6000', level: '80', co: '1200', fund: '4800' }, { MA_THUOC: '40.17', TEN_THUOC: 'Oxy dược dụng', SO_DANG_KY: '', TT_THAU: '', MA_KHOA: 'K03', DUONG_DUNG: '5.04' }),
    drug(at('0902'), '1', '1000000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, blood),
    drug(at('0903'), '1', '500000', { bv: '500000', level: '80', co: '100000', fund: '400000' }, { ...blood, MA_THUOC: 'M02.12.KTNAT', MA_NHOM: '17', TEN_THUOC: 'Huyết tương tươi đông lạnh' }),
    drug(at('0904'), '1', '17000', { bv: '17000', level: '80', co: '3400', fund: '13600' }, { ...blood, MA_THUOC: 'VM.79002', TEN_THUOC: 'Vận chuyển máu', HAM_LUONG: '', DUONG_DUNG: '', LIEU_DUNG: '' }),
    drug(at('0905'), '1', '5000', { bv: '5000', level: '80', co: '1000', fund: '4000' }, { MA_THUOC: 'BB.79001', MA_NHOM: '4', TEN_THUOC: 'Bao bì thuốc thang', SO_DANG_KY: '', TT_THAU: '', HAM_LUONG: '', DUONG_DUNG: '', LIEU_DUNG: '', MA_KHOA: 'K03' }),
  ] }),
  inpatient('transport with its fuel', { drugs: [BIG], services: [service(LEFT, '30', '20000', { bv: '600000', level: '80', co: '120000', fund: '480000' }, { MA_DICH_VU: 'VC.79002', MA_NHOM: '12', TEN_DICH_VU: 'Vận chuyển người bệnh', DON_VI_TINH: 'Lít', MA_XANG_DAU: 'D5S2V1', MA_KHOA: 'K03' })] }),
  inpatient('tests sent out: no order time, no performer, no machine; the result under the plain code', { drugs: [BIG], services: [service('', '1', '400000', { bv: '400000', level: '80', co: '80000', fund: '320000' }, { MA_DICH_VU: '23.0060.1496.K.79002', MA_NHOM: '1', TEN_DICH_VU: 'Định lượng Ferritin' })],
    papers: { XML4: [{ MA_LK: 'LK1', STT: '1', MA_DICH_VU: '23.0060.1496', MA_CHI_SO: '', TEN_CHI_SO: 'Ferritin', GIA_TRI: '120', DON_VI_DO: 'ng/mL', NGAY_KQ: '202608051000', MA_BS_DOC_KQ: '', DU_PHONG: '' }] } }),
  inpatient('stopped procedure, service without price, under local anaesthesia', { drugs: [BIG], services: [
    done(at('0930'), '8', '10.0506.0459_TB', 'Phẫu thuật (không thực hiện được)', '0', { bv: '0', level: '80', fund: '0' }, { MA_KHOA: 'K03' }),
    done(at('1030'), '18', '01.0086.0000', 'Kỹ thuật chưa có giá', '200000', { bv: '200000', bh: '0', level: '80', own: '200000', fund: '0' }, { DON_GIA_BH: '0', MA_KHOA: 'K03' }),
    done(at('1130'), '8', '10.0407.0435_GT', 'Phẫu thuật [gây tê]', '1000000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, { PP_VO_CAM: '2', MA_KHOA: 'K03' }),
  ] }, { MA_PTTT_QT: '47.09' }),
  outpatient('a decoction, and a drug made by the facility', { drugs: [
    drug(at('0900'), '100', '500', { bv: '50000', level: '100', fund: '50000' }, { MA_THUOC: '05V.103', MA_PP_CHEBIEN: 'SC.01', TEN_THUOC: 'Cam thảo', HAM_LUONG: '10g', DUONG_DUNG: '1.01', LIEU_DUNG: '10g * 1 thang * 10 ngày', SO_DANG_KY: '', TT_THAU: '12/QĐ-SYT;G2;N2;2026' }),
    drug(at('0901'), '5', '2000', { bv: '10000', level: '100', fund: '10000' }, { MA_THUOC: '40.48+40.1021', TEN_THUOC: 'Dung dịch tự pha', HAM_LUONG: '1g+0,9%', SO_DANG_KY: 'HD.79001.26.1' }),
  ] }, { MA_BENH_YHCT: 'U50.011' }),
  outpatient('a knee on each side, films at the same minute', { services: ['phải', 'trái'].map((side) => done(at('0900'), '2', '18.0104.0028', `Chụp Xquang khớp gối [${side}]`, '65000', { bv: '65000', level: '100', fund: '65000' })) }),
  inpatient('contrast drug ordered where the picture is taken; recurrent wound of a veteran', { drugs: [BIG, drug(at('1000'), '1', '250000', { bv: '250000', level: '80', co: '50000', fund: '200000' }, { MA_KHOA: 'K39', MA_DICH_VU: '18.0220.0040', TEN_THUOC: 'Omnipaque', VET_THUONG_TP: '1' })],
    services: [done(at('1000'), '2', '18.0220.0040', 'Chụp cắt lớp vi tính tầng trên ổ bụng có thuốc cản quang', '630000', { bv: '630000', level: '80', co: '126000', fund: '504000' }, { MA_KHOA: 'K39' })] }),
  inpatient('a service on demand outside the scope beside its examination; meals of MA_NHOM 19', { drugs: [BIG], services: [
    service(at('0830'), '1', '300000', { bv: '300000', bh: '0', level: '0', own: '300000', fund: '0' }, { PHAM_VI: '2', TYLE_TT_BH: '0', MA_DICH_VU: '02.03' }),
    service(at('0900'), '1', '30000', { bv: '30000', bh: '0', level: '0', own: '30000', fund: '0' }, { PHAM_VI: '2', TYLE_TT_BH: '0', MA_NHOM: '19', MA_DICH_VU: 'AN.01', TEN_DICH_VU: 'Suất ăn', MA_KHOA: 'K03' }),
  ] }),
];
