import { Fault } from '#platform/fault';
import { SheetError, readXlsx } from '#platform/sheet';
import { IDENTITY_FAULTS } from '../faults.ts';

export { writeCsv, writeSheet } from '#platform/sheet';

const MB = 1024 * 1024;
export const MOST_BYTES = 2 * MB;
/** Of a sheet with six columns of meaning: notes beside them are no reason to refuse. */
const LIMITS = { bytes: MOST_BYTES, rows: 1000, columns: 100, cell: 200, unpacked: 20 * MB };

/** The rows of the first sheet of an xlsx as text. @throws Fault identity.sheet-unreadable */
export async function sheetRows(bytes: Buffer): Promise<string[][]> {
  try {
    return await readXlsx(bytes, LIMITS);
  } catch (error) {
    throw error instanceof SheetError ? new Fault(IDENTITY_FAULTS.sheet, { why: error.message }) : error;
  }
}
