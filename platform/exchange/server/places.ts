import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { destinationsOf } from './destination.ts';

const nameParams = z.object({ name: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/u) });
const windowParams = nameParams.extend({ id: z.uuid() });
const reason = z.string().trim().min(5, 'Cần lý do, ít nhất 5 ký tự').max(500);
const stop = z.object({ reason });
const windowBody = z.object({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }), reason }).refine((one) => Date.parse(one.to) > Date.parse(one.from), { message: 'Lúc hết phải sau lúc bắt đầu', path: ['to'] });
const moment = z.date().transform((date) => date.toISOString()).nullable();
const stateRow = z.object({ name: z.string(), failures: z.number(), paused_until: moment, reason: z.string().nullable(), stopped_at: moment, stopped_by: z.string().nullable(), stopped_reason: z.string().nullable() });
const windowRow = z.object({ id: z.string(), destination: z.string(), starts_at: z.date(), ends_at: z.date(), reason: z.string() });
/** Windows that are listed. */
const MOST = 100;

/** Receivers: who rests, who is stopped, who is away when. Everybody who sees messages sees them; the administrator stops, starts and plans. */
export function placeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const known = (name: string): void => { if (!destinationsOf(context).some((one) => one.name === name)) throw new Fault(FAULTS.notFound); };

  route(app, {
    method: 'GET', url: '/api/exchange-places', action: 'exchange.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'exchange.read', target: 'places' }, async (tx) => {
      const states = new Map((await tx.query('select name, failures, case when paused_until > now() then paused_until end as paused_until, reason, stopped_at, stopped_by, stopped_reason from exchange_destination', [], stateRow)).map((one) => [one.name, one]));
      const windows = await tx.query('select id, destination, starts_at, ends_at, reason from exchange_window where ends_at > now() order by starts_at limit $1', [MOST], windowRow);
      return { items: destinationsOf(context).map((one) => {
        const state = states.get(one.name);
        return {
          name: one.name, ability: one.ability, perSecond: one.perSecond, parallel: one.parallel, restingUntil: state?.paused_until ?? null, why: (state?.paused_until ?? null) === null ? null : state?.reason ?? null,
          stopped: (state?.stopped_at ?? null) === null ? null : { at: state?.stopped_at, reason: state?.stopped_reason ?? '' },
          windows: windows.filter((window) => window.destination === one.name).map((window) => ({ id: window.id, from: window.starts_at.toISOString(), to: window.ends_at.toISOString(), reason: window.reason })),
        };
      }), more: false };
    }),
  });

  route(app, {
    method: 'POST', url: '/api/exchange-places/:name/stop', action: 'exchange-place.stop', params: nameParams, body: stop,
    handler: ({ policy, input }) => { known(input.params.name); return db.withAccess(policy, { action: 'exchange-place.stop', target: `place/${input.params.name}` }, async (tx) => {
      await tx.run(
        `insert into exchange_destination (name, stopped_at, stopped_by, stopped_reason) values ($1, now(), $2, $3)
         on conflict (name) do update set stopped_at = now(), stopped_by = excluded.stopped_by, stopped_reason = excluded.stopped_reason`, [input.params.name, policy.actor.id, input.body.reason]);
      return { ok: true };
    }); },
  });

  route(app, {
    method: 'POST', url: '/api/exchange-places/:name/start', action: 'exchange-place.start', params: nameParams, body: z.object({}),
    handler: ({ policy, input }) => { known(input.params.name); return db.withAccess(policy, { action: 'exchange-place.start', target: `place/${input.params.name}` }, async (tx) => {
      // Whoever starts it wants it tried now, whatever the pause says.
      await tx.run('update exchange_destination set stopped_at = null, stopped_by = null, stopped_reason = null, paused_until = null, failures = 0 where name = $1', [input.params.name]);
      return { ok: true };
    }); },
  });

  route(app, {
    method: 'POST', url: '/api/exchange-places/:name/windows', action: 'exchange-place.plan', params: nameParams, body: windowBody,
    handler: ({ policy, input }) => { known(input.params.name); return db.withAccess(policy, { action: 'exchange-place.plan', target: `place/${input.params.name}` }, async (tx) => {
      const [made] = await tx.query('insert into exchange_window (destination, starts_at, ends_at, reason) values ($1, $2, $3, $4) returning id, destination, starts_at, ends_at, reason', [input.params.name, input.body.from, input.body.to, input.body.reason], windowRow);
      return { id: made?.id };
    }); },
  });

  route(app, {
    method: 'DELETE', url: '/api/exchange-places/:name/windows/:id', action: 'exchange-place.plan', params: windowParams,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'exchange-place.plan', target: `place/${input.params.name}` }, async (tx) => {
      if (await tx.run('delete from exchange_window where destination = $1 and id = $2', [input.params.name, input.params.id]) === 0) throw new Fault(FAULTS.notFound);
      return { ok: true };
    }),
  });
}
