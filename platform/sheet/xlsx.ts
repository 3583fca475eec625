import { readApart } from './apart.ts';
import { SheetError, plainCell, type SheetLimits } from './limits.ts';
import { makeZip, openZip, unpack } from './zip.ts';

const MOST_FILES = 60;
const NOT_EXCEL = 'không phải tệp Excel (.xlsx) đúng dạng';

/**
 * The rows of the first sheet of an xlsx as text; a day is dd/MM/yyyy, with HH:mm:ss where it has a time. Formulas are refused: what is shown for one is not what stands there. A bomb stops at `unpacked`.
 * @throws SheetError
 */
export async function readXlsx(bytes: Buffer, limits: SheetLimits): Promise<string[][]> {
  if (bytes.length > limits.bytes) throw new SheetError(`tệp lớn hơn ${Math.floor(limits.bytes / 1024 / 1024)} MB`);
  const read = await readApart(checked(bytes, limits.unpacked), { rows: limits.rows + 1, columns: limits.columns });
  if ('rows' in read) return read.rows.map((row) => row.map((cell) => plainCell(textOf(cell), limits)));
  throw new SheetError({ unreadable: NOT_EXCEL, long: `nhiều hơn ${limits.rows} dòng`, wide: `nhiều hơn ${limits.columns} cột` }[read.wrong]);
}

/** The same files in a zip of ours: another reader, who goes by other marks of a zip than we do, finds in it what was looked at and nothing else. */
function checked(bytes: Buffer, unpacked: number): Buffer {
  try {
    let left = unpacked;
    let formula = false;
    const files: { name: string; content: Buffer }[] = [];
    for (const file of openZip(bytes, MOST_FILES)) {
      const content = unpack(file, left);
      left -= content.length;
      if (/^xl\/worksheets\/[^/]+\.xml$/.test(file.name) && /<(\w+:)?f[\s/>]/.test(content.toString('utf8'))) formula = true;
      if (/\.(xml|rels)$/.test(file.name) && /<!DOCTYPE|<!ENTITY/i.test(content.toString('utf8'))) throw new RangeError('DTD');
      files.push({ name: file.name, content });
    }
    if (!formula) return makeZip(files);
  } catch {
    throw new SheetError(NOT_EXCEL);
  }
  throw new SheetError('bảng có công thức');
}

function textOf(cell: unknown): string {
  if (cell instanceof Date) {
    const [day = '', time = ''] = cell.toISOString().slice(0, 19).split('T');
    const written = day.split('-').reverse().join('/');
    return time === '00:00:00' ? written : `${written} ${time}`;
  }
  return typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A small xlsx: every cell is text, so that a code keeps its leading zeros; at most 26 columns. */
export function writeSheet(rows: readonly (readonly string[])[]): Buffer {
  const cells = rows.map((row, down) => `<row r="${down + 1}">${row.map((cell, along) => `<c r="${String.fromCharCode(65 + along)}${down + 1}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`).join('')}</row>`).join('');
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return makeZip([
    { name: '[Content_Types].xml', content: `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>` },
    { name: '_rels/.rels', content: `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: 'xl/workbook.xml', content: `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Tài khoản" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>` },
    { name: 'xl/worksheets/sheet1.xml', content: `${head}<worksheet xmlns="${main}"><sheetData>${cells}</sheetData></worksheet>` },
  ]);
}
