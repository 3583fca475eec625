import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { scopeOf } from '#platform/access';
import { isDay } from '#platform/catalogue/rules';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { displayNames } from '#platform/identity';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { MODES } from '#platform/exchange/rules';
import { destinationsOf } from './destination.ts';
import { EXCHANGE_FAULTS } from './faults.ts';
import { EVERY_FACILITY, setMode } from './mode.ts';

/** Receivers that the rules of the house name: who sends to them can be said before there is a line. */
const RECEIVERS = ['bhxh', 'byt', 'ksk'] as const;
const FACILITY = /^[0-9A-Za-z]{5}$/u;
const row = z.object({ facility: z.string(), destination: z.string(), from: z.string(), mode: z.enum(MODES), reason: z.string(), set_by: z.string(), set_at: z.date() });

/**
 * GET /api/exchange-modes: who sends for whom, from which day, oldest first, with the default (`*`) of each destination; a facility sees its own.
 * PUT /api/exchange-modes: sets it from a day on, today or later: what lies before is not changed.
 */
export function modeRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const destinations = (): string[] => [...new Set([...RECEIVERS, ...destinationsOf(context).map((one) => one.name)])];

  route(app, {
    method: 'GET', url: '/api/exchange-modes', action: 'exchange.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'exchange.read', target: 'modes' }, async (tx) => {
      const scope = scopeOf(policy, { column: 'm.facility', from: 2 });
      // The administrator keeps the modes of all; of the record he sees nothing all the same.
      const seen = policy.role === 'admin' ? 'true' : scope.sql;
      const rows = await tx.query(
        `select m.facility, m.destination, to_char(m.valid_from, 'YYYYMMDD') as from, m.mode, m.reason, m.set_by, m.set_at from exchange_mode m
         where m.facility = $1 or ${seen} order by m.facility, m.destination, m.valid_from`, [EVERY_FACILITY, ...(policy.role === 'admin' ? [] : scope.params)], row);
      const who = await displayNames(tx, rows.map((one) => one.set_by));
      return {
        destinations: destinations(),
        items: rows.map((one) => ({
          facility: one.facility === EVERY_FACILITY ? null : { code: one.facility, name: context.facilityName(one.facility) },
          destination: one.destination, from: one.from, mode: one.mode, reason: one.reason, by: who(one.set_by), at: one.set_at.toISOString(),
        })),
      };
    }),
  });

  route(app, {
    method: 'PUT', url: '/api/exchange-modes', action: 'exchange.mode',
    body: z.strictObject({
      facility: z.string().regex(FACILITY, 'mã cơ sở gồm năm ký tự'), destination: z.string().max(32), mode: z.enum(MODES),
      from: z.string().refine(isDay, 'ngày dạng yyyyMMdd'), reason: z.string().trim().min(5, 'ít nhất 5 ký tự').max(500),
    }),
    handler: async ({ policy, input: { body } }) => {
      const { facility, destination, mode, from, reason } = body;
      if (!destinations().includes(destination)) throw new Fault(FAULTS.notFound);
      await db.withAccess(policy, { action: 'exchange.mode', target: `mode/${facility}/${destination}/${mode}` }, async (tx) => {
        // A clerk speaks for his own facility alone.
        if (policy.role !== 'admin' && policy.facility !== facility) throw new Fault(FAULTS.refused, { action: 'exchange.mode' });
        if (from < dayInVietnam(Date.now())) throw new Fault(EXCHANGE_FAULTS.modeInPast);
        await setMode(tx, { facility, destination, mode, day: `${from.slice(0, 4)}-${from.slice(4, 6)}-${from.slice(6)}`, reason, by: policy.actor.id });
      });
    },
  });
}
