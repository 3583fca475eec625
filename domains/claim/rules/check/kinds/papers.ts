import type { Row } from '../../model/index.ts';
import { bed, card, course, discharge, done, drug, full, OLD_HOME, OLD_SIGNER, service, stay, stayed, visit, type Kind } from './build.ts';

/** Visit types, papers, check-ins, assessments. */
const big = (at: string, more: Row = {}): Row => drug(at, '1000', '1000', { bv: '1000000', level: '80', co: '200000', fund: '800000' }, more);
const PERSON: Row = { HO_TEN: 'LÒ THỊ MẪU', NGAY_SINH: '199003050000', GIOI_TINH: '2' };
const SIGNED: Row = { MA_TTDV: '000001/GPHN', MA_BS: '001234/GPHN', TEN_BS: 'BÁC SĨ MẪU' };
const CAME = '202608030800';
const LEFT = '202608061000';

const hiv = (more: Row): Row => full('XML6', {
  NOI_LAY_MAU_XN: '79001', NOI_XN_KD: '79001', NOI_BDDT_ARV: '79001', MA_LYDO_DTRI: '1', LOAI_DTRI_LAO: '0', SANG_LOC_LAO: '2', KQ_DTRI_LAO: '7', MA_LOAI_BN: '1', GIAI_DOAN_LAM_SANG: '1', NHOM_DOI_TUONG: '11',
  MA_TINH_TRANG_DK: '9', MA_XU_TRI: '1', NGAY_BAT_DAU_XU_TRI: '20260803', NGAY_KET_THUC_XU_TRI: '20260901', MA_PHAC_DO_DIEU_TRI: '1A', SO_NGAY_CAP_THUOC_ARV: '30', NGAY_CHUYEN_PHAC_DO: '20260803', LY_DO_CHUYEN_PHAC_DO: '5', ...more,
});
const tuberculosis = (more: Row): Row => full('XML15', {
  STT: '1', MA_BN: 'BN1', HO_TEN: 'LÒ THỊ MẪU', PHANLOAI_LAO_VITRI: '1', PHANLOAI_LAO_TS: '1', PHANLOAI_LAO_HIV: '2', PHANLOAI_LAO_VK: '2', PHANLOAI_LAO_KT: '1', LOAI_DTRI_LAO: '2', NGAYBD_DTRI_LAO: '20260801', PHACDO_DTRI_LAO: '1', KET_QUA_DTRI_LAO: '6', ...more,
});
const birth = (at: string, weight: string, tempCard: string, more: Row = {}): Row => full('XML9', {
  HO_TEN_NND: 'LÒ THỊ MẪU', NGAYSINH_NND: '19900305', MA_DANTOC_NND: '01', SO_CCCD_NND: '079190000001', NGAYCAP_CCCD_NND: '20210101', NOICAP_CCCD_NND: 'Cục C06', NOI_CU_TRU_NND: 'Khu phố 1', MA_QUOCTICH: '000', MATINH_CU_TRU: '79', MAXA_CU_TRU: '25747',
  MA_THE_TAM: tempCard, GIOI_TINH_CON: '1', SO_CON: '2', LAN_SINH: '1', SO_CON_SONG: '2', CAN_NANG_CON: weight, NGAY_SINH_CON: at, NOI_SINH_CON: 'Bệnh viện', TINH_TRANG_CON: 'Khỏe', SINHCON_PHAUTHUAT: '0', SINHCON_DUOI32TUAN: '0',
  NGUOI_DO_DE: 'A', NGUOI_GHI_PHIEU: 'B', NGAY_CT: LEFT.slice(0, 8), SO: '1', QUYEN_SO: '1', MA_TTDV: '000001/GPHN', ...more,
});

/** The old referral table of 4750, before its fields were renamed. */
const oldReferral = full('XML13', {
  ...PERSON, SO_HOSO: '1', SO_CHUYENTUYEN: '1', GIAY_CHUYEN_TUYEN: '1', MA_CSKCB: '79001', MA_NOI_DEN: '79002', NGAY_VAO: '202409100800', NGAY_RA: '202409101000', DAU_HIEU_LS: 'Đau', CHAN_DOAN_RV: 'Tăng huyết áp', QT_BENHLY: 'x', TEN_DICH_VU: 'Khám Nội', MA_BENH_CHINH: 'I10',
  MA_LOAI_RV: '2', MA_LYDO_CT: '1', HUONG_DIEU_TRI: 'x', PHUONGTIEN_VC: 'Tự túc', MA_BAC_SI: '001234/CCHN', MA_TTDV: OLD_SIGNER,
});
const appointment = (day: string, more: Row = {}): Row => full('XML14', { ...PERSON, SO_GIAYHEN_KL: '1', MA_CSKCB: '79001', NGAY_HEN_KL: day, MA_BAC_SI: '001234/GPHN', MA_TTDV: '000001/GPHN', NGAY_CT: '20260803', ...more });

export const PAPER_KINDS: readonly Kind[] = [
  visit('02: ten days of outpatient treatment, paid in advance', '202608030800', '202608122359', { MA_LOAI_KCB: '02', NGAY_VAO_NOI_TRU: '202608030830', LY_DO_VNT: 'Vật lý trị liệu', SO_NGAY_DTRI: '10', NGAY_TTOAN: '202608031000' }, {
    drugs: [big('202608030830')], services: [service('202608030810', '1', '40000', { bv: '40000', level: '80', co: '8000', fund: '32000' }), done('202608100900', '18', '17.0011.0237', 'Điều trị bằng tia hồng ngoại', '40000', { bv: '40000', level: '80', co: '8000', fund: '32000' })], papers: { XML5: [course('202608030900')] } }),
  visit('05: thirty days of drugs', '202608030800', '202609012359', { MA_LOAI_KCB: '05', SO_NGAY_DTRI: '30', NGAY_TTOAN: '202608031000', NGAY_TAI_KHAM: '20260901' }, { drugs: [big('202608030830')], papers: { XML5: [course('202608030820')], XML14: [appointment('20260901')] } }),
  visit('07: drugs handed out by appointment at the station, level of the card', '202608030800', '202609012359', { MA_LOAI_KCB: '07', NGAY_TTOAN: '202608030900', MA_DKBD: '79002', MA_DOITUONG_KCB: '1.2', MA_NOI_DI: '79002' }, { drugs: [big('202608030830')] }),
  visit('08: dialysis on two days of a month', '202608030800', '202608311200', { MA_LOAI_KCB: '08', SO_NGAY_DTRI: '2', MA_BENH_CHINH: 'N18.5' }, { services: ['202608030900', '202608310900'].map((at) => done(at, '18', '01.0177.0196', 'Thận nhân tạo thường quy', '560000', { bv: '560000', level: '80', co: '112000', fund: '448000' })), papers: { XML5: [course('202608030900')] } }),
  visit('09: two hours, no bed', '202608030800', '202608031130', stay('09', '202608030930', '0'), { drugs: [big('202608031000', { MA_KHOA: 'K03' })], papers: stayed('202608030800', '202608031130') }),
  visit('06: kept at the station for a day', '202608030800', '202608041000', stay('06', '202608030830', '2', { MA_DOITUONG_KCB: '1.2' }), { drugs: [drug('202608031000', '100', '1000', { bv: '100000', level: '100', fund: '100000' }, { MA_KHOA: 'K03' })], services: [bed('202608030830', '202608041000', '1', '60000', { bv: '60000', level: '100', fund: '60000' }, { MA_NHOM: '16' })], papers: { XML5: [course('202608031000')] } }),
  visit('04: day treatment', '202608030800', '202608031600', stay('04', '202608030830', '1'), { drugs: [big('202608031000', { MA_KHOA: 'K03' })], services: [bed('202608030830', '202608031600', '1', '60000', { bv: '60000', level: '80', co: '12000', fund: '48000' }, { MA_NHOM: '14' })], papers: stayed('202608030800', '202608031600') }),
  visit('12: at home, under QĐ 1804', '202608100800', '202608100900', { MA_LOAI_KCB: '12', SO_NGAY_DTRI: '0' }, { drugs: [big('202608100830')] }),
  visit('died on the third day: one bed day more', CAME, LEFT, stay('03', '202608030815', '4', { KET_QUA_DTRI: '5' }), { drugs: [big('202608030900', { MA_KHOA: 'K03' })], services: [bed('202608030815', LEFT, '4', '200000', { bv: '800000', level: '80', co: '160000', fund: '640000' })], papers: { XML5: [course('202608030900')] } }),
  visit('absconded: no discharge paper', CAME, LEFT, stay('03', '202608030815', '4', { MA_LOAI_RV: '3' }), { drugs: [big('202608030900', { MA_KHOA: 'K03' })], papers: { XML5: [course('202608030900')] } }),
  visit('twins: two birth papers, two discharge papers', CAME, LEFT, stay('03', '202608030815', '4', { MA_BENH_CHINH: 'O84.0', CHAN_DOAN_RV: 'Đẻ song thai', MA_KHOA: 'K27', CAN_NANG_CON: '2500;2300' }), {
    drugs: [big('202608030900', { MA_KHOA: 'K27' })], services: [done('202608031200', '18', '13.0033.0614', 'Đỡ đẻ từ sinh đôi trở lên', '1200000', { bv: '1200000', level: '80', co: '240000', fund: '960000' }, { MA_KHOA: 'K27', MA_BENH: 'O84.0' })],
    papers: { XML5: [course('202608031200')], XML7: ['TE1790000000001', 'TE1790000000002'].map((code) => discharge(CAME, LEFT, { MA_KHOA_RV: 'K27', CHAN_DOAN_RV: 'Đẻ song thai', MA_THE_TAM: code })), XML9: [birth('202608031200', '2500', 'TE1790000000001'), birth('202608031212', '2300', 'TE1790000000002', { SO: '2' })] } }),
  visit('newborn without a name: the name of the mother, a temporary card', CAME, LEFT, stay('03', '202608030815', '4', { HO_TEN: 'CON BÀ LÒ THỊ MẪU', SO_CCCD: '', NGAY_SINH: '202608030630', GIOI_TINH: '1', MA_THE_BHYT: 'TE1790000000001', MA_DKBD: '79000', GT_THE_TU: '20260803', GT_THE_DEN: '20320930', MA_DOITUONG_KCB: '1.7', MA_BENH_CHINH: 'P07.1', CHAN_DOAN_RV: 'Nhẹ cân', CAN_NANG: '2.3' }), {
    drugs: [drug('202608030900', '1000', '1000', { bv: '1000000', level: '100', fund: '1000000' }, { MA_KHOA: 'K03' })], papers: { XML5: [course('202608030900')], XML7: [discharge(CAME, LEFT, { CHAN_DOAN_RV: 'Nhẹ cân', HO_TEN_ME: 'LÒ THỊ MẪU' })] } }),
  visit('child exposed to HIV: no day of confirmation, PCR', CAME, '202608031000', { NGAY_SINH: '202606010830', GIOI_TINH: '1', CAN_NANG: '5.1', MA_BENH_CHINH: 'Z20.6', MA_THE_BHYT: 'TE1790000000001' }, { drugs: [drug('202608030900', '30', '1000', { bv: '30000', level: '100', fund: '30000' })], papers: { XML6: [hiv({ MA_LOAI_BN: '2', MA_TINH_TRANG_DK: '1', LAN_XN_PCR: '1', NGAY_XN_PCR: '20260803', MA_XU_TRI: '4;5', NGAY_BAT_DAU_XU_TRI: '', NGAY_KET_THUC_XU_TRI: '', SO_NGAY_CAP_THUOC_ARV: '' })] } }),
  visit('HIV in 2023: the fields that 4750 added are not there', '202305100800', '202305101000', { MA_DOITUONG_KCB: '1.9', MA_DKBD: '79002', MA_BENH_CHINH: 'B24' }, { drugs: [drug('202305100900', '30', '1000', { bv: '30000', level: '100', fund: '30000' })], papers: { XML6: [hiv({ NGAYKD_HIV: '20200101', NGAY_BAT_DAU_XU_TRI: '20230510', NGAY_KET_THUC_XU_TRI: '20230609', MA_XU_TRI: '7', SANG_LOC_LAO: '', KQ_DTRI_LAO: '', GIAI_DOAN_LAM_SANG: '', NHOM_DOI_TUONG: '', NGAY_CHUYEN_PHAC_DO: '', LY_DO_CHUYEN_PHAC_DO: '', NOI_LAY_MAU_XN: '', NOI_XN_KD: '', NOI_BDDT_ARV: '' })] } }),
  visit('latent tuberculosis, 3HP', CAME, '202608031000', { MA_BENH_CHINH: 'R76.1' }, { drugs: [big('202608030900')], papers: { XML15: [tuberculosis({ LOAI_DTRI_LAO: '1', PHACDO_DTRI_LAO: '22' })] } }),
  visit('referred on under 4750 in 2024: the old table XML13', '202409100800', '202409101000', { MA_LOAI_RV: '2', MA_NOI_DEN: '79002' }, { drugs: [big('202409100900')], papers: { XML13: [oldReferral] } }),
  visit('4750 in 2024: the appointment with hour and minute', '202408150800', '202408151000', { NGAY_TAI_KHAM: '20240830' }, { drugs: [big('202408150900')], papers: { XML14: [appointment('202408300800', { NGAY_CT: '20240815', MA_TTDV: OLD_SIGNER })] } }),
  visit('second half of 2024 sent again under 3176: licence numbers, patient pays the difference of price', '202411040800', '202411041000', { MA_TTDV: '000001/GPHN', NGAY_TAI_KHAM: '20241120' }, { services: [
    service('202411040810', '1', '400000', { bv: '400000', level: '80', co: '80000', fund: '320000' }), service('202411040840', '1', '600000', { bv: '320000', bh: '120000', level: '80', own: '200000', co: '24000', fund: '96000' }, { DON_GIA_BH: '400000', TYLE_TT_DV: '30', MA_DICH_VU: '03.1897' }),
  ], papers: { XML14: [appointment('20241120', { NGAY_CT: '20241104' })] } }),
  visit('sick leave for tuberculosis, 180 days; rest of pregnancy as in the text\'s own example', CAME, '202608031000', { MA_BENH_CHINH: 'A15.0', CHAN_DOAN_RV: 'Lao phổi' }, { drugs: [big('202608030900')], papers: {
    XML10: [full('XML10', { ...SIGNED, SO_SERI: '1', SO_CT: '1', SO_NGAY: '30', DON_VI: 'x', CHAN_DOAN_RV: 'Nghỉ dưỡng thai', TU_NGAY: '20260803', DEN_NGAY: '20260901', NGAY_CT: '20260803' })],
    XML11: [full('XML11', { SO_CT: '1', SO_SERI: '1', SO_KCB: '1', DON_VI: 'x', MA_BHXH: '7900000001', CHAN_DOAN_RV: 'Lao phổi', PP_DIEUTRI: 'Nội khoa', SO_NGAY_NGHI: '180', TU_NGAY: '20260803', DEN_NGAY: '20270129', MA_TTDV: '000001/GPHN', MA_BS: '001234/GPHN', NGAY_CT: '20260803', MAU_SO: 'CT07' })],
  } }),
  visit('an abortion from the 13th week: 50 days', CAME, LEFT, stay('03', '202608030815', '4', { MA_BENH_CHINH: 'O02.1', CHAN_DOAN_RV: 'Thai lưu' }), { drugs: [big('202608030900', { MA_KHOA: 'K03' })], papers: { XML5: [course('202608030900')], XML7: [discharge(CAME, LEFT, { CHAN_DOAN_RV: 'Thai lưu', MA_DINH_CHI_THAI: '1', NGUYENNHAN_DINHCHI: 'Thai lưu', THOIGIAN_DINHCHI: '202608031200', TUOI_THAI: '14', SO_NGAY_NGHI: '50', NGOAITRU_TUNGAY: '20260807', NGOAITRU_DENNGAY: '20260925' })] } }),
];

const checkin = (name: string, more: Row): Kind => ({
  name, file: 'checkin', tables: { XML0: [full('XML0', { ...PERSON, MA_LK: 'LK1', STT: '1', MA_BN: 'BN1', ...card('GD4790000000001', '2026'), MA_DOITUONG_KCB: '1.1', NGAY_VAO: CAME, MA_LOAI_KCB: '01', MA_CSKCB: '79001', MA_DICH_VU: '02.1896', TEN_DICH_VU: 'Khám Nội', NGAY_YL: CAME, ...more })] },
});
export const OTHER_FILE_KINDS: readonly Kind[] = [
  checkin('check-in of an outpatient', {}),
  checkin('check-in at the ward, the first cost is a drug', { NGAY_VAO_NOI_TRU: '202608030830', LY_DO_VNT: 'Theo dõi', MA_LOAI_KCB: '03', MA_DICH_VU: '', TEN_DICH_VU: '', MA_THUOC: '40.1021', TEN_THUOC: 'Natri clorid', NGAY_YL: '202608030900' }),
  checkin('check-in of outpatient treatment, the first cost is a supply', { MA_LOAI_KCB: '02', NGAY_VAO_NOI_TRU: '202608030830', LY_DO_VNT: 'Vật lý trị liệu', MA_DICH_VU: '', TEN_DICH_VU: '', MA_VAT_TU: 'N03.01.070.0976.000.0007', TEN_VAT_TU: 'Bơm tiêm', NGAY_YL: '202608030900' }),
  checkin('check-in of a soldier with an open-ended card', { MA_THE_BHYT: 'QN5970000000001', GT_THE_TU: '20240101', GT_THE_DEN: '' }),
  checkin('check-in without insurance', { MA_THE_BHYT: '', MA_DKBD: '', GT_THE_TU: '', GT_THE_DEN: '', MA_DOITUONG_KCB: '9' }),
  checkin('check-in under QĐ 130 in 2023', { ...card('GD4790000000001', '2023'), NGAY_VAO: '202303150800', NGAY_YL: '202303150810' }),
  {
    name: 'assessment of a disabled person by a council', file: 'assessment', tables: { XML12: [full('XML12', {
      NGUOI_CHU_TRI: 'A', CHUC_VU: '2', NGAY_HOP: '20250310', HO_TEN: 'B', NGAY_SINH: '19600101', SO_CCCD: '079160000001', NGAY_CAP_CCCD: '20210101', NOI_CAP_CCCD: 'Cục C06', ...OLD_HOME, MA_BHXH: '7900000001', DIEN_THOAI: '0900000000', MA_DOI_TUONG: 'NKT;TNLĐ', KHAM_GIAM_DINH: '8', SO_BIEN_BAN: '1',
      DANG_HUONG_CHE_DO: '4;7', NGAY_CHUNG_TU: '20250301', SO_GIAY_GIOI_THIEU: '1', NGAY_DE_NGHI: '20250301', MA_DONVI: '1', GIOI_THIEU_CUA: 'BHXH', KET_QUA_KHAM: 'x', SO_VAN_BAN_CAN_CU: '1', TYLE_TTCT_MOI: '31', TONG_TYLE_TTCT: '52', DANG_KHUYETTAT: '1', MUC_DO_KHUYETTAT: '2', DE_NGHI: 'x', DUOC_XACDINH: 'x',
    })] },
  },
];
