import { createHash } from 'node:crypto';

/** A short code of an account: the same person is recognised again without being named. What the product does by itself has none. */
export function accountCode(actor: string): string | null {
  return actor.startsWith('system:') ? null : `TK-${createHash('sha256').update(`account ${actor}`).digest('hex').slice(0, 8).toUpperCase()}`;
}
