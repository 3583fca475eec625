import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogues } from '#platform/catalogue/server';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { displayNames, isProgram } from '#platform/identity';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { closeDay, closingsOf, openClosing, reopenDay } from './closing.ts';
import { dayNow, listless } from './day.ts';
import { explain, unexplain } from './explain.ts';
import { dayParams, facilityCode, needLook, needOwn, reasonText, targetOf } from './guard.ts';
import { makePaper } from './paper.ts';
import { saySource, sourceBody, sourceTarget } from './source.ts';
import { daysOf, surveyOf } from './survey.ts';

const explainBody = z.object({ lines: z.array(z.object({ key: z.string().min(1).max(100), mark: z.string().min(1).max(200) })).min(1).max(1000), reason: reasonText });
const paperParams = dayParams.extend({ number: z.coerce.number().int().min(1).max(10_000) });
const DAY = '/api/exchange-days/:facility/:destination/:day';

/** Days of a facility and a receiver: what differs, the facility's word for it, the closing and its paper; for the department who is open since when. */
export function dayRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const answerHours = (day: string): number => Number(catalogues(context).parameter('gateway-answer-hours', day) ?? 0);
  const place = (code: string) => ({ code, name: context.facilityName(code) });

  route(app, {
    method: 'GET', url: '/api/exchange-days', action: 'exchange-day.read', query: z.object({ facility: facilityCode }),
    handler: ({ policy, input: { query } }) => db.withAccess(policy, { action: 'exchange-day.read', target: `exchange-day/${query.facility}` }, async (tx) => {
      needLook(policy, 'exchange-day.read', query.facility);
      return { facility: place(query.facility), items: await daysOf(tx, policy, query.facility, { answerHours: answerHours(dayInVietnam(Date.now())), listless: listless(context) }), more: false };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/exchange-days/survey', action: 'exchange-day.survey',
    handler: ({ policy }) => db.withAccess(policy, { action: 'exchange-day.survey', target: 'exchange-days', reads: true }, async (tx) => {
      const today = dayInVietnam(Date.now());
      const rows = await surveyOf(tx, policy, { answerHours: answerHours(today), listless: listless(context) }, `${today.slice(0, 4)}-${today.slice(4, 6)}-${today.slice(6)}`);
      return { items: rows.map(({ facility, changed, ...row }) => ({ ...row, facility: place(facility), lastClosedAt: changed?.toISOString() ?? null })), more: false };
    }),
  });

  route(app, {
    method: 'GET', url: DAY, action: 'exchange-day.read', params: dayParams,
    handler: ({ policy, input: { params } }) => db.withAccess(policy, { action: 'exchange-day.read', target: targetOf(params) }, async (tx) => {
      needLook(policy, 'exchange-day.read', params.facility);
      const now = await dayNow(tx, context, policy, params, Date.now());
      const closings = await closingsOf(tx, params);
      const names = await displayNames(tx, [...closings.flatMap((one) => [one.closed_by, one.reopened_by ?? '']), ...now.explanations.map((one) => one.by), now.said?.by ?? '']);
      const closed = openClosing(closings);
      return {
        ...params, facility: place(params.facility), own: now.own, unexplained: now.differences.unexplained, totals: now.differences.totals, causes: countsOf(now.differences.lines), adjudicated: now.adjudicated,
        // What is accepted is counted; a line each has what is not.
        lines: now.differences.lines.filter((line) => line.cause !== 'accepted' && line.cause !== 'receipted' && line.cause !== 'watched-unlisted'),
        said: now.said === null ? null : { count: now.said.count, listed: now.said.visits !== null, at: now.said.at.toISOString(), by: names(now.said.by), byProgram: isProgram(now.said.by) },
        explanations: now.explanations.map((one) => ({ id: one.id, key: one.key, mark: one.mark, reason: one.reason, at: one.at.toISOString(), by: names(one.by) })),
        // Whether something came since is for the facility alone: others do not see all that was counted.
        closed: closed === undefined ? null : { number: closed.number, at: closed.closed_at.toISOString(), by: names(closed.closed_by), hasPaper: closed.paper !== null, changed: now.own ? closed.facts !== now.facts : null },
        closings: now.own ? closings.map((one) => ({ number: one.number, at: one.closed_at.toISOString(), by: names(one.closed_by), hasPaper: one.paper !== null, hash: one.hash, reopenedAt: one.reopened_at?.toISOString() ?? null, reopenedBy: one.reopened_by === null ? null : names(one.reopened_by), reason: one.reopen_reason })) : [],
      };
    }),
  });

  route(app, {
    method: 'PUT', url: `${DAY}/source`, action: 'exchange-day.count', params: dayParams, body: sourceBody,
    handler: ({ policy, input: { params, body } }) => db.withAccess(policy, { action: 'exchange-day.count', target: sourceTarget(params, body) }, async (tx) => {
      needOwn(policy, 'exchange-day.count', params.facility);
      await saySource(tx, policy, params, body);
      return { ok: true };
    }),
  });

  route(app, {
    method: 'POST', url: `${DAY}/explanations`, action: 'exchange-day.explain', params: dayParams, body: explainBody,
    handler: ({ policy, input: { params, body } }) => db.withAccess(policy, { action: 'exchange-day.explain', target: targetOf(params) }, async (tx) => {
      needOwn(policy, 'exchange-day.explain', params.facility);
      return { explained: await explain(tx, context, policy, params, body.lines, body.reason) };
    }),
  });

  route(app, {
    method: 'DELETE', url: `${DAY}/explanations/:id`, action: 'exchange-day.explain', params: dayParams.extend({ id: z.uuid() }),
    handler: ({ policy, input: { params } }) => db.withAccess(policy, { action: 'exchange-day.explain', target: targetOf(params) }, async (tx) => {
      needOwn(policy, 'exchange-day.explain', params.facility);
      await unexplain(tx, policy, params, params.id);
      return { ok: true };
    }),
  });

  route(app, {
    method: 'POST', url: `${DAY}/close`, action: 'exchange-day.close', params: dayParams, body: z.object({}),
    async handler({ policy, input: { params } }) {
      const closing = await db.withAccess(policy, { action: 'exchange-day.close', target: targetOf(params) }, async (tx) => {
        needOwn(policy, 'exchange-day.close', params.facility);
        // Without a key nothing is closed that could not be signed.
        await context.keys.signerFor(params.facility, new Date());
        return closeDay(tx, context, policy, params);
      });
      // On the paper of a day that is closed already, whoever presses again goes on where it stopped.
      const paper = await makePaper(context, policy, params, closing);
      return { number: closing.number, at: closing.closed_at.toISOString(), hash: closing.hash, hasPaper: paper !== null };
    },
  });

  route(app, {
    method: 'POST', url: `${DAY}/reopen`, action: 'exchange-day.reopen', params: dayParams, body: z.object({ reason: reasonText }),
    handler: ({ policy, input: { params, body } }) => db.withAccess(policy, { action: 'exchange-day.reopen', target: targetOf(params) }, async (tx) => {
      needOwn(policy, 'exchange-day.reopen', params.facility);
      await reopenDay(tx, policy, params, body.reason);
      return { ok: true };
    }),
  });

  route(app, {
    method: 'GET', url: `${DAY}/papers/:number`, action: 'exchange-day.read', params: paperParams,
    async handler({ policy, input: { params }, reply }) {
      const paper = await db.withAccess(policy, { action: 'exchange-day.read', target: `${targetOf(params)}/${params.number}` }, async (tx) => {
        // It names and counts all visits of the facility.
        needOwn(policy, 'exchange-day.read', params.facility);
        return (await closingsOf(tx, params)).find((one) => one.number === params.number)?.paper ?? null;
      });
      if (paper === null) throw new Fault(FAULTS.notFound);
      return reply.type('application/pdf').header('content-disposition', `attachment; filename="doi-soat-${params.facility}-${params.destination}-${params.day}-${params.number}.pdf"`).send(await context.files.open(paper));
    },
  });
}

function countsOf(lines: readonly { readonly cause: string; readonly explained: 'state' | 'person' | null }[]): { cause: string; count: number; open: number }[] {
  return [...Map.groupBy(lines, (line) => line.cause)].map(([cause, group]) => ({ cause, count: group.length, open: group.filter((line) => line.explained === null).length }));
}
