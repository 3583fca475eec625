import { Payloads } from '#domains/claim/insurer';
import { NatsLine } from '#domains/claim/nats';
import { registerDestination, startWithMode } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import type { Outlet } from './config.ts';
import { sendByFile } from './file.ts';
import { sendByNats } from './nats.ts';
import { askByRest, sendByRest } from './rest.ts';
import { sendBySftp } from './sftp.ts';

/** Registers each outlet as a destination. Nothing goes to it until somebody says who sends (mode `copy` until then) and a rule owes it something. @returns closes what is open */
export async function connectOutlets(context: Context, outlets: readonly Outlet[]): Promise<() => Promise<void>> {
  const payloads = new Payloads(context);
  const lines: NatsLine[] = [];
  for (const outlet of outlets) {
    const { name, perSecond, parallel, patience } = outlet;
    const common = { name, perSecond, parallel, patience, payload: (message: Parameters<Payloads['of']>[0]) => payloads.of(message) };
    await context.db.bookkeeping('exchange', (tx) => startWithMode(tx, name, 'copy'));
    if (outlet.type === 'rest') {
      registerDestination(context, {
        ...common, ability: outlet.ability, send: (message, payload, signal) => sendByRest(outlet, message, payload, signal),
        ...(outlet.query === undefined ? {} : { query: (message, signal) => askByRest(outlet, message, signal) }),
      });
    } else if (outlet.type === 'file') registerDestination(context, { ...common, ability: 'dedupe', send: (message, payload) => sendByFile(outlet, message, payload) });
    else if (outlet.type === 'sftp') registerDestination(context, { ...common, ability: 'dedupe', send: (message, payload, signal) => sendBySftp(outlet, message, payload, signal) });
    else {
      const line = new NatsLine(outlet);
      lines.push(line);
      registerDestination(context, { ...common, ability: 'dedupe', send: (message, payload, signal) => sendByNats(outlet, line, message, payload, signal) });
    }
  }
  return async () => { for (const line of lines) await line.close(); };
}
