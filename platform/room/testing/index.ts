import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import type { Policy } from '#platform/access';
import { installation } from '#platform/db';
import type { Database, Installation } from '#platform/db';
import { createHttp } from '#platform/http';
import type { Context, Room } from '#platform/room';
import { quietContext } from './context.ts';

export { quietContext };

/** What the server hands to rooms, with a data folder of its own that goes after the file's last test. */
export async function testContext(db: Database, kind: Installation['kind'] = 'empty'): Promise<Context> {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-room-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return quietContext(db, folder, await installation(db, kind), (code) => `Cơ sở ${code}`);
}

export const ADMIN: Policy = { actor: { id: 'admin', kind: 'account' }, role: 'admin', facility: null, purpose: 'test', requestId: null };
export const DEPARTMENT: Policy = { actor: { id: 'so', kind: 'account' }, role: 'department', facility: null, purpose: 'test', requestId: null };
export const clerkOf = (facility: string): Policy => ({ actor: { id: `clerk-${facility}`, kind: 'account' }, role: 'facility', facility, purpose: 'test', requestId: null });

export interface TestAnswer {
  readonly status: number;
  readonly json: unknown;
  /** `error.code` of an answer that is an error, else ''. */
  readonly fault: string;
}

export interface TestEdge {
  readonly app: FastifyInstance;
  /** Calls a route as somebody; a body that is bytes travels as an upload. */
  call(as: Policy, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object | Buffer): Promise<TestAnswer>;
}

const errorShape = z.object({ error: z.object({ code: z.string() }) });

/** The routes of some rooms behind the real edge; who calls is said by the test instead of by a cookie. */
export async function testEdge(context: Context, rooms: readonly Room[]): Promise<TestEdge> {
  let caller = ANONYMOUS;
  const app = await createHttp({
    gate: { policyOf: () => Promise.resolve(caller), refused: (policy, action, target) => context.db.refuse(policy, { action, target }), today: () => '20261121' },
    metrics: context.metrics, logLevel: 'silent', trustProxy: 0,
  });
  for (const room of rooms) await room.routes?.(app, context);
  after(() => app.close());
  return {
    app,
    async call(as, method, url, body) {
      caller = as;
      const type = Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {};
      const answer = await app.inject({ method, url, headers: { 'x-yteso': '1', ...type }, ...(body === undefined ? {} : { payload: body }) });
      const json: unknown = answer.body === '' ? null : answer.json();
      const fault = errorShape.safeParse(json);
      return { status: answer.statusCode, json, fault: fault.success ? fault.data.error.code : '' };
    },
  };
}
