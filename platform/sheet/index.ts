/** Sheets that people bring and take: xlsx and CSV, read with limits and without formulas. For the server alone. */
export { sheetBytes } from './bytes.ts';
export { readXlsx, writeSheet } from './xlsx.ts';
export { readCsv, writeCsv } from './csv.ts';
export { readSheetFile } from './read.ts';
export { SheetError } from './limits.ts';
export type { SheetLimits } from './limits.ts';
export { makeZip, openZip } from './zip.ts';
