import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { scopeOf } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { destinationsOf, isConnected } from './destination.ts';
import { EXCHANGE_FAULTS } from './faults.ts';
import { isAnswered, isResendable, MESSAGE_STATES } from '#platform/exchange/rules';
import { MESSAGE_COLUMNS, messageKind, messageRow, viewOf } from './message.ts';
import type { Message, MessageRow } from './message.ts';
import { wakeLanes } from './lanes.ts';

const listQuery = z.object({
  state: z.enum(MESSAGE_STATES).optional(), kind: messageKind.optional(), facility: z.string().max(20).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50), offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});
const idParams = z.object({ id: z.uuid() });
const attemptRow = z.object({ at: z.date(), outcome: z.string(), answer: z.string().nullable() });

/** GET /api/exchange, /summary, /:id; POST /api/exchange/:id/resend. A facility sees and resends its own. */
export function exchangeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const view = (row: MessageRow): Message => viewOf(row, context.facilityName, isConnected(context, row.destination));

  route(app, {
    method: 'GET', url: '/api/exchange', action: 'exchange.read', query: listQuery,
    handler: ({ policy, input: { query } }) => db.withAccess(policy, { action: 'exchange.read', target: 'messages' }, async (tx) => {
      const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 6 });
      const rows = await tx.query(
        `select ${MESSAGE_COLUMNS} from exchange_message m
         where ($1::text is null or m.state = $1) and ($2::text is null or m.kind = $2) and ($3::text is null or m.facility = $3) and ${scope.sql}
         order by m.seq desc limit $4 offset $5`,
        [query.state ?? null, query.kind ?? null, query.facility ?? null, query.limit + 1, query.offset, ...scope.params], messageRow);
      return { items: rows.slice(0, query.limit).map(view), more: rows.length > query.limit };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/exchange/summary', action: 'exchange.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'exchange.read', target: 'summary' }, async (tx) => {
      const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 1 });
      const counts = await tx.query(`select m.state, count(*)::int as count from exchange_message m where ${scope.sql} group by m.state`, scope.params,
        z.object({ state: z.enum(MESSAGE_STATES), count: z.number() }));
      return { items: MESSAGE_STATES.map((state) => counts.find((one) => one.state === state) ?? { state, count: 0 }), more: false, connected: destinationsOf(context).length > 0 };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/exchange/:id', action: 'exchange.read', params: idParams,
    handler: ({ policy, input: { params } }) => db.withAccess(policy, { action: 'exchange.read', target: `message/${params.id}` }, async (tx) => {
      const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 2 });
      const [row] = await tx.query(`select ${MESSAGE_COLUMNS} from exchange_message m where m.id = $1 and ${scope.sql}`, [params.id, ...scope.params], messageRow);
      if (!row) throw new Fault(FAULTS.notFound);
      const attempts = await tx.query('select at, outcome, answer from exchange_attempt where message = $1 order by number', [params.id], attemptRow);
      return { ...view(row), attempts: attempts.map((one) => ({ at: one.at.toISOString(), outcome: one.outcome, answer: one.answer })) };
    }),
  });

  route(app, {
    method: 'POST', url: '/api/exchange/:id/resend', action: 'exchange.resend', params: idParams,
    handler: async ({ policy, input: { params } }) => {
      const answer = await db.withAccess(policy, { action: 'exchange.resend', target: `message/${params.id}` }, async (tx) => {
        const scope = scopeOf(policy, { column: 'm.facility', labels: 'm.labels', from: 2 });
        const [row] = await tx.query(`select ${MESSAGE_COLUMNS} from exchange_message m where m.id = $1 and ${scope.sql} for update`, [params.id, ...scope.params], messageRow);
        if (!row) throw new Fault(FAULTS.notFound);
        if (isAnswered(row.state)) throw new Fault(EXCHANGE_FAULTS.received, { receipt: row.receipt ?? '' });
        if (!isResendable(row.state)) throw new Fault(row.state === 'rejected' || row.state === 'superseded' ? EXCHANGE_FAULTS.needsRevision : EXCHANGE_FAULTS.awaited);
        const said = row.state === 'held' ? 'Người dùng cho gửi.' : row.state === 'watched' ? 'Người dùng giao cho hệ thống này gửi.' : 'Người dùng yêu cầu gửi lại.';
        await tx.run(`update exchange_message set state = 'owed', insisted = $2, held_until = null, next_at = now(), answer = $3 where id = $1`, [row.id, row.attempts > 0, said]);
        return view({ ...row, state: 'owed', held_until: null, answer: said });
      });
      wakeLanes(context);
      return answer;
    },
  });
}
