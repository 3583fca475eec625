/** What is taken at most. */
export interface SheetLimits {
  readonly bytes: number;
  /** Beside the headings. */
  readonly rows: number;
  readonly columns: number;
  /** Signs of one cell. */
  readonly cell: number;
  /** Bytes of an xlsx when unpacked. */
  readonly unpacked: number;
}

/** Not a sheet that is taken; the message is Vietnamese and quotes no cell. */
export class SheetError extends Error {
  override name = 'SheetError';
}

/** A cell without signs that nobody sees, composed. @throws SheetError when it is too long */
export function plainCell(text: string, limits: SheetLimits): string {
  if (text.length > limits.cell) throw new SheetError(`có ô dài hơn ${limits.cell} ký tự`);
  return text.normalize('NFC').replace(/[\u0000-\u001f\u200b-\u200f\u2060\ufeff]/g, ' ').trim();
}
