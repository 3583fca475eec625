import { readFile } from 'node:fs/promises';
import { UnsendableError, registerDestination, startWithMode } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import { hubSessions, push } from './push.ts';

/** Name of the destination: the national database of health checks. */
export const CHECKUP_HUB = 'ksk';

/** A facility's 13-figure code at the hub, and its account there. */
export interface HubSender { readonly senderId: string; readonly password: string }

/** Where the hub is, and who sends as whom. */
export interface CheckupHub {
  /** Without path: `https://api.emrhub.vn`. */
  readonly baseUrl: string;
  /** `TDLBYT` */
  readonly receiverId: string;
  /** undefined: the facility has none, its messages wait. */
  senderOf(facility: string): HubSender | undefined;
  /** SHA256-RSA by the facility's key. @throws Fault when it has none */
  sign(facility: string, bytes: Uint8Array): Promise<Uint8Array>;
  readonly perSecond?: number;
  readonly parallel?: number;
  /** Seconds until an answer counts as lost. */
  readonly patience?: number;
}

/** Registers the hub and sends for every facility, for a demonstration and for tests. */
export async function connectCheckupHub(context: Context, hub: CheckupHub): Promise<void> {
  await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, CHECKUP_HUB, 'relay'));
  registerCheckupHub(context, hub);
}

/** Registers the hub as a destination. It takes the same `msg_id` once, so what was lost is sent again. Source: systems.md 2. */
export function registerCheckupHub(context: Context, hub: CheckupHub): void {
  const sessions = hubSessions(hub);
  registerDestination(context, {
    name: CHECKUP_HUB, ability: 'dedupe', perSecond: hub.perSecond ?? 20, parallel: hub.parallel ?? 2, patience: hub.patience ?? 60,
    payload: async (message) => {
      if (message.kind !== 'health-check') throw new UnsendableError('Cơ sở dữ liệu khám sức khoẻ không nhận loại tin này.');
      return readFile(await context.files.pathOf(message.file));
    },
    send: (message, payload, signal) => push(hub, sessions, message, payload, signal),
  });
}
