import { openAsBlob } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { nationalLayoutOn } from '#domains/person/rules';
import { PERSON_FAULTS } from '../faults.ts';
import { nationalLine } from './line.ts';
import { receiveResults } from './receive.ts';
import { LIMIT, makeBatch } from './send.ts';
import { nationalBatches, nationalCounts, nationalDiffering, sayVerified } from './standing.ts';

const page = z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).default(0) });
const one = z.object({ id: z.uuid() });
const batchRow = z.object({ sha256: z.string(), seq: z.coerce.number(), made_at: z.date() });
const TARGET = 'person-national';

/** Comparison with the national population database: the department's. */
export function nationalRoutes(app: FastifyInstance, context: Context): void {
  const { db, files, facilityName } = context;
  const layout = () => nationalLayoutOn(dayInVietnam(Date.now()));
  const fileOf = (policy: Parameters<typeof db.withAccess>[0], id: string) => db.withAccess(policy, { action: 'person-national.send', target: `${TARGET}/${id}` }, async (tx) => {
    const [found] = await tx.query('select sha256, seq::text, made_at from person_national_batch where id = $1', [id], batchRow);
    if (found === undefined) throw new Fault(FAULTS.notFound);
    return found;
  });
  route(app, {
    method: 'GET', url: '/api/person-national', action: 'person-national.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'person-national.read', target: TARGET }, async (tx) => {
      const { title, basis, sure } = layout();
      return { counts: await nationalCounts(tx), batches: await nationalBatches(tx), layout: { title, basis, sure }, connected: nationalLine(context) !== undefined };
    }),
  });
  route(app, {
    method: 'GET', url: '/api/person-national/differing', action: 'person-national.read', query: page,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-national.read', target: `${TARGET}/differing` }, async (tx) => {
      const { limit, offset } = input.query;
      const found = await nationalDiffering(tx, { limit: limit + 1, offset }, facilityName);
      const items = found.slice(0, limit);
      for (const item of items) await tx.audit({ action: 'person.find', target: `person/${item.person}` });
      return { items, more: found.length > limit };
    }),
  });
  route(app, {
    method: 'POST', url: '/api/person-national/batches', action: 'person-national.send', body: z.object({ unanswered: z.boolean().default(false) }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-national.send', target: TARGET }, async (tx) => {
      const { id, lines } = await makeBatch(tx, files, layout(), input.body.unanswered);
      await tx.audit({ action: 'person-national.send', target: `${TARGET}/${id}` });
      return { id, lines };
    }),
  });
  route(app, {
    method: 'GET', url: '/api/person-national/batches/:id/file', action: 'person-national.send', params: one,
    handler: async ({ policy, input, reply }) => {
      const found = await fileOf(policy, input.params.id);
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="doi-chieu-dan-cu-${dayInVietnam(found.made_at.getTime())}-${found.seq}.csv"`);
      return files.open(found.sha256);
    },
  });
  route(app, {
    method: 'POST', url: '/api/person-national/batches/:id/exchange', action: 'person-national.send', params: one, body: z.object({}),
    handler: async ({ policy, input }) => {
      const line = nationalLine(context);
      if (line === undefined) throw new Fault(PERSON_FAULTS.nationalUnconnected);
      const { sha256 } = await fileOf(policy, input.params.id);
      const answer = await files.put(await line.compare(await openAsBlob(await files.pathOf(sha256))), LIMIT);
      return db.withAccess(policy, { action: 'person-national.receive', target: `${TARGET}/${input.params.id}` }, async (tx) => receiveResults(tx, await files.open(answer.sha256), layout()));
    },
  });
  route(app, {
    method: 'POST', url: '/api/person-national/results', action: 'person-national.receive',
    handler: async ({ policy, upload }) => {
      // Kept first, so that no transaction waits for a slow line.
      const kept = await files.put(upload(), LIMIT);
      return db.withAccess(policy, { action: 'person-national.receive', target: `file/${kept.sha256}` }, async (tx) => receiveResults(tx, await files.open(kept.sha256), layout()));
    },
  });
  route(app, {
    method: 'POST', url: '/api/person-national/patients/:id/:event', action: 'person-national.decide', params: z.object({ id: z.string().max(64), event: z.enum(['confirm', 'withdraw']) }),
    body: z.object({ why: z.string().trim().max(500).default('') }),
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'person-national.decide', target: `patient/${input.params.id}` }, (tx) => sayVerified(tx, input.params.id, input.params.event, whyOf(input.params.event, input.body.why))),
  });
}

/** Confirming needs a reason. @throws Fault request.invalid */
function whyOf(event: 'confirm' | 'withdraw', why: string): string {
  if (event === 'confirm' && why.length < 5) throw new Fault(FAULTS.invalid, { count: 1 }, { places: [{ path: 'body.why', message: 'Cần lý do, ít nhất 5 ký tự' }] });
  return why;
}
