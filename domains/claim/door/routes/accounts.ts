import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isDay } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import { needConfirmed } from '#platform/identity';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { freshPassword, listAccounts } from '../account.ts';
import { readRange } from '../address.ts';
import { USERNAME } from '../enter.ts';
import { DOOR_FAULTS } from '../faults.ts';

const params = z.object({ id: z.uuid() });
const idRow = z.object({ id: z.string() });
const named = z.object({ username: z.string() });
const ranges = z.array(z.string().max(60).transform((text, issue) => {
  const range = readRange(text);
  if (range !== undefined) return range;
  issue.addIssue({ code: 'custom', message: 'địa chỉ IP hoặc dải CIDR, ví dụ 203.0.113.7 hay 203.0.113.0/24' });
  return z.NEVER;
})).min(1, 'cần ít nhất một địa chỉ').max(50);
const day = z.string().refine(isDay, 'ngày dạng yyyyMMdd');

/** The administrator's part of the door: whose program may come in, from where; a facility's clerk reads his own. Passwords are told once. */
export function doorAccountRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;

  route(app, {
    method: 'GET', url: '/api/door-accounts', action: 'door-account.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'door-account.read', target: 'door-account/list' }, async (tx) => ({
      items: (await listAccounts(tx, policy.role === 'facility' ? policy.facility ?? '' : null)).map((one) => ({
        id: one.id, facility: { code: one.facility, name: context.facilityName(one.facility) }, username: one.username, addresses: one.addresses, validFrom: one.valid_from, validTo: one.valid_to,
        createdAt: one.created_at.toISOString(), closedAt: one.closed_at?.toISOString() ?? null, lastAt: one.last_at?.toISOString() ?? null, lastFrom: one.last_from, lastWay: one.last_way, received: one.received,
      })),
    })),
  });

  route(app, {
    method: 'POST', url: '/api/door-accounts', action: 'door-account.create',
    body: z.strictObject({
      facility: z.string().trim().regex(/^[0-9A-Za-z]{5}$/u, 'mã cơ sở gồm năm ký tự'), username: z.string().trim().regex(USERNAME, '3–40 chữ không dấu, số, dấu chấm, gạch'),
      addresses: ranges, validFrom: day.optional(), validTo: day.nullable().default(null),
    }),
    handler: async ({ policy, input: { body } }) => {
      needConfirmed(policy);
      const { password, secret } = await freshPassword();
      return db.withAccess(policy, { action: 'door-account.create', target: `door-account/${body.username}` }, async (tx) => {
        const [made] = await tx.query(
          `insert into door_account (facility, username, secret, addresses, valid_from, valid_to, created_by) values ($1, $2, $3, $4, $5::date, $6::date, $7)
           on conflict (lower(username)) where closed_at is null do nothing returning id`,
          [body.facility, body.username, secret, body.addresses, body.validFrom ?? dayInVietnam(Date.now()), body.validTo, policy.actor.id], idRow);
        if (made === undefined) throw new Fault(DOOR_FAULTS.nameTaken, { username: body.username });
        return { id: made.id, username: body.username, password };
      });
    },
  });

  route(app, {
    method: 'POST', url: '/api/door-accounts/:id/password', action: 'door-account.update', params,
    handler: async ({ policy, input }) => {
      needConfirmed(policy);
      const { password, secret } = await freshPassword();
      return db.withAccess(policy, { action: 'door-account.update', target: `door-account/${input.params.id}/password` }, async (tx) => {
        // Sessions hold for the present password: those of before end with it.
        const account = await changed(tx, 'update door_account set secret = $2 where id = $1 and closed_at is null returning username', [input.params.id, secret]);
        return { id: input.params.id, username: account.username, password };
      });
    },
  });

  route(app, {
    method: 'POST', url: '/api/door-accounts/:id/addresses', action: 'door-account.update', params, body: z.strictObject({ addresses: ranges }),
    handler: async ({ policy, input: { params: { id }, body } }) => {
      needConfirmed(policy);
      await db.withAccess(policy, { action: 'door-account.update', target: `door-account/${id}/addresses` }, (tx) => changed(tx, 'update door_account set addresses = $2 where id = $1 and closed_at is null returning username', [id, body.addresses]));
    },
  });

  route(app, {
    method: 'POST', url: '/api/door-accounts/:id/close', action: 'door-account.close', params,
    handler: async ({ policy, input }) => {
      needConfirmed(policy);
      await db.withAccess(policy, { action: 'door-account.close', target: `door-account/${input.params.id}` }, (tx) => changed(tx, 'update door_account set closed_at = now(), closed_by = $2 where id = $1 and closed_at is null returning username', [input.params.id, policy.actor.id]));
    },
  });
}

async function changed(tx: Tx, sql: string, values: readonly unknown[]): Promise<z.output<typeof named>> {
  const [row] = await tx.query(sql, values, named);
  if (row === undefined) throw new Fault(DOOR_FAULTS.noAccount);
  return row;
}
