import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const entryShape = z.object({
  /** ISO 8601. */
  at: z.string(), kind: z.enum(['dossier', 'check-in']), username: z.string(), facility: z.string(), maLk: z.array(z.string()).readonly(), sha256: z.string(),
  /** maGiaoDich. */
  receipt: z.string(),
  /** What the portal would show beside it afterwards, Vietnamese. */
  errors: z.array(z.string()).readonly(),
}).readonly();

/** One submission that the stand-in took, whatever it answered. */
export type LedgerEntry = z.output<typeof entryShape>;

/** What was received, in order: in memory, and one JSON line each in a file when there is one, which is read again at the next start. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
    if (file !== undefined && existsSync(file)) {
      for (const line of readFileSync(file, 'utf8').split('\n')) if (line !== '') this.entries.push(entryShape.parse(JSON.parse(line)));
    }
  }

  add(entry: Omit<LedgerEntry, 'errors'>): LedgerEntry {
    const before = this.entries.find((one) => one.sha256 === entry.sha256 && one.kind === entry.kind);
    const errors = before ? [`Hồ sơ gửi trùng: cùng tệp đã được nhận với mã giao dịch ${before.receipt}.`] : [];
    const kept = { ...entry, errors };
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(kept)}\n`);
    this.entries.push(kept);
    return kept;
  }

  /** How often a dossier was taken. */
  times(maLk: string): number {
    return this.entries.filter((entry) => entry.maLk.includes(maLk)).length;
  }
}
