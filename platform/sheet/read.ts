import { readCsv } from './csv.ts';
import { SheetError, type SheetLimits } from './limits.ts';
import { readXlsx } from './xlsx.ts';

/** Rows of an xlsx or a CSV, told apart by their bytes, not by a name. @throws SheetError */
export async function readSheetFile(bytes: Buffer, limits: SheetLimits): Promise<string[][]> {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return readXlsx(bytes, limits);
  if (bytes.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))) throw new SheetError('là Excel đời cũ (.xls): mở ra và lưu lại dạng .xlsx');
  return readCsv(bytes, limits);
}
