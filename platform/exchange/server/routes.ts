import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { scopeOf, type Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { catalogues } from '#platform/catalogue/server';
import { consequenceOf, isAnswered, isResendable, owedRule, ruleCode } from '#platform/exchange/rules';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { momentInVietnam } from '#platform/time/rules';
import { CLAIMED_COLUMNS, claimedRow } from './claim.ts';
import { destinationsOf, isConnected, NotReadyError, UnsendableError } from './destination.ts';
import { EXCHANGE_FAULTS } from './faults.ts';
import { wakeLanes } from './lanes.ts';
import { lifeOf, listMessages, listQuery, someQuery, summarise } from './list.ts';
import { MESSAGE_COLUMNS, messageRow, viewOf } from './message.ts';
import type { Message, MessageRow } from './message.ts';

const idParams = z.object({ id: z.uuid() });

/** GET /api/exchange, /summary, /:id; POST /api/exchange/:id/resend. A facility sees and resends its own. */
export function exchangeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const view = (row: MessageRow): Message => viewOf(row, context.facilityName, isConnected(context, row.destination));

  /** Until when the facility may answer what was refused: a row of the rules, counted from the day that the form says, else from when it was made. */
  const replyOf = (row: MessageRow, { madeAt, resultDay, refused }: { readonly madeAt: string; readonly resultDay: string | null; readonly refused: string }): { by: string; basis: string } | null => {
    if (/^[0.]+$/u.test(refused)) return null;
    const made = momentInVietnam(Date.parse(madeAt));
    const said = resultDay?.replaceAll('-', '') ?? made;
    // A day after the form was made is a slip: early, never late.
    const moment = said < made ? said : made;
    const rule = owedRule(catalogues(context), ruleCode(row.destination, row.kind, `${row.kind}.adjudicated`), true, moment.slice(0, 12), moment.slice(0, 8), false);
    return rule === undefined || rule.due === null ? null : { by: rule.due, basis: rule.basis };
  };

  route(app, {
    method: 'GET', url: '/api/exchange', action: 'exchange.read', query: listQuery,
    handler: ({ policy, input: { query } }) => db.withAccess(policy, { action: 'exchange.read', target: 'messages' }, async (tx) => {
      const rows = await listMessages(tx, policy, query);
      return { items: rows.slice(0, query.limit).map(view), more: rows.length > query.limit };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/exchange/summary', action: 'exchange.read', query: someQuery,
    handler: ({ policy, input: { query } }) => db.withAccess(policy, { action: 'exchange.read', target: 'summary' }, async (tx) => ({ ...await summarise(tx, policy, query), more: false, connected: destinationsOf(context).length > 0 })),
  });

  route(app, {
    method: 'GET', url: '/api/exchange/:id', action: 'exchange.read', params: idParams,
    handler: ({ policy, input: { params } }) => db.withAccess(policy, { action: 'exchange.read', target: `message/${params.id}` }, async (tx) => {
      const row = await found(tx, policy, params.id, '');
      const { adjudication, ...life } = await lifeOf(tx, policy, row);
      return {
        ...view(row), ...life, adjudication: adjudication && { ...adjudication, reply: replyOf(row, adjudication) },
        consequence: isAnswered(row.state) && row.received_at !== null ? consequenceOf(catalogues(context), ruleCode(row.destination, row.kind, row.event), Date.parse(row.received_at)) ?? null : null,
      };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/exchange/:id/bytes', action: 'exchange.bytes', params: idParams,
    handler: async ({ policy, input: { params }, reply }) => {
      const outgoing = await db.withAccess(policy, { action: 'exchange.bytes', target: `message/${params.id}` }, async (tx) => {
        const row = await found(tx, policy, params.id, '');
        const [one] = await tx.query(`select ${CLAIMED_COLUMNS} from exchange_message m where m.id = $1`, [params.id], claimedRow);
        return one === undefined ? undefined : { message: one.message, destination: row.destination };
      });
      const to = destinationsOf(context).find((one) => one.name === outgoing?.destination);
      if (outgoing === undefined || to === undefined) throw new Fault(FAULTS.notFound);
      // The same bytes as are sent: made anew, they cannot differ.
      const bytes = await to.payload(outgoing.message).catch((error: unknown) => { throw error instanceof UnsendableError || error instanceof NotReadyError ? new Fault(EXCHANGE_FAULTS.noBytes, { why: error.message }) : error; });
      reply.type('application/octet-stream').header('content-disposition', `attachment; filename="${outgoing.destination}-${params.id}.xml"`);
      return Buffer.from(bytes);
    },
  });

  route(app, {
    method: 'POST', url: '/api/exchange/:id/resend', action: 'exchange.resend', params: idParams,
    handler: async ({ policy, input: { params } }) => {
      const answer = await db.withAccess(policy, { action: 'exchange.resend', target: `message/${params.id}` }, async (tx) => {
        const row = await found(tx, policy, params.id, 'for update');
        if (isAnswered(row.state)) throw new Fault(EXCHANGE_FAULTS.received, { receipt: row.receipt ?? '' });
        if (!isResendable(row.state)) throw new Fault(row.state === 'rejected' || row.state === 'superseded' ? EXCHANGE_FAULTS.needsRevision : EXCHANGE_FAULTS.awaited);
        const said = row.state === 'held' ? 'Người dùng cho gửi.' : row.state === 'watched' ? 'Người dùng giao cho hệ thống này gửi.' : 'Người dùng yêu cầu gửi lại.';
        await tx.run(`update exchange_message set state = 'owed', insisted = $2, held_until = null, absent_at = null, next_at = now(), answer = $3 where id = $1`, [row.id, row.attempts > 0, said]);
        return view({ ...row, state: 'owed', held_until: null, absent_at: null, answer: said });
      });
      wakeLanes(context);
      return answer;
    },
  });
}

/** A message that the caller may see. @param lock `for update` or nothing @throws Fault request.not-found */
async function found(tx: Tx, policy: Policy, id: string, lock: '' | 'for update'): Promise<MessageRow> {
  const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 2 });
  const [row] = await tx.query(`select ${MESSAGE_COLUMNS} from exchange_message m where m.id = $1 and ${scope.sql} ${lock}`, [id, ...scope.params], messageRow);
  if (!row) throw new Fault(FAULTS.notFound);
  return row;
}
