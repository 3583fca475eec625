import { z } from 'zod';
import type { Room } from '#platform/room';
import { formRoutes } from './day/form-routes.ts';
import { listRoutes } from './day/list-routes.ts';
import { dayRoutes } from './day/routes.ts';
import { destinationsOf } from './destination.ts';
import { laneJobs } from './lanes.ts';
import { placeRoutes } from './places.ts';
import { modeRoutes } from './modes.ts';
import { exchangeRoutes } from './routes.ts';

export const exchangeRoom: Room = {
  name: 'platform/exchange',
  routes(app, context) {
    exchangeRoutes(app, context);
    placeRoutes(app, context);
    modeRoutes(app, context);
    dayRoutes(app, context);
    listRoutes(app, context);
    formRoutes(app, context);
    context.health.register('exchange', async () => {
      const resting = await context.db.bookkeeping('exchange', (tx) => tx.query('select name from exchange_destination where paused_until > now()', [], z.object({ name: z.string() })));
      if (destinationsOf(context).length === 0) return { state: 'ok', note: 'chưa nối cổng nào: tin được giữ lại' };
      return resting.length === 0 ? { state: 'ok' } : { state: 'degraded', note: `nơi nhận không trả lời, đang nghỉ: ${resting.map((one) => one.name).join(', ')}` };
    });
  },
  jobs: laneJobs,
};
