import type { Ledger } from './ledger.ts';
import type { Switchboard } from './switches.ts';
import type { Tokens } from './tokens.ts';

/** What the portals have in common. */
export interface Desk {
  /** Sessions at the insurer's gateway. */
  readonly tokens: Tokens;
  /** What was taken, durably. */
  readonly ledger: Ledger;
  /** Failures by chance. */
  readonly switches: Switchboard;
  /** Milliseconds of an answer that comes too late. */
  readonly late: number;
}
