import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { join } from 'node:path';
import type { Context, Room } from '#platform/room';
import { addWitness, httpWitness, signerFor } from '#platform/audit/server';
import { connectNational, nationalOver } from '#domains/person/server';
import { insurerRoom } from '#domains/claim/insurer';
import { connectCheckupHub } from '#domains/checkup/server';
import { connectMinistry } from '#domains/claim/ministry';
import { vnconnect, vneid, type OutsideProvider } from '#platform/openid/server';
import { startSandbox, type Sandbox } from '#apps/sandbox';

let running: Sandbox | undefined;

/** The insurer's adapter; in a demonstration its gateway is the stand-in, started here on a loopback port of its own. The one place that knows. */
export const insurer = insurerRoom(async ({ settings }) => {
  const sandbox = running = await startSandbox({ ledgerFile: join(settings.dataFolder, 'sandbox.ndjson') });
  return {
    baseUrl: sandbox.url, perSecond: 100,
    accountOf: (facility) => {
      const username = `${facility}_BV`;
      const password = sandbox.passwordOf(username);
      return password === undefined ? undefined : { username, password };
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
  routes: (app) => { app.addHook('onClose', async () => { await running?.close(); }); },
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
