import type { FastifyRequest } from 'fastify';
import type { Stored } from '#platform/store';

/** Address of the API as the caller reached it. */
export const baseOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}/fhir`;

/** The resource with what the server knows of it. */
export function told(one: Stored): Record<string, unknown> {
  const { resourceType, id, meta, ...rest } = one.resource;
  return { resourceType, id, meta: { ...(typeof meta === 'object' ? meta : {}), versionId: String(one.version), lastUpdated: one.updated.toISOString() }, ...rest };
}

export interface Linked {
  readonly relation: 'self' | 'next';
  readonly url: string;
}

/** A page of a search. */
export function searchset(base: string, matches: readonly Stored[], along: readonly Stored[], links: readonly Linked[]): object {
  const entry = (mode: 'match' | 'include') => (one: Stored): object => ({ fullUrl: `${base}/${one.type}/${one.id}`, resource: told(one), search: { mode } });
  return ({ resourceType: 'Bundle', type: 'searchset', link: links, entry: [...matches.map(entry('match')), ...along.map(entry('include'))] });
}

/** Versions, newest first. */
export function historyset(base: string, versions: readonly Stored[], links: readonly Linked[]): object {
  return ({
    resourceType: 'Bundle', type: 'history', link: links,
    entry: versions.map((one) => ({
      fullUrl: `${base}/${one.type}/${one.id}`, ...(one.deleted ? {} : { resource: told(one) }),
      request: { method: one.deleted ? 'DELETE' : one.version === 1 ? 'POST' : 'PUT', url: `${one.type}/${one.id}` },
      response: { status: one.deleted ? '204' : one.version === 1 ? '201' : '200', etag: `W/"${one.version}"`, lastModified: one.updated.toISOString() },
    })),
  });
}
