import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { closeAccount, createAccount, openAccount, USER_NAME } from '../account.ts';
import type { Desk } from '../desk.ts';
import { IDENTITY_FAULTS } from '../faults.ts';
import { invite } from '../invite/invitation.ts';
import { accountDetail, accountList } from '../role/accounts.ts';
import { CLASS, closeRole, grantRole, mirrorRole, PEOPLES } from '../role/grant.ts';
import { mergeFacility, mergers, undoMerger } from '../role/merger.ts';
import { needConfirmed } from '../session/confirm.ts';
import { tellAccountEnded } from '../session/ended.ts';
import { endSessions } from '../session/list.ts';

const day = z.string().regex(/^\d{8}$/, 'ngày dạng yyyyMMdd');
const facility = z.string().trim().regex(/^[A-Za-z0-9]{3,10}$/, 'mã cơ sở');
const roleBody = {
  role: z.enum(PEOPLES), facility: facility.nullable().default(null), validFrom: day.optional(), validTo: day.nullable().default(null), rights: z.array(z.string().regex(CLASS)).max(20).default([]),
};
const id = z.object({ id: z.string().max(60) });

/** The administrator's desk: accounts, their dated roles, invitations, reviews, merged facilities. */
export function accountRoutes(app: FastifyInstance, context: Context, desk: Desk): void {
  const { db } = desk;
  const named = (code: string | null) => (code === null ? null : { code, name: context.facilityName(code) });
  /** Nobody gives himself power, or takes the last one who could give it back. */
  const notOwn = (policy: Policy, account: string): void => { if (policy.actor.id === account) throw new Fault(IDENTITY_FAULTS.ownAccount); };
  const there = (found: boolean): void => { if (!found) throw new Fault(IDENTITY_FAULTS.noAccount); };

  route(app, {
    // By POST: names stay out of addresses.
    method: 'POST', url: '/api/accounts/search', action: 'account.read',
    body: z.strictObject({ term: z.string().max(100).default(''), state: z.enum(['all', 'review', 'closed', 'invited']).default('all'), after: z.string().max(60).optional() }),
    handler: ({ policy, input: { body } }) => db.withAccess(policy, { action: 'account.read', target: 'account' }, async (tx) => {
      const page = await accountList(tx, { term: body.term, state: body.state, after: body.after, today: desk.today(), reviewMonths: desk.limits().reviewMonths });
      return { ...page, items: page.items.map((one) => ({ ...one, roles: one.roles.map((role) => ({ ...role, facility: named(role.facility) })) })) };
    }),
  });

  route(app, {
    method: 'GET', url: '/api/accounts/:id', action: 'account.read', params: id,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'account.read', target: `account/${input.params.id}` }, async (tx) => {
      const found = await accountDetail(tx, input.params.id, desk.today(), desk.times.idleMinutes);
      if (!found) throw new Fault(IDENTITY_FAULTS.noAccount);
      return { ...found, roles: found.roles.map((role) => ({ ...role, facility: named(role.facility) })) };
    }),
  });

  route(app, {
    method: 'POST', url: '/api/accounts', action: 'account.create',
    body: z.strictObject({ user: z.string().trim().toLowerCase().regex(USER_NAME, 'tên đăng nhập gồm 2–40 chữ thường không dấu, số, dấu chấm hoặc gạch nối'), displayName: z.string().trim().min(1).max(120), ...roleBody }),
    handler({ policy, input: { body } }) {
      needConfirmed(policy);
      return db.withAccess(policy, { action: 'account.create', target: 'account/new' }, async (tx) => {
        const made = await createAccount(tx, { user: body.user, displayName: body.displayName, role: body.role, facility: body.facility, validTo: body.validTo, ...(body.validFrom === undefined ? {} : { validFrom: body.validFrom }) }, desk.limits().passwordMin);
        return { id: made, ...await invite(desk, tx, made, false) };
      });
    },
  });

  route(app, {
    method: 'POST', url: '/api/accounts/:id/roles', action: 'account.grant', params: id, body: z.strictObject(roleBody),
    handler({ policy, input: { params, body } }) {
      needConfirmed(policy);
      notOwn(policy, params.id);
      return db.withAccess(policy, { action: 'account.grant', target: `account/${params.id}` }, async (tx) => {
        there((await tx.query('select id from account where id = $1 for update', [params.id], z.object({ id: z.string() }))).length > 0);
        const made = await grantRole(tx, params.id, { role: body.role, facility: body.facility, validFrom: body.validFrom ?? desk.today(), validTo: body.validTo, rights: body.rights });
        await mirrorRole(tx, params.id, desk.today());
        return { id: made };
      });
    },
  });

  route(app, {
    method: 'DELETE', url: '/api/accounts/:id/roles/:role', action: 'account.grant', params: z.object({ id: z.string().max(60), role: z.uuid() }),
    async handler({ policy, input: { params } }) {
      needConfirmed(policy);
      notOwn(policy, params.id);
      there(await db.withAccess(policy, { action: 'account.grant', target: `account/${params.id}` }, (tx) => closeRole(tx, params.id, params.role, desk.today())));
    },
  });

  route(app, {
    method: 'POST', url: '/api/accounts/:id/invitation', action: 'account.invite', params: id, body: z.strictObject({ reset: z.boolean() }),
    handler({ policy, input: { params, body } }) {
      needConfirmed(policy);
      return db.withAccess(policy, { action: 'account.invite', target: `account/${params.id}` }, async (tx) => {
        there((await tx.query('select id from account where id = $1 and active', [params.id], z.object({ id: z.string() }))).length > 0);
        return invite(desk, tx, params.id, body.reset);
      });
    },
  });

  for (const [url, action, work] of [['close', 'account.close', closeAccount], ['open', 'account.open', openAccount]] as const) route(app, {
    method: 'POST', url: `/api/accounts/:id/${url}`, action, params: id,
    async handler({ policy, input: { params } }) {
      needConfirmed(policy);
      notOwn(policy, params.id);
      there(await db.withAccess(policy, { action, target: `account/${params.id}` }, (tx) => work(tx, params.id, 'closed')));
      if (url === 'close') await tellAccountEnded(context, params.id);
    },
  });

  route(app, {
    method: 'POST', url: '/api/accounts/:id/review', action: 'account.review', params: id,
    async handler({ policy, input: { params } }) {
      notOwn(policy, params.id);
      there((await db.withAccess(policy, { action: 'account.review', target: `account/${params.id}`, basis: 'TCVN14423.2026' }, (tx) =>
        tx.run('update account set reviewed_at = now(), reviewed_by = $2 where id = $1 and active', [params.id, policy.actor.id]))) === 1);
    },
  });

  route(app, {
    method: 'DELETE', url: '/api/accounts/:id/sessions', action: 'account.sessions', params: id,
    async handler({ policy, input: { params } }) {
      const ended = await db.withAccess(policy, { action: 'account.sessions', target: `account/${params.id}` }, (tx) => endSessions(tx, params.id, undefined, undefined));
      await tellAccountEnded(context, params.id);
      return { ended: ended.length };
    },
  });

  route(app, {
    method: 'GET', url: '/api/mergers', action: 'account.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'account.read', target: 'facility-merger' }, async (tx) => ({ items: (await mergers(tx)).map((one) => ({ old: named(one.old), new: named(one.new), from: one.from })) })),
  });
  route(app, {
    method: 'POST', url: '/api/mergers', action: 'account.merge', body: z.strictObject({ old: facility, new: facility, from: day }).refine((body) => body.old !== body.new, 'hai mã phải khác nhau'),
    handler({ policy, input: { body } }) {
      needConfirmed(policy);
      return db.withAccess(policy, { action: 'account.merge', target: `facility/${body.old}` }, (tx) => mergeFacility(tx, body));
    },
  });
  route(app, {
    method: 'DELETE', url: '/api/mergers/:old/:new', action: 'account.merge', params: z.object({ old: facility, new: facility }),
    async handler({ policy, input: { params } }) {
      needConfirmed(policy);
      await db.withAccess(policy, { action: 'account.merge', target: `facility/${params.old}` }, (tx) => undoMerger(tx, params.old, params.new));
    },
  });
}
