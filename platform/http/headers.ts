import type { FastifyInstance } from 'fastify';

/**
 * Scripts and styles come from our own files only. The component library writes <style> elements with the theme's variables at run time: the page is
 * served with a nonce for them, a new one each time.
 */
const policyWith = (styles: string): string => [
  "default-src 'none'", "script-src 'self'", `style-src 'self'${styles}`, "img-src 'self' data: blob:", "font-src 'self' data:",
  "connect-src 'self'", "worker-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

const POLICY = policyWith('');

/** The policy of the page itself. @param nonce base64 */
export const pagePolicy = (nonce: string): string => policyWith(` 'nonce-${nonce}'`);

/** What every answer carries; also for those that are not answered through Fastify. */
export function securityHeaders(protocol: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'geolocation=(), microphone=()',
    ...(protocol === 'https' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

const MAY_STAY: ReadonlySet<string> = new Set(['cross-origin-resource-policy', 'content-security-policy']);

export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    // Set by a route on purpose (what programs of other origins read, the page with its nonce) it stays.
    for (const [name, value] of Object.entries(securityHeaders(request.protocol))) if (!MAY_STAY.has(name) || !reply.hasHeader(name)) reply.header(name, value);
    // Answers about people stay out of every cache; the static files set their own.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
}
