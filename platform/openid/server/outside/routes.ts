import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { describeError, route } from '#platform/http';
import type { Context } from '#platform/room';
import { keyOf } from '../adapter.ts';
import { OPENID_FAULTS } from '../faults.ts';
import type { Running } from '../runtime.ts';
import type { Seams } from '../seams.ts';
import { beginAt, finishAt } from './exchange.ts';
import type { OutsideSubject } from './exchange.ts';
import { findLink, writeLink } from './link.ts';
import type { OutsideProvider } from './provider.ts';

const params = z.object({ id: z.string().max(30) });
const COOKIE = 'yteso-outside';
const LIVES = 600;
const tryRow = z.object({ nonce: z.string(), verifier: z.string().nullable(), back: z.string() });

/**
 * Signing in through others: GET /api/outside (who there is), POST /api/outside/:id/begin, GET /api/outside/:id/back (where the browser returns).
 * A try belongs to one browser (its cookie), one provider and one state, and is taken once.
 */
export function outsideRoutes(app: FastifyInstance, context: Context, running: () => Promise<Running>, seams: Seams): void {
  const { db } = context;
  const providersAt = async (): Promise<readonly OutsideProvider[]> => seams.outside((await running()).place.origin);
  const find = async (id: string): Promise<OutsideProvider> => {
    const provider = (await providersAt()).find((one) => one.id === id);
    if (!provider) throw new Fault(FAULTS.notFound);
    return provider;
  };

  route(app, {
    method: 'GET', url: '/api/outside', action: 'session.create',
    async handler() {
      const providers = await providersAt().catch(() => []);
      return { items: providers.map(({ id, name }) => ({ id, name })), more: false };
    },
  });

  route(app, {
    // Only back into this product: one slash, no second one and no backslash that a browser takes for one.
    method: 'POST', url: '/api/outside/:id/begin', action: 'session.create', params, body: z.strictObject({ back: z.string().max(500).regex(/^\/(?![/\\])/).default('/') }),
    async handler({ input, request, reply }) {
      const provider = await find(input.params.id);
      const { to, tried } = await beginAt(provider, addressOf((await running()).place.origin, provider));
      const browser = randomBytes(32).toString('base64url');
      await db.bookkeeping('openid', (tx) => tx.run(
        'insert into openid_outside_try (state, provider, browser, nonce, verifier, back, expires_at) values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))',
        [keyOf(tried.state), provider.id, keyOf(browser), tried.nonce, tried.verifier, input.body.back, LIVES]));
      // Lax: it must come along when the provider sends the browser back.
      reply.setCookie(COOKIE, browser, { path: '/api/outside', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', maxAge: LIVES });
      return { to };
    },
  });

  route(app, {
    method: 'GET', url: '/api/outside/:id/back', action: 'session.create', params, query: z.looseObject({ state: z.string().max(500).default('') }),
    async handler({ input, request, reply }) {
      const { id } = input.params;
      try {
        const { to } = await comeBack(await find(id), input.query.state, request, reply);
        return await reply.redirect(to, 303);
      } catch (error) {
        const linked = !(error instanceof Fault && error.code === OPENID_FAULTS.notLinked.code);
        await db.refuse({ ...ANONYMOUS, requestId: request.id }, { action: 'session.create', target: `outside/${linked ? 'failed' : 'not-linked'}` });
        if (!(error instanceof Fault)) context.log.warn({ error: describeError(error) }, 'outside sign-in');
        return reply.redirect(`/dang-nhap?loi=${linked ? 'ngoai' : 'chua-gan'}`, 303);
      }
    },
  });

  async function comeBack(provider: OutsideProvider, state: string, request: FastifyRequest, reply: FastifyReply): Promise<{ to: string }> {
    const browser = request.cookies[COOKIE];
    reply.clearCookie(COOKIE, { path: '/api/outside' });
    // Taken by one delete, so once; the state of another browser is not even used up.
    const [tried] = browser === undefined || state === '' ? [] : await db.bookkeeping('openid', (tx) => tx.query(
      'delete from openid_outside_try where state = $1 and provider = $2 and browser = $3 and expires_at > now() returning nonce, verifier, back', [keyOf(state), provider.id, keyOf(browser)], tryRow));
    if (!tried) throw new Fault(OPENID_FAULTS.outside, { provider: provider.name });
    const back = new URL(addressOf((await running()).place.origin, provider));
    back.search = new URL(request.url, 'http://x').search;
    const subject = await finishAt(provider, back, { state, nonce: tried.nonce, verifier: tried.verifier });
    const account = await accountFor(provider, subject);
    await seams.openSession(request, reply, { account, strength: subject.strength, provider: provider.id, authTime: subject.authTime });
    return { to: tried.back };
  }

  /** Whose account it is. @throws Fault openid.not-linked */
  async function accountFor(provider: OutsideProvider, subject: OutsideSubject): Promise<string> {
    const known = await db.bookkeeping('openid', (tx) => findLink(tx, provider.id, subject.subject));
    if (known) {
      if ((await seams.accountName(known.account)) === undefined) throw new Fault(OPENID_FAULTS.notLinked, { provider: provider.name });
      return known.account;
    }
    const person = provider.people === 'citizens' && subject.number !== undefined ? await seams.findPersonByCitizenId(subject.number) : undefined;
    if (person === undefined) throw new Fault(OPENID_FAULTS.notLinked, { provider: provider.name });
    const account = await seams.accountOfCitizen(person, subject.name ?? 'Người dân');
    await db.bookkeeping('openid', (tx) => writeLink(tx, { provider: provider.id, subject: subject.subject, account, person, by: 'citizen-number' }));
    return account;
  }

  route(app, {
    // Staff: an administrator says whose a subject is.
    method: 'POST', url: '/api/outside/:id/links', action: 'program.link', params, body: z.strictObject({ subject: z.string().min(1).max(200), account: z.string().max(100) }),
    async handler({ policy, input }) {
      const provider = await find(input.params.id);
      if ((await seams.accountName(input.body.account)) === undefined) throw new Fault(FAULTS.notFound);
      return db.withAccess(policy, { action: 'program.link', target: `account/${input.body.account}` }, async (tx) => ({
        made: await writeLink(tx, { provider: provider.id, subject: input.body.subject, account: input.body.account, person: null, by: policy.actor.id }),
      }));
    },
  });
}

const addressOf = (origin: string, provider: OutsideProvider): string => `${origin}/api/outside/${provider.id}/back`;
