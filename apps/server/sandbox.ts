import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context, Room } from '#platform/room';
import { addWitness, httpWitness, signerFor } from '#platform/audit/server';
import { connectNational, nationalOver } from '#domains/person/server';
import { insurerRoom, passwordHashOf } from '#domains/claim/insurer';
import { connectCheckupHub } from '#domains/checkup/server';
import { connectMinistry } from '#domains/claim/ministry';
import { vnconnect, vneid, type OutsideProvider } from '#platform/openid/server';
import { startSandbox, SWITCHES, type Sandbox } from '#apps/sandbox';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';

let running: Sandbox | undefined;

/** The insurer's adapter; in a demonstration its gateway is the stand-in, started here on a loopback port of its own. The one place that knows. */
export const insurer = insurerRoom(async ({ settings }) => {
  const sandbox = running = await startSandbox({ ledgerFile: join(settings.dataFolder, 'sandbox.ndjson') });
  return {
    baseUrl: sandbox.url, perSecond: 100,
    accountOf: (facility) => {
      const username = `${facility}_BV`;
      const password = sandbox.passwordOf(username);
      return Promise.resolve(password === undefined ? undefined : { username, passwordHash: passwordHashOf(password), staff: sandbox.staffOf(username) });
    },
  };
});

/** The line to the population database and the witness of the audit log, which the same stand-in plays; and its end with the server. */
export const sandboxRoom: Room = {
  name: 'apps/sandbox',
  async demonstrate(context) {
    if (running === undefined) return;
    connectNational(context, nationalOver(`${running.url}/dan-cu/doi-chieu`));
    await connectMinistry(context, { baseUrl: running.url, tokenUrl: `${running.url}/realms/byt/protocol/openid-connect/token`, clientId: 'yteso', clientSecret: running.ministry.clientSecret, perSecond: 100 });
    await connectCheckups(context, running);
    await running.witness.trust((await signerFor(context)).vkey);
    addWitness(context, httpWitness(`${running.url}/nhat-ky/add-checkpoint`, 'sandbox'));
  },
  routes(app, { db }) {
    app.addHook('onClose', async () => { await running?.close(); });
    switchRoutes(app, db);
  },
};

/** VNeID and VNConnect as the stand-in plays them. @param origin our public address */
export function sandboxProviders(origin: string): readonly OutsideProvider[] {
  if (running === undefined) return [];
  const { url, identity: { clientId, clientSecret, register } } = running;
  const providers = [vneid({ base: `${url}/vneid`, clientId, clientSecret }), vnconnect({ base: `${url}/vnconnect`, clientId, clientSecret })];
  for (const { id } of providers) register(`${origin}/api/outside/${id}/back`);
  return providers.map((one) => ({ ...one, insecure: true as const }));
}

/** Every facility of the demonstration has an account at the hub and one key for all, made at this start. */
async function connectCheckups(context: Context, sandbox: Sandbox): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  await connectCheckupHub(context, {
    baseUrl: sandbox.url, receiverId: 'TDLBYT', perSecond: 100,
    senderOf: (facility) => {
      const senderId = `893${(BigInt(`0x${createHash('sha256').update(facility).digest('hex').slice(0, 12)}`) % 10_000_000_000n).toString().padStart(10, '0')}`;
      sandbox.checkup.register(senderId, pem);
      return { senderId, password: sandbox.checkup.passwordOf(senderId) };
    },
    sign: (_facility, bytes) => Promise.resolve(sign('sha256', bytes, privateKey)),
  });
}

/** The receivers that the stand-in plays. */
const PORTALS = ['bhxh', 'byt', 'ksk'] as const;
const switches = z.strictObject({ portal: z.enum(PORTALS), chances: z.record(z.string().max(40), z.number().min(0).max(1)) });

/** GET, POST /api/demo/switches: which failures the stand-ins play, by chance. In a demonstration alone. */
function switchRoutes(app: FastifyInstance, db: Context['db']): void {
  const known = (): Sandbox => { if (running === undefined) throw new Fault(FAULTS.notFound); return running; };
  const view = ({ switches: board }: Sandbox) => ({ portals: PORTALS.map((name) => ({ name, switches: Object.entries(SWITCHES).map(([key, text]) => ({ name: key, text, chance: board.state()[name]?.[key] ?? 0 })) })) });
  route(app, { method: 'GET', url: '/api/demo/switches', action: 'demo.switch', handler: ({ policy }) => db.withAccess(policy, { action: 'demo.switch', target: 'switches' }, () => Promise.resolve(view(known()))) });
  route(app, {
    method: 'POST', url: '/api/demo/switches', action: 'demo.switch', body: switches,
    handler: ({ policy, input: { body } }) => db.withAccess(policy, { action: 'demo.switch', target: `switches/${body.portal}` }, () => {
      known().switches.set(body.portal, body.chances);
      return Promise.resolve(view(known()));
    }),
  });
}
