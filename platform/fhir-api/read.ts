import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { fetchResource, historyOf, historyOfType, readResource, search, STORE_FAULTS } from '#platform/store';
import type { Stored } from '#platform/store';
import { baseOf, historyset, told } from './bundle.ts';
import { knownType, resourceId, typeName } from './inputs.ts';
import { narrowing } from './scopes.ts';

const one = z.object({ type: typeName, id: resourceId });
const page = z.object({ _count: z.coerce.number().int().min(1).max(200).default(50), after: z.string().max(200).optional() });

/** Read, versions and histories. */
export function readRoutes(app: FastifyInstance, { db }: Context): void {
  route(app, {
    method: 'GET', url: '/fhir/:type/:id', action: 'record.read', params: one,
    handler: async ({ policy, input, request, reply }) => {
      const { type, id } = input.params;
      knownType(type);
      return answer(request, reply, await db.withAccess(policy, { action: 'record.read', target: `${type}/${id}` }, async (tx) => narrowed(tx, policy, await fetchResource(tx, type, id))));
    },
  });
  route(app, {
    method: 'GET', url: '/fhir/:type/:id/_history/:version', action: 'record.history', params: one.extend({ version: z.coerce.number().int().min(1).max(1_000_000_000) }),
    handler: async ({ policy, input, request, reply }) => {
      const { type, id, version } = input.params;
      knownType(type);
      return answer(request, reply, await db.withAccess(policy, { action: 'record.history', target: `${type}/${id}` }, async (tx) => {
        const only = await presentNarrowed(tx, policy, type, id);
        if (only !== undefined && version !== only.version) throw new Fault(STORE_FAULTS.noResource, { type, id });
        const found = await fetchResource(tx, type, id, version);
        if (found.patient !== null) tx.learned({ patient: found.patient });
        return found;
      }));
    },
  });
  route(app, {
    method: 'GET', url: '/fhir/:type/:id/_history', action: 'record.history', params: one,
    handler: ({ policy, input, request, reply }) => {
      const { type, id } = input.params;
      knownType(type);
      return db.withAccess(policy, { action: 'record.history', target: `${type}/${id}` }, async (tx) => {
        const only = await presentNarrowed(tx, policy, type, id);
        const versions = (await historyOf(tx, type, id)).filter((each) => only === undefined || each.version === only.version);
        if (versions.length === 0) throw new Fault(STORE_FAULTS.noResource, { type, id });
        await seen(tx, versions);
        reply.type('application/fhir+json');
        return historyset(baseOf(request), versions.toReversed(), [{ relation: 'self', url: `${baseOf(request)}/${type}/${id}/_history` }]);
      });
    },
  });
  route(app, {
    method: 'GET', url: '/fhir/:type/_history', action: 'record.history', params: z.object({ type: typeName }), query: page,
    handler: ({ policy, input, request, reply }) => {
      const { type } = input.params;
      knownType(type);
      // A program that sees a part of a type only would need its searches over versions.
      if (narrowing(policy, 's', type).length > 0) throw new Fault(STORE_FAULTS.badSearch, { type, param: '_history', reason: 'phạm vi của chương trình chỉ mở một phần loại này' });
      const { _count: count, after } = input.query;
      return db.withAccess(policy, { action: 'record.history', target: `${type}/_history` }, async (tx) => {
        const { versions, next } = await historyOfType(tx, type, { count, ...(after === undefined ? {} : { after }) });
        await seen(tx, versions);
        const url = `${baseOf(request)}/${type}/_history`;
        reply.type('application/fhir+json');
        return historyset(baseOf(request), versions, [{ relation: 'self', url }, ...(next === undefined ? [] : [{ relation: 'next' as const, url: `${url}?_count=${count}&after=${encodeURIComponent(next)}` }])]);
      });
    },
  });
}

/** Whose versions were shown: an earlier version is a look at somebody like any other. */
async function seen(tx: Tx, versions: readonly { readonly patient: string | null }[]): Promise<void> {
  for (const patient of new Set(versions.flatMap((one) => one.patient ?? []))) await tx.audit({ action: 'record.find', target: `Patient/${patient}` });
}

/** A resource that the program's scopes leave out is as if it were not there. */
async function narrowed(tx: Tx, policy: Policy, found: Stored): Promise<Stored> {
  if (found.patient !== null) tx.learned({ patient: found.patient });
  const searches = narrowing(policy, 'r', found.type);
  if (searches.length === 0) return found;
  for (const text of searches) if ((await search(tx, found.type, `_id=${found.id}&${text}`)).resources.length > 0) return found;
  throw new Fault(STORE_FAULTS.noResource, { type: found.type, id: found.id });
}

/** @returns the present version when scopes narrow the type: whether earlier ones met their condition cannot be asked, so they are not told */
async function presentNarrowed(tx: Tx, policy: Policy, type: string, id: string): Promise<Stored | undefined> {
  if (narrowing(policy, 'r', type).length === 0) return undefined;
  const found = await readResource(tx, type, id);
  if (found === undefined) throw new Fault(STORE_FAULTS.noResource, { type, id });
  return narrowed(tx, policy, found);
}

function answer(request: FastifyRequest, reply: FastifyReply, found: Stored): unknown {
  const etag = `W/"${found.version}"`;
  reply.type('application/fhir+json').header('etag', etag).header('last-modified', found.updated.toUTCString());
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return told(found);
}
