import type { FastifyInstance } from 'fastify';
import { VERSION } from '#platform/config';
import { FAULTS, Fault, faultCatalogue } from '#platform/fault';
import { route } from '#platform/http';
import { innerNetworks } from '#platform/identity';
import type { DemoAccount } from '#platform/identity';
import type { Context } from '#platform/room';
import { DEMONSTRATION_ACCOUNTS } from '../demonstration.ts';

/** GET /healthz, /metrics, /api/demo, /api/faults */
export function systemRoutes(app: FastifyInstance, context: Context, demo: readonly DemoAccount[]): void {
  const inner = innerNetworks(context.settings.innerNetworks);
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
    async handler({ request, reply }) {
      // Numbers of the work that is done are for those who watch the machine, from inside.
      if (!inner(request.ip)) throw new Fault(FAULTS.notFound);
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
