import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ANONYMOUS, can } from '#platform/access';
import { prepareCatalogue } from './rooms.ts';
import type { Database } from '#platform/db';
import { createHttp } from '#platform/http';
import type { Context } from '#platform/room';
import { testContext } from '#domains/claim/testing';
import { ask, listen, type Edge, type Noticed } from './ask.ts';
import { observersOf, rolesWithoutObserver } from './observers.ts';
import { probesOf, type AddedRoute } from './probes.ts';
import { addRoutes } from './rooms.ts';
import { visibleWorld, withProtected } from './world.ts';

export interface Result {
  /** What differs for somebody depending on what is hidden from him; empty: nothing leaks. */
  readonly leaks: readonly string[];
  /** Roles and routes that were not asked. */
  readonly uncovered: readonly string[];
  readonly routes: number;
  readonly observers: number;
  readonly questions: number;
}

const TODAY = '20261126';

/**
 * The matrix: every route as every observer, before and after something protected is there, and for each id of what is protected the same
 * question for an id that nobody has. Answers, counts, error texts and statements must be the same.
 * @param types resource types for the FHIR routes
 */
export async function matrix(db: Database, types: readonly string[], most = Infinity): Promise<Result> {
  listen();
  const context = await testContext(db);
  const routes: AddedRoute[] = [];
  const edge = await edgeOf(context, routes);
  const world = await visibleWorld(context);
  const observers = observersOf();
  const leaks: string[] = [];
  const uncovered = rolesWithoutObserver(observers).map((role) => `role ${role}`);
  const questions: { observer: (typeof observers)[number]; probe: ReturnType<typeof probesOf>[number]; route: AddedRoute; before?: Noticed }[] = [];
  for (const route of routes) {
    try {
      for (const observer of observers) for (const probe of probesOf(route, world, types, 'seen')) questions.push({ observer, probe, route });
    } catch (error) {
      uncovered.push(error instanceof Error ? error.message : String(error));
    }
  }
  await fedOn(db);
  for (const one of questions) one.before = await ask(edge, one.observer.policy, one.probe);
  await withProtected(context, world);
  uncovered.push(...Object.entries(world.hidden).filter(([, ids]) => ids.length === 0).map(([kind]) => `nothing hidden is a ${kind}`));
  await fedOn(db);
  let asked = questions.length * 2;
  for (const { observer, probe, route, before } of questions) {
    const now = await ask(edge, observer.policy, probe);
    const difference = before === undefined ? undefined : differenceOf(before, now);
    if (difference !== undefined) leaks.push(`${observer.name}: ${probe.method} ${probe.url}: ${difference}`);
    // A role without the grant is refused before anything is asked of the record.
    if (!can(observer.policy, route.action, TODAY) && now.status !== (observer.policy.role === 'anonymous' ? 401 : 403)) leaks.push(`${observer.name}: ${probe.method} ${probe.url} answers ${now.status} without a grant`);
    if (leaks.length >= most) break;
  }
  for (const route of routes) for (const observer of observers) {
    if (leaks.length >= most || uncovered.length > 0) break;
    for (const probe of probesOf(route, world, types, 'hidden')) {
      asked += 2;
      const there = await ask(edge, observer.policy, probe);
      const nowhere = probe.missing === undefined ? there : await ask(edge, observer.policy, probe.missing);
      const difference = differenceOf({ ...there, body: neutral(there.body, probe.url) }, { ...nowhere, body: neutral(nowhere.body, probe.missing?.url ?? '') });
      if (difference !== undefined) leaks.push(`${observer.name}: ${probe.method} ${probe.url} differs from what is not there: ${difference}`);
    }
  }
  await edge.app.close();
  return { leaks, uncovered, routes: routes.length, observers: observers.length, questions: asked };
}

/** The feed of changes waits for the oldest transaction of the whole cluster, others' databases too: until it has passed what was just written. */
async function fedOn(db: Database): Promise<void> {
  const behind = (): Promise<{ behind: boolean }[]> => db.bookkeeping('leak', (tx) => tx.query('select exists (select 1 from resource where changed >= pg_snapshot_xmin(pg_current_snapshot())) as behind', [], z.object({ behind: z.boolean() })));
  while ((await behind())[0]?.behind === true) await pause(50);
}

function differenceOf(a: Noticed, b: Noticed): string | undefined {
  if (a.status !== b.status) return `status ${a.status} and ${b.status}`;
  if (a.body !== b.body) {
    const at = [...a.body].findIndex((sign, index) => sign !== b.body[index]);
    return `answers differ: …${a.body.slice(Math.max(0, at - 40), at + 60)}… and …${b.body.slice(Math.max(0, at - 40), at + 60)}…`;
  }
  return a.statements.join('\n') === b.statements.join('\n') ? undefined : `statements differ: ${a.statements.length} and ${b.statements.length}`;
}

/** The id that was asked for stands in the error text; it is the caller's own. */
function neutral(body: string, url: string): string {
  const id = url.split('?')[0]?.split('/').find((part) => /\d|-/.test(part) && part.length > 8) ?? '';
  return id === '' ? body : body.replaceAll(id, 'ID');
}

async function edgeOf(context: Context, routes: AddedRoute[]): Promise<Edge> {
  const edge: { app: FastifyInstance; caller: Edge['caller'] } = { app: await createHttp({
    gate: { policyOf: () => Promise.resolve({ ...edge.caller, requestId: null }), refused: (policy, action, target) => context.db.refuse(policy, { action, target }), today: () => TODAY, added: (route) => { routes.push(route); } },
    metrics: context.metrics, logLevel: 'silent', trustProxy: 0,
  }), caller: ANONYMOUS };
  await prepareCatalogue(context);
  await addRoutes(edge.app, context);
  return edge;
}
