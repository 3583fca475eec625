import { both, clear, has, is, movedTo, not, put, shifted, summary, type Get, type Spoil } from './spoil.ts';

const insured = has('MA_THE_BHYT');
const oneCard = (get: Get): boolean => insured(get) && !get('MA_THE_BHYT').includes(';');
const service = both(not(has('MA_VAT_TU')), has('MA_DICH_VU'));
const later = (days: number) => (old: string): string => shifted(old, days);
const before = { prepare: movedTo('2025') } as const;

/** The card, the route, the dates. */
const CARD: readonly Spoil[] = [
  put('THE-01', 'XML1', 'MA_THE_BHYT', 'GD9510123456789', insured), put('THE-01', 'XML0', 'MA_THE_BHYT', 'GD45101', insured),
  put('THE-02', 'XML1', 'MA_THE_BHYT', (old) => `DT4${old.slice(3)}`, oneCard),
  put('THE-03', 'XML1', 'GT_THE_DEN', (_, get) => shifted(get('NGAY_VAO').slice(0, 8), -40), oneCard),
  put('THE-04', 'XML1', 'GT_THE_DEN', '20200101', oneCard),
  put('THE-05', 'XML1', 'GT_THE_TU', (_, get) => shifted(get('NGAY_RA').slice(0, 8), 30), both(oneCard, (get) => get('T_BHTT') !== '0')),
  summary('THE-06', { MA_DOITUONG_KCB: '9' }, insured),
  put('THE-07', 'XML1', 'MA_DKBD', '51000', both(oneCard, (get) => !get('MA_THE_BHYT').startsWith('TE1'))),
  put('THE-08', 'XML1', 'NGAY_SINH', '198001010000', (get) => get('MA_THE_BHYT').startsWith('TE') && !get('MA_THE_BHYT').includes(';')),
  put('THE-09', 'XML1', 'GT_THE_TU', (old) => old.replace(/;(\d{8})/, (_, day: string) => `;${shifted(day, 1)}`), (get) => get('GT_THE_TU').includes(';')),
  put('TUYEN-01', 'XML1', 'MA_DOITUONG_KCB', '1.12', both(oneCard, (get) => get('MA_DKBD') === get('MA_CSKCB'))),
  summary('TUYEN-02', { MA_DOITUONG_KCB: '1.7' }, (get) => insured(get) && get('NGAY_SINH') < '2025' && get('NGAY_SINH').slice(4, 8) !== '0000'),
  clear('TUYEN-03', 'XML1', 'GIAY_CHUYEN_TUYEN', is('MA_DOITUONG_KCB', '1.3')),
  put('TUYEN-04', 'XML1', 'MA_DOITUONG_KCB', '1.5', both(insured, not(has('GIAY_CHUYEN_TUYEN')))),
  summary('TUYEN-05', { MA_DOITUONG_KCB: '1.15' }, both(insured, is('MA_LOAI_KCB', '01'))),
  summary('TUYEN-06', { MA_DOITUONG_KCB: '1.12' }, both(insured, is('MA_LOAI_KCB', '01'), is('MA_CSKCB', '62990'))),
  put('TUYEN-07', 'XML1', 'MA_NOI_DEN', (_, get) => get('MA_CSKCB'), is('MA_LOAI_RV', '2')),
  summary('TUYEN-08', { MA_DOITUONG_KCB: '1.1' }, (get) => oneCard(get) && get('MA_DKBD') !== get('MA_CSKCB')),
];

const DATES: readonly Spoil[] = [
  put('NGAY-01', 'XML1', 'NGAY_RA', (_, get) => shifted(get('NGAY_VAO'), -1)),
  put('NGAY-02', 'XML1', 'NGAY_TTOAN', (old) => shifted(old, -1), is('MA_LOAI_KCB', '01', '03')),
  put('NGAY-03', 'XML3', 'NGAY_YL', later(-2)), put('NGAY-03', 'XML2', 'NGAY_YL', later(60)),
  put('NGAY-04', 'XML2', 'NGAY_TH_YL', later(-1), has('NGAY_TH_YL')),
  put('NGAY-05', 'XML3', 'NGAY_KQ', later(-1), has('NGAY_TH_YL')),
  put('NGAY-06', 'XML1', 'SO_NGAY_DTRI', '9', is('MA_LOAI_KCB', '01', '03')),
  put('NGAY-06', 'XML1', 'SO_NGAY_DTRI', '99', is('MA_LOAI_KCB', '05')), put('NGAY-06', 'XML1', 'SO_NGAY_DTRI', '0', is('MA_LOAI_KCB', '05')),
  put('NGAY-07', 'XML1', 'NGAY_RA', later(3), is('MA_LOAI_KCB', '01')),
  put('NGAY-08', 'XML1', 'NGAY_TTOAN', '203001010800'),
  put('NGAY-09', 'XML1', 'NGAY_RA', (old) => `${old.slice(0, 8)}1000`, is('MA_LOAI_KCB', '05')),
  put('NGAY-10', 'XML7', 'NGAY_CT', later(2)),
  put('NGAY-11', 'XML7', 'SO_NGAY_NGHI', '5'),
  put('NGAY-12', 'XML11', 'SO_NGAY_NGHI', '29'),
  put('NGAY-13', 'XML10', 'SO_NGAY', '90'),
  put('NGAY-24', 'XML10', 'TU_NGAY', later(-10)), put('NGAY-24', 'XML11', 'NGAY_CT', later(-10)),
  put('NGAY-14', 'XML14', 'NGAY_HEN_KL', later(3)),
  { ...put('NGAY-15', 'XML2', 'NGAY_YL', '202611150900', () => true), apply: (text) => {
    if (text.get('XML1', 1, 'MA_LOAI_KCB') !== '05' || text.rowCount('XML2') === 0) return null;
    // A Sunday.
    text.set('XML2', 1, 'NGAY_YL', '202611150900');
    return { table: 'XML2', row: 1, field: 'NGAY_YL' };
  } },
  { rule: 'NGAY-21', what: 'NGAYLAP before the visit', apply: () => ({ table: null, row: null, field: null }), afterwards: (file) => file.replace(/<NGAYLAP>\d*</, '<NGAYLAP>20260101<') },
  put('NGAY-16', 'XML3', 'NGAY_KQ', later(100), has('NGAY_TH_YL')),
  put('NGAY-17', 'XML1', 'NGAY_SINH', '203001010000'),
  put('NGAY-18', 'XML5', 'THOI_DIEM_DBLS', later(-3)),
  put('NGAY-19', 'XML4', 'NGAY_KQ', later(-1)),
  put('NGAY-20', 'XML6', 'NGAY_KET_THUC_XU_TRI', '20200101'),
  put('NGAY-22', 'XML10', 'CHAN_DOAN_RV', 'Thai 16 tuần'),
  put('NGAY-23', 'XML9', 'NGAY_CT', later(-20)),
];

/** Diseases: under the list of 2026, and one by one under the list before it. */
const DISEASES: readonly Spoil[] = [
  ...(['', '-4469'] as const).flatMap((mark): Spoil[] => {
    const then = mark === '' ? {} : before;
    const both26 = mark === '';
    return [
      ...(both26 ? [] : [{ ...put('ICD-01-4469', 'XML1', 'MA_BENH_CHINH', 'Q99.99'), ...then }]),
      ...(both26 ? [put('ICD-11', 'XML1', 'MA_BENH_CHINH', 'Q99.99', (get) => get('NGAY_RA') < '20261001')] : []),
      { ...summary(`ICD-04${mark}`, { MA_BENH_CHINH: 'O80.0' }, is('GIOI_TINH', '1')), ...then },
      { ...summary(`ICD-13${mark}`, { MA_BENH_CHINH: 'N40' }, is('GIOI_TINH', '2')), ...then },
    ];
  }),
  summary('ICD-02', { MA_BENH_CHINH: 'B95.0' }),
  summary('ICD-03', { MA_BENH_CHINH: 'O95' }),
  summary('ICD-05', { MA_BENH_CHINH: 'M54.5' }),
  summary('ICD-14', { MA_BENH_CHINH: 'U50.011' }),
  summary('ICD-12', { MA_BENH_CHINH: 'B90.0' }),
  // From October on the test's list is stated to be complete and knows ages.
  summary('ICD-01', { MA_BENH_CHINH: 'Q99.99' }, (get) => get('NGAY_RA') >= '20261001'),
  summary('ICD-06', { MA_BENH_CHINH: 'P59.9' }, (get) => get('NGAY_RA') >= '20261001' && get('NGAY_SINH') < '2015' && get('NGAY_SINH').slice(4, 8) !== '0000'),
  { ...summary('ICD-06-4469', { MA_BENH_CHINH: 'P59.9' }, (get) => get('NGAY_SINH') < '2015' && get('NGAY_SINH').slice(4, 8) !== '0000'), ...before },
  summary('ICD-07', { MA_BENH_KT: 'A09.0;A09.9;J20.9;J06.9;J02.9;K29.7;K21.9;K80.2;N39.0;G43.9;H66.9;I10;E11.9' }),
  summary('ICD-08', { MA_BENH_KT: 'I10;I10' }),
  put('ICD-09', 'XML1', 'MA_BENH_KT', (_, get) => get('MA_BENH_CHINH')),
  put('ICD-10', 'XML1', 'MA_BENH_CHINH', 'I10;E11'),
];

/** Identity over the tables, duplicates, approved catalogues, check-in, assessment. */
const WHOLE: readonly Spoil[] = [
  put('DC-01', 'XML3', 'MA_LK', 'KHAC'), put('DC-01', 'XML5', 'MA_LK', 'KHAC'),
  put('DC-02', 'XML13', 'HO_TEN', 'Người Khác'), put('DC-02', 'XML7', 'NGAY_VAO', later(-1)), put('DC-02', 'XML14', 'GIOI_TINH', '3'), put('DC-02', 'XML15', 'MA_BN', 'BN1'),
  put('DC-12', 'XML8', 'CHAN_DOAN_RV', 'Chẩn đoán khác'),
  put('DC-11', 'XML7', 'MA_YTE', 'BN0'),
  put('DC-03', 'XML1', 'MA_CSKCB', '62982', not(is('MA_CSKCB', '62982'))),
  { rule: 'DC-04', what: 'STT twice', apply: (text) => (text.rowCount('XML3') < 2 ? null : (text.set('XML3', 2, 'STT', '1'), { table: 'XML3', row: 2, field: 'STT' })) },
  put('DC-05', 'XML2', 'STT', '7'),
  put('DC-06', 'XML2', 'MA_KHOA', 'K30'), put('DC-06', 'XML3', 'MA_KHOA', 'K30', is('MA_NHOM', '15')),
  put('DC-07', 'XML1', 'MA_PTTT_QT', '', has('MA_PTTT_QT')),
  put('DC-08', 'XML4', 'MA_DICH_VU', '22.0001.1352'),
  { rule: 'DC-09', what: 'a test without result', apply: (text) => {
    const codes = new Set(text.rows('XML4').map((row) => text.get('XML4', row, 'MA_DICH_VU')));
    const first = text.get('XML4', 1, 'MA_DICH_VU');
    if (codes.size < 2 || first === undefined) return null;
    for (const row of text.rows('XML4', is('MA_DICH_VU', first)).reverse()) text.remove('XML4', row);
    return { table: 'XML4', row: null, field: null };
  } },
  put('DC-10', 'XML2', 'MA_DICH_VU', '22.0001.1352'),
  put('DC-13', 'XML9', 'CAN_NANG_CON', '4100'),
  put('DC-14', 'XML7', 'MA_KHOA_RV', 'K30'),
  put('DC-16', 'XML1', 'KET_QUA_DTRI', '5', has('NGAY_TAI_KHAM')),
  { rule: 'TRUNG-01', what: 'a line twice', apply: (text) => (text.rowCount('XML2') === 0 ? null : (text.repeat('XML2', 1), { table: 'XML2', row: 2, field: null })) },
  { rule: 'TRUNG-02', what: 'a service twice in a minute', apply: (text) => {
    const row = text.rows('XML3', is('MA_NHOM', '1', '2', '13'))[0];
    if (row === undefined) return null;
    text.repeat('XML3', row);
    text.set('XML3', row + 1, 'SO_LUONG', '2.000');
    return { table: 'XML3', row: row + 1, field: 'NGAY_YL' };
  } },
  { rule: 'TRUNG-03', what: 'one person at two operations', apply: (text) => {
    const row = text.rows('XML3', is('MA_NHOM', '8', '18'))[0];
    const began = row === undefined ? '' : (text.get('XML3', row, 'NGAY_TH_YL') ?? '');
    if (row === undefined || began.slice(10) > '54' || text.get('XML3', row, 'TYLE_TT_DV') !== '100' || shifted(began, 0) === (text.get('XML3', row, 'NGAY_KQ') ?? '')) return null;
    text.repeat('XML3', row);
    text.set('XML3', row + 1, 'NGAY_TH_YL', `${began.slice(0, 10)}${String(Number(began.slice(10)) + 5).padStart(2, '0')}`);
    return { table: 'XML3', row: row + 1, field: 'NGAY_TH_YL' };
  } },
  put('DM-01', 'XML2', 'MA_THUOC', '40.999', is('PHAM_VI', '1')), put('DM-02', 'XML2', 'SO_DANG_KY', 'VD-00000-00', is('PHAM_VI', '1')), put('DM-02', 'XML2', 'TT_THAU', '99/QĐ-SYT;G1;N4;2026', is('PHAM_VI', '1')),
  put('DM-03', 'XML2', 'DON_GIA', '999999.000', is('PHAM_VI', '1')), put('DM-04', 'XML3', 'MA_DICH_VU', '27.9999.0001', both(service, is('PHAM_VI', '1'), is('MA_NHOM', '1', '2', '3'))),
  put('DM-05', 'XML3', 'DON_GIA_BH', '9999999.000', both(service, (get) => get('PHAM_VI') === '1')), put('DM-06', 'XML3', 'TEN_DICH_VU', 'Tên khác hẳn', service),
  put('DM-07', 'XML3', 'MA_VAT_TU', 'N99.00.000', has('MA_VAT_TU')), put('DM-08', 'XML3', 'DON_GIA_BV', '99999.000', has('MA_VAT_TU')), put('DM-08', 'XML3', 'TT_THAU', '1/QĐ;G3;N0;2026', has('MA_VAT_TU')),
  put('DM-09', 'XML3', 'MA_GIUONG', 'H999', has('MA_GIUONG')), put('DM-10', 'XML3', 'MA_BAC_SI', '000000/XXX'), put('DM-10', 'XML5', 'NGUOI_THUC_HIEN', '000000/XXX'),
  put('DM-12', 'XML3', 'MA_MAY', 'HH.1.62990.LA', has('MA_MAY')),
  put('TN-01', 'XML0', 'MA_THUOC', '40.48'), put('TN-02', 'XML0', 'NGAY_YL', later(-1)), put('TN-03', 'XML0', 'MA_DOITUONG_KCB', '2'),
  put('TN-04', 'XML0', 'GT_THE_DEN', (_, get) => shifted(get('NGAY_VAO').slice(0, 8), -1), insured),
  put('GD-01', 'XML12', 'NGAY_DE_NGHI', later(30)), put('GD-02', 'XML12', 'MA_DOI_TUONG', 'ZZ'), put('GD-03', 'XML12', 'TONG_TYLE_TTCT', '5'),
];

export const VISIT_SPOILS: readonly Spoil[] = [...CARD, ...DATES, ...DISEASES, ...WHOLE];
