/** Files of electronic papers as facilities' programs write them. For tests only. */
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const fields = (values: Readonly<Record<string, string>>): string => Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`).join('');
const SIGNED = '<CHUKYDONVI><Signature>abc</Signature></CHUKYDONVI>';

export interface PaperInFile { readonly type: string; readonly values: Readonly<Record<string, string>> }

/** HSCHUNGTU: each paper as a document of its own, in base64. */
export function paperFile(papers: readonly PaperInFile[], facility = '62990', made = '20261126'): string {
  const files = papers.map(({ type, values }) => `<HOSO><FILEHOSO><LOAIHOSO>${type}</LOAIHOSO><NOIDUNGFILE>${base64(`<${type}>${fields(values)}</${type}>`)}</NOIDUNGFILE></FILEHOSO></HOSO>`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\r\n<HSCHUNGTU><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO Id="Id-1"><NGAYLAP>${made}</NGAYLAP><SOLUONGHOSO>${papers.length}</SOLUONGHOSO><DANHSACHHOSO>${files}</DANHSACHHOSO></THONGTINHOSO>${SIGNED}</HSCHUNGTU>`;
}

/** HSDLGBT: a notice of death, inline. */
export function deathFile(number: string, more: Readonly<Record<string, string>> = {}, facility = '62990'): string {
  return `<?xml version="1.0" encoding="utf-8"?><HSDLGBT><GIAYBAOTU Id="Id-2">${fields({ MA_GBT: number, HO_TEN: 'Đặng Thị Ửng', NGAY_CAPGIAYBT: '20261126', MACSKCB: facility, ...more })}</GIAYBAOTU>${SIGNED}</HSDLGBT>`;
}

/** HSDLGCS: a notice of birth, inline; it names no facility. */
export function birthFile(number: string, more: Readonly<Record<string, string>> = {}): string {
  return `<?xml version="1.0" encoding="utf-8"?><HSDLGCS><GIAYCHUNGSINH Id="Id-3">${fields({ MA_GCS: number, HOTEN_NND: 'Lò Thị Ước', NGAY_CT: '20261126', ...more })}</GIAYCHUNGSINH>${SIGNED}</HSDLGCS>`;
}
