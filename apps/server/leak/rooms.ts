import type { FastifyInstance } from 'fastify';
import type { Context } from '#platform/room';
import { prepareStore } from '#platform/store';
import { catalogueRoom } from '#platform/catalogue/server';
import { ROOMS } from '../rooms.ts';
import { systemRoutes } from '../routes/system.ts';

export async function prepareCatalogue(context: Context): Promise<void> {
  await prepareStore(context.db);
  await catalogueRoom.prepare?.(context, () => {});
}

/** All routes that the server has. */
export async function addRoutes(app: FastifyInstance, context: Context): Promise<void> {
  systemRoutes(app, context, []);
  for (const room of ROOMS) await room.routes?.(app, context);
}
