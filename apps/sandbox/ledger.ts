import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const entryShape = z.object({
  /** `bhxh`, `byt`, `ksk` */
  portal: z.string().default('bhxh'),
  /** ISO 8601. */
  at: z.string(), kind: z.string(), username: z.string(), facility: z.string(), maLk: z.array(z.string()).readonly(), sha256: z.string(),
  /** What the sender calls it, where the portal has such a name. */
  key: z.string().default(''),
  /** maGiaoDich. */
  receipt: z.string(),
  /** What the portal would show beside it afterwards, Vietnamese. */
  errors: z.array(z.string()).readonly(),
}).readonly();

/** One submission that the stand-in took, whatever it answered. */
export type LedgerEntry = z.output<typeof entryShape>;
type NewEntry = Omit<z.input<typeof entryShape>, 'errors'>;

/** What was received, in order: in memory, and one JSON line each in a file when there is one, which is read again at the next start. */
export class Ledger {
  readonly entries: LedgerEntry[] = [];
  readonly #bytes = new Map<string, LedgerEntry>();
  readonly #keys = new Map<string, LedgerEntry>();
  readonly #file: string | undefined;

  constructor(file?: string) {
    this.#file = file;
    if (file !== undefined && existsSync(file)) {
      // A line that was cut off by a kill was never answered: it does not count.
      for (const line of readFileSync(file, 'utf8').split('\n')) if (line.endsWith('}')) this.#keep(entryShape.parse(JSON.parse(line)));
    }
  }

  add(entry: NewEntry): LedgerEntry {
    const before = this.#bytes.get(`${entry.portal ?? 'bhxh'} ${entry.kind} ${entry.sha256}`);
    const kept = entryShape.parse({ ...entry, errors: before ? [`Hồ sơ gửi trùng: cùng tệp đã được nhận với mã giao dịch ${before.receipt}.`] : [] });
    if (this.#file !== undefined) appendFileSync(this.#file, `${JSON.stringify(kept)}\n`);
    this.#keep(kept);
    return kept;
  }

  #keep(entry: LedgerEntry): void {
    this.entries.push(entry);
    const bytes = `${entry.portal} ${entry.kind} ${entry.sha256}`;
    if (!this.#bytes.has(bytes)) this.#bytes.set(bytes, entry);
    const key = `${entry.portal} ${entry.key}`;
    if (entry.key !== '' && !this.#keys.has(key)) this.#keys.set(key, entry);
  }

  /** The first that came under the sender's own name for it. */
  byKey(portal: string, key: string): LedgerEntry | undefined {
    return this.#keys.get(`${portal} ${key}`);
  }

  /** How often a dossier was taken. */
  times(maLk: string): number {
    return this.entries.filter((entry) => entry.maLk.includes(maLk)).length;
  }
}
