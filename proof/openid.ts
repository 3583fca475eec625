/**
 * One authorization code, several exchanges at the same moment, many times over: each code must be won by exactly one, and what the winner got
 * must be dead afterwards, because a code that came twice is a code that was stolen. Then the same with refresh tokens (at most one) and with
 * client assertions (exactly one). `npm run proof -- openid [CODES] [AT ONCE]` (default 1000, 8).
 */
import { randomUUID } from 'node:crypto';
import { testDatabase } from '#platform/db/testing';
import { PERSON_1, REDIRECT, pkce, serviceKey, startOpenid } from '#platform/openid/testing';

const [codes = '1000', atOnce = '8'] = process.argv.slice(2);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const { db } = await testDatabase();
const world = await startOpenid(db);
const doctor = world.browser('bac-si');
const program = await world.register({});
const key = await serviceKey('ES384');
const service = await world.register({ kind: 'backend', method: 'private_key_jwt', redirectUris: [], scopes: 'system/*.rs', jwks: key.jwks });
const SCOPE = 'launch/patient offline_access patient/Patient.rs';

async function exchange(): Promise<Record<string, string>> {
  const { verifier, challenge } = pkce();
  const asked = await doctor.authorize({ client_id: program.id, response_type: 'code', redirect_uri: REDIRECT, aud: world.fhir, state: 'state-1234', scope: SCOPE, code_challenge: challenge, code_challenge_method: 'S256' });
  const back = await doctor.consent(asked, { scopes: ['patient/Patient.rs'], person: PERSON_1 });
  return { grant_type: 'authorization_code', client_id: program.id, redirect_uri: REDIRECT, code: back.searchParams.get('code') ?? '', code_verifier: verifier };
}

/** Winners of each round, and how many rounds had how many. */
async function rounds(what: string, count: number, body: () => Promise<Record<string, string>>, right: (winners: number) => boolean, afterwards?: (token: string) => Promise<boolean>): Promise<boolean> {
  const tally = new Map<number, number>();
  let alive = 0;
  const began = performance.now();
  for (let round = 0; round < count; round += 1) {
    const form = await body();
    const answers = await Promise.all(Array.from({ length: Number(atOnce) }, () => doctor.form('/oidc/token', form)));
    const winners = answers.filter((answer) => answer.status === 200);
    tally.set(winners.length, (tally.get(winners.length) ?? 0) + 1);
    const [winner] = winners;
    if (winner && afterwards && await afterwards(winner.text)) alive += 1;
  }
  const sound = [...tally.keys()].every(right) && alive === 0;
  say(`${what}: ${count} rounds of ${atOnce} at once; winners → rounds ${JSON.stringify(Object.fromEntries(tally))}; alive afterwards ${alive}; ${((performance.now() - began) / 1000).toFixed(1)} s: ${sound ? 'sound' : 'UNSOUND'}`);
  return sound;
}

const reads = async (text: string): Promise<boolean> => {
  const token = /"access_token":"([^"]+)"/.exec(text)?.[1] ?? '';
  return (await doctor.get('/fhir/Patient/x', { authorization: `Bearer ${token}` })).status === 200;
};
const now = (): number => Math.floor(Date.now() / 1000);
const results = [
  await rounds('codes', Number(codes), exchange, (winners) => winners === 1, reads),
  await rounds('refresh tokens', Math.ceil(Number(codes) / 5), async () => {
    const token = await doctor.token(await exchange());
    return { grant_type: 'refresh_token', client_id: program.id, refresh_token: token.refresh_token ?? '' };
  }, (winners) => winners <= 1),
  await rounds('client assertions', Math.ceil(Number(codes) / 5), async () => ({
    grant_type: 'client_credentials', scope: 'system/*.rs', client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await key.assertion({ iss: service.id, sub: service.id, aud: `${world.origin}/oidc/token`, jti: randomUUID(), iat: now(), exp: now() + 200 }),
  }), (winners) => winners === 1),
];
// By exit(), which ends the database and the server with it.
process.exit(results.includes(false) ? 1 : 0);
