import type { Room } from '#platform/room';
import { readOutlets } from './config.ts';
import { connectOutlets } from './connect.ts';

let close: (() => Promise<void>) | undefined;

/** Connects what `YTESO_OUTLETS` describes. A file that is wrong ends the start with words. */
export const outletsRoom: Room = {
  name: 'domains/claim/outlets',
  async prepare(context) {
    const { outletsFile } = context.settings;
    if (outletsFile !== undefined) close = await connectOutlets(context, readOutlets(outletsFile, process.env));
  },
  routes(app) { app.addHook('onClose', async () => { await close?.(); }); },
};
