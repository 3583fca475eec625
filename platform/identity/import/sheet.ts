import { Fault } from '#platform/fault';
import { IDENTITY_FAULTS } from '../faults.ts';
import { readApart } from './sheet-apart.ts';
import { makeZip, openZip, unpack } from './zip.ts';

export const MOST_ROWS = 1000;
export const MOST_BYTES = 2 * 1024 * 1024;
const MOST_FILES = 60;
const MOST_UNPACKED = 20 * 1024 * 1024;
const MOST_CELL = 200;
/** Of a sheet with six of meaning: notes beside them are no reason to refuse. */
const MOST_COLUMNS = 100;

const refuse = (why: string): Fault => new Fault(IDENTITY_FAULTS.sheet, { why });

/**
 * The rows of the first sheet of an xlsx as text. Formulas are refused: what is shown for one is not what stands there. A bomb stops at 20 MB.
 * @throws Fault identity.sheet-unreadable
 */
export async function sheetRows(bytes: Buffer): Promise<string[][]> {
  if (bytes.length > MOST_BYTES) throw refuse('tệp lớn hơn 2 MB');
  const read = await readApart(checked(bytes), { rows: MOST_ROWS + 1, columns: MOST_COLUMNS });
  if ('rows' in read) return read.rows.map((row) => row.map(textOf));
  throw refuse({ unreadable: 'không phải tệp Excel (.xlsx) đúng dạng', long: `nhiều hơn ${MOST_ROWS} dòng`, wide: `nhiều hơn ${MOST_COLUMNS} cột` }[read.wrong]);
}

/** The same files in a zip of ours: another reader, who goes by other marks of a zip than we do, finds in it what was looked at and nothing else. */
function checked(bytes: Buffer): Buffer {
  try {
    let left = MOST_UNPACKED;
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
    throw refuse('không phải tệp Excel (.xlsx) đúng dạng');
  }
  throw refuse('bảng có công thức');
}

function textOf(cell: unknown): string {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10).split('-').reverse().join('/') : typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : '';
  if (text.length > MOST_CELL) throw refuse(`có ô dài hơn ${MOST_CELL} ký tự`);
  return text.normalize('NFC').replace(/[\u0000-\u001f\u200b-\u200f\u2060\ufeff]/g, ' ').trim();
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

/** CSV for a spreadsheet: UTF-8 with mark, every cell quoted, and none that a spreadsheet would take for a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
