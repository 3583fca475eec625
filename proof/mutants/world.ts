import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import type { Policy } from '#platform/access';
import type { Database } from '#platform/db';
import { createHttp, type AddedRoute } from '#platform/http';
import { createAccount, identityOf } from '#platform/identity';
import type { Context } from '#platform/room';
import { testContext } from '#domains/claim/testing';
import { sessionGate } from '../../apps/server/gate.ts';
import { observersOf } from '../../apps/server/leak/observers.ts';
import { addRoutes, prepareCatalogue } from '../../apps/server/leak/rooms.ts';
import { visibleWorld, withProtected } from '../../apps/server/leak/world.ts';
import { serveWeb } from '../../apps/server/web.ts';
import type { Known } from './request.ts';

/** The whole server over a few invented visits, that believes a header who calls, and listens on this machine too. */
export interface Attacked {
  readonly app: FastifyInstance;
  readonly context: Context;
  readonly routes: readonly AddedRoute[];
  /** By the name that the header says. */
  readonly callers: ReadonlyMap<string, Policy>;
  readonly known: Known;
  /** `http://127.0.0.1:…` */
  readonly address: string;
  /** What the server wrote down of errors. */
  readonly errors: string[];
}

/** Header that names an observer. */
export const AS = 'x-as';
const PASSWORD = 'một câu dễ nhớ và dài';
const idRow = z.object({ id: z.string() });

export async function attacked(db: Database): Promise<Attacked> {
  const context = { ...await testContext(db), installation: { id: 'attacked', kind: 'demonstration' as const } };
  const routes: AddedRoute[] = [];
  const errors: string[] = [];
  const observers = new Map<string, Policy>();
  for (const { name, policy } of observersOf()) observers.set(name, policy.actor.kind === 'account' ? { ...policy, actor: { kind: 'account', id: await made(db, `observer-${observers.size}`, policy.role, policy.facility) } } : policy);
  const gate = sessionGate(db, identityOf(context));
  const app = await createHttp({
    gate: {
      async policyOf(request) {
        const named = observers.get(String(request.headers[AS] ?? ''));
        return named === undefined ? gate.policyOf(request) : { ...named, requestId: request.id };
      },
      refused: (policy, action, target) => gate.refused(policy, action, target), today: () => gate.today(), added: (route) => { routes.push(route); },
    },
    metrics: context.metrics, logLevel: 'error', trustProxy: 0, logTo: { write: (line) => { if (errors.length < 2_000) errors.push(line); } },
  });
  await prepareCatalogue(context);
  await addRoutes(app, context);
  await serveWeb(app);
  routes.push(...['GET', 'POST', 'OPTIONS'].map((method) => ({ method, url: '/oidc/*', action: 'oidc' })), { method: 'GET', url: '/*', action: 'page' });
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const world = await visibleWorld(context);
  await withProtected(context, world);
  const cookies = await Promise.all((['facility', 'doctor', 'citizen', 'department'] as const).map((role) => signedIn(app, db, role)));
  return { app, context, routes, callers: observers, address, errors, known: { cookies, ...await idsOf(db) } };
}

async function signedIn(app: FastifyInstance, db: Database, role: Policy['role']): Promise<string> {
  const user = `attack-${role}`;
  await made(db, user, role, role === 'facility' || role === 'doctor' ? '62981' : null);
  const answer = await app.inject({ method: 'POST', url: '/api/session', headers: { 'x-yteso': '1' }, payload: { account: user, password: PASSWORD } });
  if (answer.statusCode !== 200) throw new Error(`sign-in of ${user} answers ${answer.statusCode}`);
  return String(answer.headers['set-cookie']).split(';')[0] ?? '';
}

const made = (db: Database, user: string, role: Policy['role'], facility: string | null): Promise<string> =>
  db.withAccess(systemPolicy('attack', 'test'), { action: 'account.create', target: 'account/new' }, (tx) => createAccount(tx, { user, displayName: 'Người thử', role, facility, password: PASSWORD }, 14));

async function idsOf(db: Database): Promise<{ ids: string[]; resources: string[] }> {
  return db.withAccess(systemPolicy('attack', 'test'), { action: 'record.read', target: 'test' }, async (tx) => {
    const ids: string[] = [];
    for (const table of ['person', 'dossier', 'intake', 'exchange_message', 'account', 'person_join', 'person_case']) {
      const there = await tx.query('select 1 as one from information_schema.columns where table_name = $1 and column_name = $2', [table, 'id'], z.object({ one: z.number() }));
      if (there.length > 0) ids.push(...(await tx.query(`select id::text as id from ${table} limit 12`, [], idRow)).map((one) => one.id));
    }
    const resources = (await tx.query("select r.type || '/' || r.id as id from resource r order by r.rid limit 200", [], idRow)).map((one) => one.id);
    return { ids: [...ids, '1', '00000000-0000-4000-8000-0000000000ff'], resources };
  });
}

