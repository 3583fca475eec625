import type { Difference, Dossier, RecordResource } from '#domains/claim/rules';
import type { Issue } from '#platform/fhir';

export interface Proved {
  /** Milliseconds, read-back check included. */
  readonly forth: number;
  readonly back: number;
  readonly shares: { readonly element: number; readonly extension: number; readonly usual: number; readonly written: number };
  readonly different: readonly Difference[];
  readonly issues: readonly Issue[];
}

/** What many dossiers of one kind came to. */
export class Tally {
  dossiers = 0;
  different = 0;
  invalid = 0;
  readonly #title: string;
  readonly #rows = new Map<string, number>();
  readonly #fields = new Set<string>();
  readonly #kinds = new Map<string, { dossiers: number; resources: number; bytes: number; forth: number; back: number }>();
  readonly #shares = { element: 0, extension: 0, usual: 0, written: 0 };
  readonly #examples: string[] = [];

  constructor(title: string) {
    this.#title = title;
  }

  add(dossier: Dossier, resources: readonly RecordResource[], proved: Proved): void {
    this.dossiers += 1;
    for (const table of dossier.tables.values()) {
      this.#rows.set(table.layout, (this.#rows.get(table.layout) ?? 0) + table.rows.length);
      for (const row of table.rows) for (const [field, value] of Object.entries(row)) if (value) this.#fields.add(`${table.layout}.${field}`);
    }
    const kind = this.#kinds.get(dossier.kind) ?? { dossiers: 0, resources: 0, bytes: 0, forth: 0, back: 0 };
    kind.dossiers += 1;
    kind.resources += resources.length;
    kind.bytes += resources.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0);
    kind.forth += proved.forth;
    kind.back += proved.back;
    this.#kinds.set(dossier.kind, kind);
    for (const key of ['element', 'extension', 'usual', 'written'] as const) this.#shares[key] += proved.shares[key];
    if (proved.different.length > 0) this.different += 1;
    if (proved.issues.length > 0) this.invalid += 1;
    if (this.#examples.length < 5) this.#examples.push(...proved.different.slice(0, 2).map((one) => JSON.stringify(one)), ...proved.issues.slice(0, 2).map((one) => `${one.expression}: ${one.message}`));
  }

  /** How many official fields were filled at least once in this and others. */
  fieldsWith(...others: readonly Tally[]): number {
    return new Set([this, ...others].flatMap((one) => [...one.#fields])).size;
  }

  report(): string {
    if (this.dossiers === 0) return '';
    const { element, extension, usual, written } = this.#shares;
    const all = element + extension + usual + written;
    const share = (part: number): string => `${((100 * part) / all).toFixed(2)} %`;
    const lines = [`\n${this.#title}: ${this.dossiers} dossiers, ${this.different} differed`, `  rows: ${[...this.#rows].sort((a, b) => parseInt(a[0].slice(3), 10) - parseInt(b[0].slice(3), 10)).map(([name, rows]) => `${name} ${rows}`).join(', ')}`];
    for (const [kind, one] of this.#kinds) {
      const each = (sum: number, digits: number): string => (sum / one.dossiers).toFixed(digits);
      lines.push(`  ${kind}: ${each(one.resources, 1)} resources, ${each(one.bytes, 0)} bytes, ${each(one.forth, 2)} ms there, ${each(one.back, 2)} ms back`);
    }
    lines.push(`  ${all} filled values: by element ${share(element)}, by extension ${share(extension)}, by nothing (0, row number) ${share(usual)}, as written ${share(written)}`, ...this.#examples.slice(0, 5).map((one) => `  ${one}`));
    return `${lines.join('\n')}\n`;
  }
}
