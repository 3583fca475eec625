import { wakeLanes } from '#platform/exchange/server';
import { route } from '#platform/http';
import type { Room } from '#platform/room';
import { hubOfFile } from './config.ts';
import { registerCheckupHub } from './hub.ts';
import { receiveCheckup } from './receive.ts';

/** Bytes of one document, pictures within it included. */
const LIMIT = 20 * 1024 * 1024;

export const checkupRoom: Room = {
  name: 'domains/checkup',
  /** An installation pushes to the hub of `YTESO_CHECKUP_HUB`. Who sends for a facility is set by its mode: connecting alone sends nothing. */
  prepare(context) {
    const { checkupHubFile } = context.settings;
    if (context.installation.kind !== 'demonstration' && checkupHubFile !== undefined) registerCheckupHub(context, hubOfFile(checkupHubFile, process.env, context.keys));
    return Promise.resolve();
  },
  routes(app, context) {
    route(app, {
      method: 'POST', url: '/api/health-checks', action: 'health-check.create',
      handler: async ({ policy, reply, upload }) => {
        // Kept first, so that no transaction waits for a slow line.
        const { sha256 } = await context.files.put(upload(), LIMIT);
        const { id, revision, isNew } = await receiveCheckup(context, policy, sha256);
        wakeLanes(context);
        return reply.code(isNew ? 201 : 200).send({ id, revision });
      },
    });
  },
};
