/** The sending part of the server in a process of its own, to be killed: `node sender.ts DATABASE FILES SANDBOX KEYFILE`. Adapters and lanes are the product's. */
import { createHmac, createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connectCheckupHub } from '#domains/checkup/server';
import { connectInsurer, passwordHashOf } from '#domains/claim/insurer';
import { connectMinistry } from '#domains/claim/ministry';
import { openDatabase, rolesOf } from '#platform/db';
import { exchangeRoom } from '#platform/exchange/server';
import { quietContext } from '#platform/room/testing';
import { PATIENCE, SECRET, senderOf } from './places.ts';

const [url = '', folder = '', sandbox = '', keyFile = ''] = process.argv.slice(2);
const db = openDatabase({ url, schema: 'province', poolSize: 20, roles: rolesOf('province') });
const context = await quietContext(db, folder, { id: 'chaos', kind: 'empty' });
// Passwords follow from the secret as the stand-in's do: who runs a portal tells them to who calls it.
const passwordOf = (what: string): string => createHmac('sha256', Buffer.from(SECRET)).update(what).digest('base64url').slice(0, 20);
const key = createPrivateKey(readFileSync(keyFile));
const pace = { perSecond: 1_000, parallel: 6, patience: PATIENCE };

async function connect(): Promise<void> {
  connectInsurer(context, { baseUrl: sandbox, accountOf: (facility) => Promise.resolve({ username: `${facility}_BV`, passwordHash: passwordHashOf(passwordOf(`${facility}_BV`)) }), ...pace });
  await connectMinistry(context, { baseUrl: sandbox, tokenUrl: `${sandbox}/realms/byt/protocol/openid-connect/token`, clientId: 'yteso', clientSecret: SECRET, ...pace });
  await connectCheckupHub(context, {
    baseUrl: sandbox, receiverId: 'TDLBYT', ...pace, senderOf: (facility) => ({ senderId: senderOf(facility), password: passwordOf(`ksk ${senderOf(facility)}`) }),
    sign: (_facility, bytes) => Promise.resolve(sign('sha256', bytes, key)),
  });
}

// The database may be away at this moment.
for (;;) {
  try {
    await connect();
    break;
  } catch {
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}
for (const job of exchangeRoom.jobs?.(context) ?? []) context.jobs.add(job);
context.jobs.start();
process.stdout.write('sending\n');
