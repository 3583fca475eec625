/** A context over a test database and a file folder of its own, and an edge that believes who the test says it is. For tests only. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { ANONYMOUS, type Policy } from '#platform/access';
import type { Database } from '#platform/db';
import { createHttp } from '#platform/http';
import type { Context, Room } from '#platform/room';
import { quietContext } from '#platform/room/testing';

export * from './files.ts';
export * from './record.ts';
export * from './run.ts';

export async function testContext(db: Database): Promise<Context> {
  const folder = await mkdtemp(join(tmpdir(), 'yteso-claim-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return quietContext(db, folder, { id: 'test', kind: 'empty' }, (code) => `Cơ sở ${code}`);
}

export const facilityPolicy = (facility: string): Policy => ({ actor: { id: `account-${facility}`, kind: 'account' }, role: 'facility', facility, purpose: 'test', requestId: null });
export const departmentPolicy: Policy = { actor: { id: 'account-so', kind: 'account' }, role: 'department', facility: null, purpose: 'test', requestId: null };
export const adminPolicy: Policy = { ...departmentPolicy, actor: { id: 'account-admin', kind: 'account' }, role: 'admin' };

/** Calls are made as whoever `x-test-as` names: `facility 62990`, `department`, `admin`; nobody when it is missing. */
export async function testEdge(context: Context, rooms: readonly Room[]): Promise<FastifyInstance> {
  const app = await createHttp({
    gate: {
      async policyOf(request) {
        const [role, facility] = String(request.headers['x-test-as'] ?? '').split(' ');
        if (role === 'facility') return facilityPolicy(facility ?? '');
        return role === 'department' ? departmentPolicy : role === 'admin' ? adminPolicy : ANONYMOUS;
      },
      refused: (policy, action, target) => context.db.refuse(policy, { action, target }),
      today: () => '20261121',
    },
    metrics: context.metrics, logLevel: 'silent', trustProxy: 0,
  });
  for (const room of rooms) await room.routes?.(app, context);
  after(() => app.close());
  return app;
}
