import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { closeEntry, openEntry } from '../change.ts';
import { CATALOGUE_FAULTS } from '../faults.ts';
import { readArticles } from '../law.ts';
import { refresh } from '../refresh.ts';
import { readHistory, readLists, searchEntries } from '../search.ts';
import { code, day, listName, page, reason } from './inputs.ts';

const oneLine = z.string().trim().max(1000).regex(/^[^\t\n\r]*$/, 'không chứa Tab hay xuống dòng');
const opening = z.object({ display: oneLine.min(1, 'cần tên'), validFrom: day, attributes: z.record(z.string().regex(/^\w{1,60}$/), oneLine).default({}), reason });
/** What these lists say is kept from those who keep the catalogues: they are changed by an import on the machine alone, so that nobody opens to themselves what is withheld from them. */
const WITHHOLDING = new Set(['sensitive-code']);

const codeParams = z.object({ list: listName, code });

/** Code lists: all, search, history of a code, close a row and open a new one. */
export function listRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const changing = <T>(policy: Policy, { list, code: changed }: z.output<typeof codeParams>, work: (tx: Tx) => Promise<T>): Promise<T> =>
    db.withAccess(policy, { action: 'catalogue.write', target: `catalogue/${list}/${changed}` }, (tx) => {
      if (WITHHOLDING.has(list)) throw new Fault(CATALOGUE_FAULTS.withholding, { list });
      return work(tx);
    });

  route(app, {
    method: 'GET', url: '/api/catalogues', action: 'catalogue.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'catalogue.read', target: 'catalogues' }, async (tx) => ({ items: await readLists(tx), more: false })),
  });

  route(app, {
    method: 'GET', url: '/api/catalogues/:list', action: 'catalogue.read', params: z.object({ list: listName }),
    query: z.object({ q: z.string().max(200).default(''), on: z.union([z.literal('').transform(() => null), day]).nullable().default(null), ...page }),
    handler: ({ policy, input: { params, query } }) => db.withAccess(policy, { action: 'catalogue.read', target: `catalogue/${params.list}` }, async (tx) => {
      if ((await tx.run('select 1 from catalogue_version where list = $1 limit 1', [params.list])) === 0) throw new Fault(CATALOGUE_FAULTS.unknownList, { list: params.list });
      return searchEntries(tx, { list: params.list, ...query });
    }),
  });

  route(app, {
    method: 'GET', url: '/api/catalogues/:list/:code', action: 'catalogue.read', params: codeParams,
    handler: ({ policy, input: { params } }) => db.withAccess(policy, { action: 'catalogue.read', target: `catalogue/${params.list}/${params.code}` }, async (tx) => {
      const { law, ...history } = await readHistory(tx, params.list, params.code);
      return { ...history, law: (await readArticles(tx)).find((article) => article.key === law) ?? null };
    }),
  });

  route(app, {
    method: 'POST', url: '/api/catalogues/:list/:code', action: 'catalogue.write', params: codeParams, body: opening,
    handler: async ({ policy, input: { params, body } }) => {
      const history = await changing(policy, params, async (tx) => {
        const attributes = Object.fromEntries(Object.entries(body.attributes).filter(([, value]) => value !== ''));
        await openEntry(tx, params.list, { code: params.code, display: body.display, validFrom: body.validFrom, attributes }, body.reason);
        return readHistory(tx, params.list, params.code);
      });
      await refresh(context);
      return { history: history.history, changes: history.changes };
    },
  });

  route(app, {
    method: 'POST', url: '/api/catalogues/:list/:code/close', action: 'catalogue.write', params: codeParams, body: z.object({ validTo: day, reason }),
    handler: async ({ policy, input: { params, body } }) => {
      const history = await changing(policy, params, async (tx) => {
        await closeEntry(tx, params.list, params.code, body.validTo, body.reason);
        return readHistory(tx, params.list, params.code);
      });
      await refresh(context);
      return { history: history.history, changes: history.changes };
    },
  });
}
