import { z } from 'zod';

export const MESSAGE_KINDS = ['check-in', 'dossier'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** owed → sending → received | refused | unknown. `unknown`: it may have arrived, and nobody can tell. */
export const MESSAGE_STATES = ['owed', 'sending', 'received', 'refused', 'unknown'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A message as the API shows it (docs/api.md). Moments are ISO 8601. */
export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  readonly destination: string;
  readonly facility: { readonly code: string; readonly name: string };
  readonly maLk: string;
  readonly dossierId: string | null;
  readonly revision: number;
  readonly state: MessageState;
  readonly due: string | null;
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
  id: z.string(), kind: z.enum(MESSAGE_KINDS), destination: z.string(), facility: z.string(), ma_lk: z.string(), dossier: z.string().nullable(),
  revision: z.number(), state: z.enum(MESSAGE_STATES), due: moment, attempts: z.number(), last_attempt_at: moment,
  receipt: z.string().nullable(), received_at: moment, answer: z.string().nullable(),
});
export type MessageRow = z.output<typeof messageRow>;

/** Columns of `messageRow`, of the table under the name m. */
export const MESSAGE_COLUMNS = `m.id, m.kind, m.destination, m.facility, m.ma_lk, m.dossier, m.revision, m.state, m.due, m.attempts,
  m.last_attempt_at, m.receipt, m.received_at, m.answer`;

/** @param connected whether the destination is registered: what is owed elsewhere waits for a connection */
export function viewOf(row: MessageRow, nameOf: (facility: string) => string, connected: boolean): Message {
  const waiting = row.state === 'owed' && !connected;
  return {
    id: row.id, kind: row.kind, destination: row.destination, facility: { code: row.facility, name: nameOf(row.facility) }, maLk: row.ma_lk,
    dossierId: row.dossier, revision: row.revision, state: row.state, due: row.due, attempts: row.attempts, lastAttemptAt: row.last_attempt_at,
    receipt: row.receipt, receivedAt: row.received_at, answer: waiting ? 'Chưa nối cổng nơi nhận: tin được giữ lại, sẽ gửi khi nối.' : row.answer,
  };
}
