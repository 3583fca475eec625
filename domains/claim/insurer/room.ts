import { catalogues } from '#platform/catalogue/server';
import { registerDestination, startWithMode } from '#platform/exchange/server';
import type { Context, Room } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { recheckJob, useLine } from './card/desk.ts';
import { cardRoutes } from './card/routes.ts';
import { gatewayAccountRoutes } from './account/routes.ts';
import { storedAccount } from './account/store.ts';
import { INSURER } from './gateway.ts';
import type { Gateway } from './gateway.ts';
import { Payloads } from './payload.ts';
import type { PaperWords } from './papers.ts';
import { rulesRoute } from './rules-route.ts';
import { sendFile } from './send.ts';
import { Passes } from './token.ts';

/** Registers the insurer's gateway as a destination. It neither takes a repeated dossier for one nor can be asked: lost answers stay unknown. */
export function connectInsurer(context: Context, gateway: Gateway): void {
  const passes = new Passes(gateway);
  useLine(context, gateway, passes);
  const paperWords: PaperWords = (code) => {
    const entry = catalogues(context).find('PAPER_maKetQua', code, dayInVietnam(Date.now()));
    return entry && { meaning: entry.attributes['meaning'] ?? '', text: entry.display, todo: entry.attributes['todo'] ?? '' };
  };
  const payloads = new Payloads(context);
  registerDestination(context, {
    name: INSURER, ability: 'none', perSecond: gateway.perSecond ?? 20, parallel: gateway.parallel ?? 4, patience: gateway.patience ?? 60,
    payload: (message) => payloads.of(message),
    send: (message, payload, signal) => sendFile(gateway, passes, message, payload, signal, paperWords),
  });
}

/**
 * An installation calls the gateway of `YTESO_INSURER_URL` with the accounts that its administrator set; without that setting nothing is registered
 * and what is owed waits.
 * @param gatewayOf where the gateway of a demonstration is; asked there only
 */
export function insurerRoom(gatewayOf: (context: Context) => Promise<Gateway> | Gateway): Room {
  return {
    name: 'domains/claim/insurer',
    prepare(context) {
      const { db, settings, installation } = context;
      if (installation.kind !== 'demonstration' && settings.insurerUrl !== undefined) connectInsurer(context, { baseUrl: settings.insurerUrl, accountOf: (facility) => storedAccount(db, INSURER, facility) });
      return Promise.resolve();
    },
    async demonstrate(context) {
      // No facility of the demonstration has a program that sends by itself.
      await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, INSURER, 'relay'));
      connectInsurer(context, await gatewayOf(context));
    },
    routes(app, context) {
      rulesRoute(app, context);
      gatewayAccountRoutes(app, context);
      cardRoutes(app, context);
    },
    jobs: (context) => [recheckJob(context)],
  };
}
