/** What one file may ask of the reader. All sizes are upper bounds, inclusive. */
export interface ReadLimits {
  /** Elements inside one another, counted in the file and again in each inner document. */
  readonly depth: number;
  /** Characters of one tag with its attributes. */
  readonly tag: number;
  /** Characters of one field. */
  readonly field: number;
  /** Characters of one NOIDUNGFILE as written (base64). */
  readonly content: number;
  /** Records of one table. */
  readonly rows: number;
  /** Characters of one HOSO as written. */
  readonly dossier: number;
  /** Bytes of the file. */
  readonly file: number;
}

const MB = 1024 * 1024;

export const READ_LIMITS: ReadLimits = {
  depth: 32, tag: 64 * 1024, field: MB, content: 64 * MB, rows: 20_000, dossier: 96 * MB, file: 1024 * MB,
};
