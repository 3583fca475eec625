import type { TableName } from './dossier.ts';

/** error: the gateway rejects. warning: adjudication will likely refuse. info: worth knowing, or not decidable. */
export type Severity = 'error' | 'warning' | 'info';

/** The eleven contents of automatic adjudication (TT 12/2026/TT-BTC, Điều 10), and `structure` for the gateway's own format check. */
export const GROUPS = [
  'structure', 'card', 'benefit', 'scope', 'price', 'ratio', 'facility', 'practitioner', 'interval', 'clinical', 'consistency', 'procurement',
] as const;
export type Group = (typeof GROUPS)[number];

/** `table` null: the dossier as a whole. `row`: 1-based position in its table, null: the table as a whole. */
export interface Place {
  readonly table: TableName | null;
  readonly row: number | null;
  readonly field: string | null;
}

export interface Finding extends Place {
  /** Code of the rule, stable for ever: `TIEN-02`. */
  readonly rule: string;
  readonly severity: Severity;
  /** For an equation any member may be the `Place`; the other members stand here. */
  readonly related: readonly Place[];
  /** Vietnamese, with the actual values. */
  readonly message: string;
  /** Key of the article in reference/law, e.g. `QD3176.2024`. */
  readonly law: string;
  /** Vietnamese: what to do. */
  readonly remedy: string;
}
