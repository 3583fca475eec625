import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { included, parseInclude, search, STORE_FAULTS } from '#platform/store';
import type { Include } from '#platform/store';
import { baseOf, searchset } from './bundle.ts';
import { knownType, typeName } from './inputs.ts';
import { narrowAlong, narrowing } from './scopes.ts';

/** What names a person stands in a body, never in an address: addresses are written down by every machine on the way. */
const PERSONAL: ReadonlySet<string> = new Set(['name', 'family', 'given', 'phonetic', 'identifier', 'phone', 'email', 'telecom', 'address', 'address-city', 'address-state', 'address-postalcode', 'birthdate']);
const MOST_INCLUDES = 10;
const CURSOR = '_after';

export function searchRoutes(app: FastifyInstance, context: Context): void {
  const params = z.object({ type: typeName });
  route(app, {
    method: 'GET', url: '/fhir/:type', action: 'record.search', params,
    handler: ({ policy, input, request, reply }) => {
      const text = request.url.split('?')[1] ?? '';
      const named = [...new URLSearchParams(text).keys()].find(isPersonal);
      if (named !== undefined) throw new Fault(STORE_FAULTS.badSearch, { type: input.params.type.slice(0, 64), param: named.slice(0, 60), reason: 'điều kiện về một người phải gửi bằng POST …/_search, không viết trong địa chỉ' });
      reply.type('application/fhir+json');
      return found(context, policy, request, input.params.type, text);
    },
  });
  route(app, {
    method: 'POST', url: '/fhir/:type/_search', action: 'record.search', params, body: z.string().max(32_000),
    handler: ({ policy, input, request, reply }) => {
      reply.type('application/fhir+json');
      return found(context, policy, request, input.params.type, input.body);
    },
  });
}

function isPersonal(name: string): boolean {
  return name.split(/[.:]/u).some((part) => PERSONAL.has(part));
}

async function found(context: Context, policy: Policy, request: FastifyRequest, type: string, text: string): Promise<object> {
  knownType(type);
  const { filters, includes, after } = partsOf(type, text);
  const narrowings = narrowing(policy, 's', type);
  for (const include of includes) narrowing(policy, 's', include.reversed ? include.type : include.target ?? type);
  narrowAlong(policy, type, filters);
  return context.db.withAccess(policy, { action: 'record.search', target: `${type}/search` }, async (tx) => {
    // Scopes are alternatives: with several, a program asks by one of them.
    if (narrowings.length > 1) throw new Fault(STORE_FAULTS.badSearch, { type, param: 'scope', reason: 'chương trình có nhiều phạm vi hẹp cho loại này; hãy xin một phạm vi' });
    const { resources, next } = await search(tx, type, [filters, ...narrowings].filter((one) => one !== '').join('&'), after === undefined ? {} : { after });
    const along = await included(tx, resources, includes);
    const visible = policy.scopes === undefined ? along : along.filter((one) => allows(policy, one.type));
    tx.learned({ found: resources.length });
    for (const patient of new Set([...resources, ...visible].flatMap((one) => one.patient ?? []))) await tx.audit({ action: 'record.find', target: `Patient/${patient}` });
    const base = baseOf(request);
    const self = `${base}/${type}${filters !== '' && request.method === 'GET' ? `?${filters}` : ''}`;
    // What was asked in a body is asked for again in a body: the next place is told, the question is not.
    const nextUrl = request.method === 'GET' ? `${self}${filters === '' ? '?' : '&'}${includesText(text)}${CURSOR}=${encodeURIComponent(next ?? '')}` : `${base}/${type}/_search?${CURSOR}=${encodeURIComponent(next ?? '')}`;
    return searchset(base, resources, visible, [{ relation: 'self', url: self }, ...(next === undefined ? [] : [{ relation: 'next' as const, url: nextUrl }])]);
  });
}

function allows(policy: Policy, type: string): boolean {
  try {
    return narrowing(policy, 's', type).length === 0;
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

function partsOf(type: string, text: string): { filters: string; includes: Include[]; after: string | undefined } {
  const asked = new URLSearchParams(text);
  const includes = (['_include', '_revinclude'] as const).flatMap((name) => asked.getAll(name).map((value) => parseInclude(type, name, value)));
  if (includes.length > MOST_INCLUDES) throw new Fault(STORE_FAULTS.badSearch, { type, param: '_include', reason: `quá ${MOST_INCLUDES} lần` });
  const after = asked.get(CURSOR) ?? undefined;
  for (const name of ['_include', '_revinclude', CURSOR]) asked.delete(name);
  return { filters: asked.toString(), includes, after };
}

const includesText = (text: string): string => [...new URLSearchParams(text)].filter(([name]) => name === '_include' || name === '_revinclude').map(([name, value]) => `${name}=${encodeURIComponent(value)}&`).join('');
