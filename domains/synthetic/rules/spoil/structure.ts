import { both, clear, has, is, movedTo, not, put, summary, without, type Spoil } from './spoil.ts';
import { DossierText } from './text.ts';

const table = (rule: string, what: string, name: string, change: (xml: string) => string, field: string | null = null, row: number | null = null): Spoil => ({
  rule, what,
  apply: (text) => {
    if (!text.has(name)) return null;
    const before = text.xml(name);
    const after = change(before);
    if (after === before) return null;
    text.put(name, after);
    return { table: name, row, field };
  },
});
const type = (text: DossierText): string => text.get('XML1', 1, 'MA_LOAI_KCB') ?? '';
const stayed = (text: DossierText): boolean => type(text) === '03' && text.get('XML1', 1, 'MA_LOAI_RV') === '1';

/** The envelope and the tables. */
const ENVELOPE: readonly Spoil[] = [
  table('HO-SO-01', 'inner XML cut in the middle', 'XML2', (xml) => xml.slice(0, Math.floor(xml.length / 2))),
  table('HO-SO-01', 'a tag closed twice', 'XML3', (xml) => xml.replace('</CHI_TIET_DVKT>', '</CHI_TIET_DVKT></CHI_TIET_DVKT>')),
  table('HO-SO-02', 'name in TCVN3', 'XML1', (xml) => xml.replace(/<HO_TEN>[^<]*</, '<HO_TEN>NguyÔn ThÞ H­êng §µo<'), 'HO_TEN', 1),
  table('HO-SO-03', 'a DOCTYPE in a table', 'XML3', (xml) => `<!DOCTYPE x [<!ENTITY a "b">]>${xml}`),
  { rule: 'HO-SO-04', what: 'a sign outside base64', apply: (text) => (text.has('XML2') ? { table: 'XML2', row: null, field: null } : null), afterwards: (file) => file.replace(/(<LOAIHOSO>XML2<\/LOAIHOSO>\s*<NOIDUNGFILE>.{20})./, '$1*') },
  { rule: 'HO-SO-05', what: 'a table that does not exist', apply: (text) => { text.put('XML99', '<X/>'); return { table: null, row: null, field: null }; } },
  { rule: 'HO-SO-06', what: 'XML2 twice', apply: (text) => (text.has('XML2') ? { table: 'XML2', row: null, field: null } : null), afterwards: (file) => file.replace(/<FILEHOSO><LOAIHOSO>XML2<\/LOAIHOSO>.*?<\/FILEHOSO>/s, '$&$&') },
  table('HO-SO-07', 'an unknown field', 'XML1', (xml) => xml.replace('<GIOI_TINH>', '<TEN_KHAC>x</TEN_KHAC><GIOI_TINH>')),
  table('HO-SO-08', 'a field twice', 'XML1', (xml) => xml.replace(/<GIOI_TINH>[^<]*<\/GIOI_TINH>/, '$&$&'), 'GIOI_TINH', 1),
  table('HO-SO-09', 'two fields in the wrong order', 'XML1', (xml) => xml.replace(/(<MA_BN>[^<]*<\/MA_BN>)(<HO_TEN>[^<]*<\/HO_TEN>)/, '$2$1')),
  { rule: 'HO-SO-10', what: 'two records of XML8', apply: (text) => (text.has('XML8') ? { table: 'XML8', row: null, field: null } : null), afterwards: (file) => DossierText.inline(file, 'XML8', (xml) => xml + xml) },
  { rule: 'HO-SO-11', what: 'SOLUONGHOSO too high', apply: () => ({ table: null, row: null, field: 'SOLUONGHOSO' }), afterwards: (file) => file.replace('<SOLUONGHOSO>1<', '<SOLUONGHOSO>2<') },
  { rule: 'HO-SO-12', what: 'no NGAYLAP', apply: () => ({ table: null, row: null, field: 'NGAYLAP' }), afterwards: (file) => file.replace(/<NGAYLAP>\d*<\/NGAYLAP>/, '<NGAYLAP></NGAYLAP>') },
  without('BANG-01', 'XML1'),
  without('BANG-02', 'XML7', stayed),
  summary('BANG-03', { MA_LOAI_KCB: '01' }, is('MA_LOAI_KCB', '03')),
  without('BANG-04', 'XML13', (text) => (text.get('XML1', 1, 'MA_THE_BHYT') ?? '') !== ''),
  without('BANG-05', 'XML14'),
  without('BANG-06', 'XML5', (text) => type(text) === '03'),
  without('BANG-07', 'XML4'), without('BANG-06', 'XML5', (text) => type(text) === '05'),
  without('BANG-08', 'XML15'), without('BANG-08', 'XML9'), without('BANG-08', 'XML6'),
];

/** Single fields. */
const FIELDS: readonly Spoil[] = [
  clear('TRUONG-01', 'XML1', 'HO_TEN'), clear('TRUONG-01', 'XML1', 'MA_BENH_CHINH'), clear('TRUONG-01', 'XML2', 'LIEU_DUNG'), clear('TRUONG-01', 'XML3', 'DON_VI_TINH'),
  clear('TRUONG-01', 'XML5', 'DIEN_BIEN_LS'), clear('TRUONG-01', 'XML7', 'PP_DIEUTRI'), clear('TRUONG-01', 'XML15', 'PHACDO_DTRI_LAO'), clear('TRUONG-01', 'XML0', 'MA_BN'), clear('TRUONG-01', 'XML12', 'KET_QUA_KHAM'),
  clear('TRUONG-02', 'XML1', 'NGAY_VAO_NOI_TRU', is('MA_LOAI_KCB', '03')), clear('TRUONG-02', 'XML1', 'MA_NOI_DEN', is('MA_LOAI_RV', '2')), clear('TRUONG-02', 'XML3', 'MA_GIUONG', is('MA_NHOM', '15')),
  clear('TRUONG-02', 'XML3', 'TT_THAU', is('MA_NHOM', '10')), clear('TRUONG-02', 'XML4', 'NGAY_KQ', has('GIA_TRI')), clear('TRUONG-02', 'XML3', 'NGUOI_THUC_HIEN', is('MA_NHOM', '1')),
  put('TRUONG-03', 'XML1', 'MA_BENH_CHINH', 'K92.22222'), put('TRUONG-03', 'XML2', 'TT_THAU', (old) => old + 'x'.repeat(60)),
  put('TRUONG-04', 'XML1', 'SO_NGAY_DTRI', '1.5'), put('TRUONG-04', 'XML9', 'SO_CON', 'một'),
  put('TRUONG-05', 'XML2', 'SO_LUONG', '3,5'), put('TRUONG-05', 'XML3', 'DON_GIA_BV', '1e308'), put('TRUONG-05', 'XML1', 'T_BHTT', '12.345.678'),
  put('TRUONG-06', 'XML7', 'NGAY_CT', '20260230'), put('TRUONG-06', 'XML14', 'NGAY_CT', '2026-10-1'),
  put('TRUONG-07', 'XML1', 'NGAY_RA', '202609312500'), put('TRUONG-07', 'XML3', 'NGAY_YL', '20260230'),
  put('TRUONG-08', 'XML1', 'GIOI_TINH', '7'), put('TRUONG-08', 'XML1', 'MA_DANTOC', '88'), put('TRUONG-08', 'XML1', 'MAXA_CU_TRU', '99998'), put('TRUONG-08', 'XML2', 'MA_PTTT', '9'),
  put('TRUONG-09', 'XML1', 'MA_CSKCB', '629'), put('TRUONG-09', 'XML3', 'MA_GIUONG', 'X12', has('MA_GIUONG')), put('TRUONG-09', 'XML3', 'VET_THUONG_TP', '2'),
  clear('TRUONG-10', 'XML2', 'SO_DANG_KY', is('PHAM_VI', '1')), clear('TRUONG-10', 'XML3', 'PP_VO_CAM', is('MA_NHOM', '8')),
  put('TRUONG-11', 'XML1', 'MA_NGHE_NGHIEP', '99999'), put('TRUONG-11', 'XML2', 'DUONG_DUNG', '9.99'),
  put('TRUONG-12', 'XML1', 'SO_CCCD', '12345', has('SO_CCCD')), put('TRUONG-12', 'XML3', 'MA_DICH_VU', 'khám', is('MA_NHOM', '13')),
  put('TRUONG-13', 'XML3', 'MA_DICH_VU', (old) => `${old} `, has('MA_DICH_VU')),
  put('TRUONG-14', 'XML1', 'MAHUYEN_CU_TRU', '608'),
  put('TRUONG-15', 'XML2', 'TYLE_TT_BH', '120'), put('TRUONG-15', 'XML1', 'CAN_NANG', '250'), put('TRUONG-15', 'XML3', 'SO_LUONG', '-1'),
  put('TRUONG-16', 'XML1', 'GT_THE_TU', (old) => `${old};20260101`, has('MA_THE_BHYT')),
  put('TRUONG-17', 'XML1', 'MA_BENH_KT', 'I10;;E11.9'),
  clear('TRUONG-18', 'XML3', 'MA_MAY', both(is('MA_NHOM', '1'), has('MA_MAY'))),
  { ...put('TRUONG-19', 'XML7', 'MA_TTDV', 'GPHN-1'), prepare: (text) => { for (const name of ['XML1', 'XML7', 'XML8', 'XML13', 'XML14', 'XML2', 'XML3']) if (text.has(name)) text.put(name, text.xml(name).replace(/([>;])2026(?=\d{4,8}[<;])/g, '$12023').replace(/<MA_TTDV>[^<]*</g, '<MA_TTDV>0123456789<')); return text.has('XML7'); } },
  { ...put('TRUONG-21', 'XML2', 'MUC_HUONG', '47.5', not(is('MUC_HUONG', '47.5'))), prepare: movedTo('2025') },
  put('TRUONG-22', 'XML8', 'TOMTAT_KQ', 'Xét nghiệm trong giới hạn bình thường. '.repeat(120)),
  put('TRUONG-20', 'XML1', 'DU_PHONG', 'ghi thêm'),
];

export const STRUCTURE_SPOILS: readonly Spoil[] = [...ENVELOPE, ...FIELDS];
