import type { FastifyInstance } from 'fastify';

/**
 * Scripts come from our own files only. Styles: the component library writes a <style> element with the theme's variables at
 * run time, which a fixed page cannot give a nonce; 'unsafe-inline' for styles alone, until the page is served with one.
 */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
  "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

/** What every answer carries; also for those that are not answered through Fastify. */
export function securityHeaders(protocol: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'geolocation=(), microphone=()',
    ...(protocol === 'https' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    // Set by a route on purpose (what programs of other origins read) it stays.
    for (const [name, value] of Object.entries(securityHeaders(request.protocol))) if (name !== 'cross-origin-resource-policy' || !reply.hasHeader(name)) reply.header(name, value);
    // Answers about people stay out of every cache; the static files set their own.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
