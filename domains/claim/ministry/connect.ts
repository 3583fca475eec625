import { Payloads } from '#domains/claim/insurer';
import { registerDestination, startWithMode } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import { BearerToken } from './token.ts';
import { askPortal, sendToPortal } from './send.ts';

/** Name of the destination. */
export const MINISTRY = 'byt';

/** Where the portal is and as whom we call. */
export interface MinistryPortal {
  /** Without path. */
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly perSecond?: number;
  readonly parallel?: number;
  /** Seconds until an answer counts as lost. */
  readonly patience?: number;
}

/** Registers the portal as a destination. It takes the same twice for two, but can be asked by our key whether it has it. */
export async function connectMinistry(context: Context, portal: MinistryPortal): Promise<void> {
  const token = new BearerToken(portal);
  const payloads = new Payloads(context.files);
  await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, MINISTRY, 'relay'));
  registerDestination(context, {
    name: MINISTRY, ability: 'query', perSecond: portal.perSecond ?? 20, parallel: portal.parallel ?? 4, patience: portal.patience ?? 60,
    payload: (message) => payloads.of(message),
    send: (message, payload, signal) => sendToPortal(portal, token, message, payload, signal),
    query: (message, signal) => askPortal(portal, token, message, signal),
  });
}
