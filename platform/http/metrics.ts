import { Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  /** Rooms add their own counters here. Labels: templates and codes, never ids. */
  readonly registry: Registry;
  observe(method: string, route: string, status: number, seconds: number): void;
}

export function metricsRegistry(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'yteso_http_request_seconds', help: 'Requests by method, route template and status', labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60], registers: [registry],
  });
  return { registry, observe: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds) };
}
