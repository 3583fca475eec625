import { both, has, is, more, movedTo, not, put, summary, type Get, type Spoil } from './spoil.ts';

const service = both(not(has('MA_VAT_TU')), has('MA_DICH_VU'));
const insured = (get: Get): boolean => get('THANH_TIEN_BH') !== '0';
const operation = is('MA_NHOM', '8');

/** Lines and sums. */
export const MONEY_SPOILS: readonly Spoil[] = [
  put('TIEN-01', 'XML2', 'THANH_TIEN_BV', more), put('TIEN-01', 'XML2', 'SO_LUONG', more),
  put('TIEN-02', 'XML2', 'THANH_TIEN_BH', more, insured),
  { ...put('TIEN-03', 'XML3', 'THANH_TIEN_BV', more, service), prepare: movedTo('2023') },
  { ...put('TIEN-04', 'XML3', 'THANH_TIEN_BV', more, service), prepare: (text) => movedTo('2024')(text) && (text.get('XML1', 1, 'NGAY_RA') ?? '') >= '20240701' },
  put('TIEN-05', 'XML3', 'THANH_TIEN_BV', more, service), put('TIEN-05', 'XML3', 'DON_GIA_BV', more, has('MA_VAT_TU')),
  { ...put('TIEN-06', 'XML3', 'THANH_TIEN_BH', more, both(service, insured)), prepare: movedTo('2023') },
  { ...put('TIEN-07', 'XML3', 'THANH_TIEN_BH', more, both(service, insured)), prepare: (text) => movedTo('2024')(text) && (text.get('XML1', 1, 'NGAY_RA') ?? '') >= '20240701' },
  put('TIEN-08', 'XML3', 'THANH_TIEN_BH', more, both(service, insured)),
  put('TIEN-09', 'XML3', 'T_NGUONKHAC_NSNN', '5000', is('T_NGUONKHAC', '0')),
  put('TIEN-10', 'XML2', 'T_NGUONKHAC', '999999999'),
  put('TIEN-11', 'XML2', 'T_BNTT', more), put('TIEN-11', 'XML3', 'T_BHTT', more, insured),
  put('TIEN-12', 'XML2', 'MUC_HUONG', '95', both(insured, not(is('MUC_HUONG', '95')))), put('TIEN-12', 'XML3', 'T_BNCCT', more, insured),
  put('TIEN-13', 'XML3', 'PHAM_VI', '2', insured),
  put('TIEN-19', 'XML2', 'PHAM_VI', '3', is('PHAM_VI', '1')),
  put('TIEN-14', 'XML3', 'THANH_TIEN_BV', '1', insured),
  put('TIEN-15', 'XML3', 'DON_GIA_BH', (old) => `${old.split('.')[0]}999.000`, insured),
  { rule: 'TIEN-16', what: 'package over its ceiling', apply: (text) => {
    const row = text.rows('XML3', both(has('MA_VAT_TU'), (get) => Number(get('T_BHTT')) > 1))[0];
    if (row === undefined) return null;
    text.set('XML3', row, 'GOI_VTYT', 'G1');
    text.set('XML3', row, 'T_TRANTT', '1');
    return { table: 'XML3', row, field: 'T_TRANTT' };
  } },
  put('TIEN-17', 'XML3', 'T_TRANTT', '999999999', has('MA_VAT_TU')),
  put('TIEN-18', 'XML3', 'MA_DICH_VU', '02.0085.0000', both(service, insured, is('MA_NHOM', '1', '2', '3'))),
  ...['T_THUOC', 'T_VTYT', 'T_TONGCHI_BV', 'T_TONGCHI_BH', 'T_BNTT', 'T_BNCCT', 'T_NGUONKHAC'].map((field, i) => put(`TONG-0${i + 1}`, 'XML1', field, more)),
  put('TONG-08', 'XML1', 'T_BHTT', more), put('TONG-09', 'XML1', 'T_BHTT_GDV', more), put('TONG-10', 'XML1', 'T_TONGCHI_BV', more),
  summary('TONG-11', { NAM_QT: '2025', THANG_QT: '1' }),
  put('MUC-01', 'XML3', 'MUC_HUONG', '40', both(insured, not(is('MUC_HUONG', '40')))), put('MUC-01', 'XML2', 'MUC_HUONG', '95', both(insured, is('MUC_HUONG', '100', '80'))),
  put('MUC-02', 'XML3', 'T_BHTT', '1000', is('MUC_HUONG', '0')),
  put('MUC-03', 'XML1', 'NGAY_MIEN_CCT', '20250601', has('MA_THE_BHYT')),
  put('MUC-04', 'XML1', 'NAM_NAM_LIEN_TUC', '', has('NGAY_MIEN_CCT')),
  { rule: 'MUC-05', what: 'a large co-payment without NGAY_MIEN_CCT', apply: (text) => {
    const row = text.rows('XML3', (get) => get('T_BNCCT') !== '0')[0];
    if (row === undefined || text.get('XML1', 1, 'NGAY_MIEN_CCT') !== '' || (text.get('XML1', 1, 'NAM_NAM_LIEN_TUC') ?? '') === '') return null;
    text.set('XML3', row, 'T_BNCCT', '99000000');
    return { table: 'XML1', row: 1, field: 'NGAY_MIEN_CCT' };
  } },
  put('TYLE-01', 'XML3', 'TYLE_TT_DV', '70', both(is('MA_NHOM', '13'), is('PHAM_VI', '1'))),
  put('TYLE-02', 'XML3', 'TYLE_TT_DV', '75', is('MA_NHOM', '15')),
  { rule: 'TYLE-03', what: 'a second operation paid in full', apply: (text) => {
    const row = text.rows('XML3', operation)[0];
    if (row === undefined) return null;
    text.repeat('XML3', row);
    return { table: 'XML3', row: row + 1, field: 'TYLE_TT_DV' };
  } },
  put('TYLE-04', 'XML3', 'TYLE_TT_DV', '60', operation),
  put('TYLE-05', 'XML3', 'SO_LUONG', '15.000', is('MA_NHOM', '15')),
  { rule: 'TYLE-06', what: 'two examinations in a stay', apply: (text) => {
    const rows = text.rows('XML3', both(is('MA_NHOM', '1'), (get) => Number(get('T_BHTT')) > 0));
    if (text.get('XML1', 1, 'MA_LOAI_KCB') !== '03' || rows.length < 2) return null;
    for (const row of rows) text.set('XML3', row, 'MA_NHOM', '13');
    return { table: 'XML3', row: rows[1] ?? null, field: 'MA_NHOM' };
  } },
  summary('TYLE-07', { MA_LOAI_KCB: '01' }, is('MA_LOAI_KCB', '03')),
  { rule: 'TYLE-08', what: 'a stay of an hour', apply: (text) => {
    if (text.get('XML1', 1, 'MA_LOAI_KCB') !== '03') return null;
    const came = text.get('XML1', 1, 'NGAY_VAO') ?? '';
    text.set('XML1', 1, 'NGAY_RA', `${came.slice(0, 8)}${String(Number(came.slice(8, 10)) + 1).padStart(2, '0')}${came.slice(10)}`);
    return { table: 'XML1', row: 1, field: 'MA_LOAI_KCB' };
  } },
  { rule: 'TYLE-09', what: 'two beds at once', apply: (text) => {
    const row = text.rows('XML3', is('MA_NHOM', '15'))[0];
    if (row === undefined) return null;
    text.repeat('XML3', row);
    return { table: 'XML3', row: row + 1, field: 'NGAY_YL' };
  } },
  put('TYLE-10', 'XML3', 'TYLE_TT_DV', '50', both(is('MA_NHOM', '1'), insured)),
];
