import type { FastifyInstance } from 'fastify';
import { VERSION } from '#platform/config';
import { faultCatalogue } from '#platform/fault';
import { route } from '#platform/http';
import type { DemoAccount } from '#platform/identity';
import type { Context } from '#platform/room';
import { DEMONSTRATION_ACCOUNTS } from '../demonstration.ts';

/** GET /healthz, /metrics, /api/demo, /api/faults */
export function systemRoutes(app: FastifyInstance, context: Context, demo: readonly DemoAccount[]): void {
  route(app, {
    method: 'GET', url: '/healthz', action: 'health.read',
    async handler({ reply }) {
      const report = await context.health.report();
      if (report.state === 'down') reply.code(503);
      return { version: VERSION, ...report };
    },
  });

  route(app, {
    method: 'GET', url: '/metrics', action: 'metrics.read',
    async handler({ reply }) {
      reply.type(context.metrics.registry.contentType);
      return context.metrics.registry.metrics();
    },
  });

  // Passwords in the open: of invented people, in a demonstration alone.
  route(app, {
    method: 'GET', url: '/api/demo', action: 'demo.read',
    handler() {
      return {
        demonstration: context.installation.kind === 'demonstration',
        accounts: demo.map((each) => ({
          account: each.user, password: each.password, role: each.role, displayName: each.displayName,
          note: DEMONSTRATION_ACCOUNTS.find((known) => known.user === each.user)?.note ?? '',
        })),
      };
    },
  });

  route(app, { method: 'GET', url: '/api/faults', action: 'fault.read', handler: () => ({ faults: faultCatalogue() }) });
}
