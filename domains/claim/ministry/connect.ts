import { Payloads } from '#domains/claim/insurer';
import { Sessions, registerDestination, startWithMode } from '#platform/exchange/server';
import type { Context, Room } from '#platform/room';
import { askPortal, sendToPortal } from './send.ts';
import { takeToken } from './token.ts';

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

/** Registers the portal and sends for every facility, for a demonstration and for tests. */
export async function connectMinistry(context: Context, portal: MinistryPortal): Promise<void> {
  await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, MINISTRY, 'relay'));
  registerMinistry(context, portal);
}

/** Registers the portal as a destination. It takes the same twice for two, but can be asked by our key whether it has it. */
export function registerMinistry(context: Context, portal: MinistryPortal): void {
  const tokens = new Sessions((_who, signal) => takeToken(portal, signal));
  const payloads = new Payloads(context);
  registerDestination(context, {
    name: MINISTRY, ability: 'query', perSecond: portal.perSecond ?? 20, parallel: portal.parallel ?? 4, patience: portal.patience ?? 60,
    payload: (message) => payloads.of(message),
    send: (message, payload, signal) => sendToPortal(portal, tokens, message, payload, signal),
    query: (message, signal) => askPortal(portal, tokens, message, signal),
  });
}

/** An installation calls the portal of `YTESO_MINISTRY_URL`. Who sends for a facility is set by its mode: connecting alone sends nothing. */
export const ministryRoom: Room = {
  name: 'domains/claim/ministry',
  prepare(context) {
    const { ministry } = context.settings;
    if (context.installation.kind !== 'demonstration' && ministry !== undefined) registerMinistry(context, ministry);
    return Promise.resolve();
  },
};
