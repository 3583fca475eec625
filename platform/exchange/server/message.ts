import { z } from 'zod';
import { MESSAGE_STATES, type MessageState } from '#platform/exchange/rules';

/** What a message carries, by the adapter's own word: `check-in`, `dossier`, `health-check` … */
export const messageKind = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/u);
export type MessageKind = string;

/** A message as the API shows it (docs/api.md). Moments are ISO 8601. */
export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  readonly destination: string;
  readonly facility: { readonly code: string; readonly name: string };
  readonly maLk: string;
  readonly dossierId: string | null;
  readonly revision: number;
  /** Made here: a dossier corrected at the claims desk, not a file of the facility's program. */
  readonly madeHere: boolean;
  readonly state: MessageState;
  readonly due: string | null;
  /** Key of the article by which it is owed. */
  readonly basis: string | null;
  /** While held: when it goes out by itself. */
  readonly heldUntil: string | null;
  /** When a complete list of the receiver did not have it. */
  readonly absentAt: string | null;
  readonly attempts: number;
  readonly lastAttemptAt: string | null;
  /** maGiaoDich. */
  readonly receipt: string | null;
  readonly receivedAt: string | null;
  /** Vietnamese: what the other side said, or why nothing was sent. */
  readonly answer: string | null;
}

const moment = z.date().transform((date) => date.toISOString()).nullable();

export const messageRow = z.object({
  id: z.string(), kind: messageKind, destination: z.string(), facility: z.string(), ma_lk: z.string(), dossier: z.string().nullable(),
  revision: z.number(), made_here: z.boolean(), state: z.enum(MESSAGE_STATES), due: moment, basis: z.string().nullable(), held_until: moment, absent_at: moment, event: z.string(), attempts: z.number(), last_attempt_at: moment,
  receipt: z.string().nullable(), received_at: moment, answer: z.string().nullable(),
});
export type MessageRow = z.output<typeof messageRow>;

/** Columns of `messageRow`, of the table under the name m. */
export const MESSAGE_COLUMNS = `m.id, m.kind, m.destination, m.facility, m.ma_lk, m.dossier, m.revision, m.made_here, m.state, m.due, m.basis, m.held_until, m.absent_at, m.event, m.attempts,
  m.last_attempt_at, m.receipt, m.received_at, m.answer`;

/** @param connected whether the destination is registered: what is owed elsewhere waits for a connection */
export function viewOf(row: MessageRow, nameOf: (facility: string) => string, connected: boolean): Message {
  const waiting = row.state === 'owed' && !connected;
  return {
    id: row.id, kind: row.kind, destination: row.destination, facility: { code: row.facility, name: nameOf(row.facility) }, maLk: row.ma_lk,
    dossierId: row.dossier, revision: row.revision, madeHere: row.made_here, state: row.state, due: row.due, basis: row.basis, heldUntil: row.held_until, absentAt: row.absent_at, attempts: row.attempts, lastAttemptAt: row.last_attempt_at,
    receipt: row.receipt, receivedAt: row.received_at, answer: waiting ? 'Chưa nối cổng nơi nhận: tin được giữ lại, sẽ gửi khi nối.' : row.answer,
  };
}
