import { appendFileSync } from 'node:fs';

/** One submission that the stand-in took, whatever it answered. */
export interface LedgerEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: 'dossier' | 'check-in';
  readonly username: string;
  readonly facility: string;
  readonly maLk: readonly string[];
  readonly sha256: string;
  /** maGiaoDich. */
  readonly receipt: string;
  /** What the portal would show beside it afterwards, Vietnamese. */
  readonly errors: readonly string[];
}

/** What was received, in order: in memory, and one JSON line each in a file when there is one. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
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
