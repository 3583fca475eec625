import type { Room } from '#platform/room';
import { answerError } from './answer.ts';
import { doorAccountRoutes } from './routes/accounts.ts';
import { axisRoutes } from './routes/axis.ts';
import { dailyCountRoute } from './routes/daily-count.ts';
import { gatewayRoutes } from './routes/gateway.ts';
import { paperRoutes } from './routes/papers.ts';
import { resultRoutes } from './routes/result.ts';

export const doorRoom: Room = {
  name: 'domains/claim/door',
  async routes(app, context) {
    doorAccountRoutes(app, context);
    // Awaited, so that its routes are there when this room is: other bodies, other errors than the rest of the house.
    await app.register((inner, _options, done) => {
      inner.removeAllContentTypeParsers();
      inner.addContentTypeParser('*', (_request, payload, parsed) => { parsed(null, payload); });
      inner.setErrorHandler(answerError);
      gatewayRoutes(inner, context);
      axisRoutes(inner, context);
      resultRoutes(inner, context);
      paperRoutes(inner, context);
      dailyCountRoute(inner, context);
      done();
    });
  },
};
