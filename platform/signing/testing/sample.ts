/** A file of the claim standard with nothing real in it. @param bytes about so many in its one table */
export function sampleFile(bytes = 200, place = '<CHUKYDONVI/>'): Buffer {
  const content = Buffer.from('<TONG_HOP><HO_TEN><![CDATA[Nguyễn Thị Ước]]></HO_TEN></TONG_HOP>'.padEnd(bytes, ' ')).toString('base64');
  return Buffer.from('<?xml version="1.0" encoding="utf-8"?>\r\n<GIAMDINHHS xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">\r\n'
    + '  <THONGTINDONVI><MACSKCB>99001</MACSKCB></THONGTINDONVI>\r\n  <THONGTINHOSO><NGAYLAP>20261121</NGAYLAP><SOLUONGHOSO>1</SOLUONGHOSO><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO>'
    + `<NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO>\r\n  ${place}\r\n</GIAMDINHHS>\r\n`);
}

/** The smallest PDF with a page and a word on it (ASCII). */
export function plainPdf(word: string, pageEntry = ''): Buffer {
  const stream = `BT /F1 24 Tf 72 700 Td (${word}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> ${pageEntry} >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
