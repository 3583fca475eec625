import { z } from 'zod';
import type { Room } from '#platform/room';
import { readInlets } from './config.ts';
import type { Inlet } from './config.ts';
import { inletJob } from './read.ts';

let described: readonly Inlet[] = [];
const closing: (() => Promise<void>)[] = [];

/** Reads the lines that `YTESO_INLETS` describes. A file that is wrong ends the start with words. */
export const inletsRoom: Room = {
  name: 'domains/claim/inlets',
  prepare({ settings }) {
    described = settings.inletsFile === undefined ? [] : readInlets(settings.inletsFile, process.env);
    return Promise.resolve();
  },
  routes(app, context) {
    app.addHook('onClose', async () => { for (const close of closing.splice(0)) await close(); });
    if (described.length === 0) return;
    context.health.register('inlets', async () => {
      const [row] = await context.db.bookkeeping('inlet', (tx) => tx.query(`select count(*)::int as count from inlet_message where refused is not null and received_at > now() - interval '1 day'`, [], z.object({ count: z.number() })));
      return row === undefined || row.count === 0 ? { state: 'ok' } : { state: 'degraded', note: `${row.count} tin không nhận được trong một ngày qua` };
    });
  },
  jobs(context) {
    return described.map((inlet) => {
      const { job, close } = inletJob(context, inlet);
      closing.push(close);
      return job;
    });
  },
};
