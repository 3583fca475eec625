import type { FastifyInstance } from 'fastify';
import type { Context } from '#platform/room';

/** The public addresses of this installation, without a slash at the end. */
export interface Place {
  /** `https://suckhoe.tinh.vn` */
  readonly origin: string;
  /** Issuer of tokens: `origin/oidc`. */
  readonly issuer: string;
  /** Base of the FHIR API and audience of tokens: `origin/fhir`. */
  readonly fhir: string;
}

/** @returns undefined when outside a demonstration no public address was set: then no program is served */
export function placeOf(app: FastifyInstance, { settings, installation }: Context): Place | undefined {
  const origin = settings.issuer ?? (installation.kind === 'demonstration' ? ownAddress(app, settings.port, settings.tls === undefined ? 'http' : 'https') : undefined);
  return origin === undefined ? undefined : { origin, issuer: `${origin}/oidc`, fhir: `${origin}/fhir` };
}

/** Where a demonstration listens, on this machine. */
function ownAddress(app: FastifyInstance, port: number, scheme: 'http' | 'https'): string {
  const bound = app.server.address();
  return `${scheme}://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : port}`;
}
