import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { isDay } from '#platform/catalogue/rules';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import { needConfirmed } from '#platform/identity';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { INSURER } from '../gateway.ts';
import { GATEWAY_FAULTS } from './faults.ts';
import { closeAccount, listAccounts, setAccount } from './store.ts';

const day = z.string().refine(isDay, 'ngày dạng yyyyMMdd');
const body = z.strictObject({
  facility: z.string().trim().regex(/^[0-9A-Za-z]{5}$/u, 'mã cơ sở gồm năm ký tự'),
  username: z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/u, '3–40 chữ không dấu, số, dấu chấm, gạch'),
  password: z.string().min(1, 'cần mật khẩu').max(200),
  staff: z.strictObject({ name: z.string().trim().min(1, 'cần họ tên').max(100), number: z.string().trim().regex(/^\d{12}$/u, 'căn cước gồm 12 chữ số') }).nullable().default(null),
  validFrom: day.optional(), validTo: day.nullable().default(null),
});

/** As whom a facility calls the insurer's gateway: the administrator sets and closes; a clerk sees his facility's. Nobody reads a password. */
export function gatewayAccountRoutes(app: FastifyInstance, { db, facilityName }: Context): void {
  route(app, {
    method: 'GET', url: '/api/gateway-accounts', action: 'gateway-account.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'gateway-account.read', target: 'gateway-account/list' }, async (tx) => ({
      items: (await listAccounts(tx, policy.role === 'facility' ? policy.facility ?? '' : null)).map((one) => ({
        id: one.id, destination: one.destination, facility: { code: one.facility, name: facilityName(one.facility) }, username: one.username,
        validFrom: one.valid_from, validTo: one.valid_to, setBy: one.set_by, setAt: one.set_at.toISOString(),
      })),
    })),
  });

  route(app, {
    method: 'POST', url: '/api/gateway-accounts', action: 'gateway-account.set', body,
    handler: ({ policy, input: { body: given } }) => {
      needConfirmed(policy);
      return db.withAccess(policy, { action: 'gateway-account.set', target: `gateway-account/${INSURER}/${given.facility}` }, async (tx) => ({
        id: await setAccount(tx, { ...given, destination: INSURER, validFrom: given.validFrom ?? dayInVietnam(Date.now()) }),
      }));
    },
  });

  route(app, {
    method: 'POST', url: '/api/gateway-accounts/:id/close', action: 'gateway-account.close', params: z.object({ id: z.uuid() }),
    handler: async ({ policy, input: { params: { id } } }) => {
      needConfirmed(policy);
      await db.withAccess(policy, { action: 'gateway-account.close', target: `gateway-account/${id}` }, async (tx) => {
        if (!await closeAccount(tx, id)) throw new Fault(GATEWAY_FAULTS.noAccount);
      });
    },
  });
}
