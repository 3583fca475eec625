import { registerDestination, startWithMode } from '#platform/exchange/server';
import type { Context, Room } from '#platform/room';
import type { Gateway } from './gateway.ts';
import { Payloads } from './payload.ts';
import { rulesRoute } from './rules-route.ts';
import { sendFile } from './send.ts';
import { Passes } from './token.ts';

/** Name of the destination: the insurer's adjudication gateway. */
export const INSURER = 'bhxh';

/** Registers the insurer's gateway as a destination. It neither takes a repeated dossier for one nor can be asked: lost answers stay unknown. */
export function connectInsurer(context: Context, gateway: Gateway): void {
  const passes = new Passes(gateway);
  const payloads = new Payloads(context.files);
  registerDestination(context, {
    name: INSURER, ability: 'none', perSecond: gateway.perSecond ?? 20, parallel: gateway.parallel ?? 4, patience: gateway.patience ?? 60,
    payload: (message) => payloads.of(message),
    send: (message, payload, signal) => sendFile(gateway, passes, message, payload, signal),
  });
}

/**
 * @param gatewayOf where the gateway is; asked in a demonstration only. In an installation without demonstration data nothing is registered:
 * what is owed waits until a real gateway can be set.
 */
export function insurerRoom(gatewayOf: (context: Context) => Promise<Gateway> | Gateway): Room {
  return {
    name: 'domains/claim/insurer',
    async demonstrate(context) {
      // No facility of the demonstration has a program that sends by itself.
      await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, INSURER, 'relay'));
      connectInsurer(context, await gatewayOf(context));
    },
    routes: rulesRoute,
  };
}
