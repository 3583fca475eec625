import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { IDENTITY_FAULTS } from '../faults.ts';

/** The web as the browser sees it. */
export interface Site {
  /** Host without port: passkeys belong to it. */
  readonly host: string;
  /** `https://host:port` */
  readonly origin: string;
}

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const b64 = z.string().regex(/^[\w-]+$/).max(20_000);
const attachment = z.enum(['platform', 'cross-platform']).nullish().transform((value) => value ?? undefined);
const base = { id: b64, rawId: b64, type: z.literal('public-key'), clientExtensionResults: z.looseObject({}).transform(() => ({})), authenticatorAttachment: attachment };
const clean = <T extends { authenticatorAttachment: 'platform' | 'cross-platform' | undefined }>({ authenticatorAttachment, ...rest }: T) =>
  (authenticatorAttachment === undefined ? rest : { ...rest, authenticatorAttachment });

/** What the browser answers, parsed at the border. */
export const registrationAnswer = z.object({
  ...base, response: z.object({ clientDataJSON: b64, attestationObject: b64, transports: z.array(z.string()).max(10).optional().transform((given) => TRANSPORTS.filter((one) => given?.includes(one))) }),
}).transform(clean);
export const assertionAnswer = z.object({ ...base, response: z.object({ clientDataJSON: b64, authenticatorData: b64, signature: b64 }) }).transform(clean);
export type Assertion = z.output<typeof assertionAnswer>;

const passkeyRow = z.object({ id: z.string(), account: z.string(), public_key: z.instanceof(Buffer), counter: z.string(), transports: z.array(z.string()) });
/** EdDSA, ES256, RS256: what every authenticator has. */
const ALGORITHMS = [-8, -7, -257];

const find = 'select id, account, public_key, counter::text, transports from account_passkey';

/** Options for making a passkey. */
export async function registrationOptions(tx: Tx, site: Site, account: { id: string; user: string; displayName: string }) {
  const rows = await tx.query(`${find} where account = $1`, [account.id], passkeyRow);
  return generateRegistrationOptions({
    rpName: 'yteso', rpID: site.host, userName: account.user, userDisplayName: account.displayName, userID: new TextEncoder().encode(account.id), attestationType: 'none', supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: rows.map((row) => ({ id: row.id })), authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

/** @throws Fault identity.passkey-refused: other challenge, other origin, user not verified, known already */
export async function addPasskey(tx: Tx, site: Site, account: string, challenge: string, answer: z.output<typeof registrationAnswer>, name: string): Promise<void> {
  const result = await verifyRegistrationResponse({ response: answer, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.host, requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS }).catch((cause: unknown) => {
    throw new Fault(IDENTITY_FAULTS.passkeyRefused, {}, { cause });
  });
  if (!result.verified || !result.registrationInfo) throw new Fault(IDENTITY_FAULTS.passkeyRefused);
  const { credential } = result.registrationInfo;
  const made = await tx.run(
    'insert into account_passkey (id, account, public_key, counter, transports, host, name) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing',
    [credential.id, account, Buffer.from(credential.publicKey), credential.counter, answer.response.transports, site.host, name]);
  if (made === 0) throw new Fault(IDENTITY_FAULTS.passkeyRefused);
}

/** Options for using one. @param account undefined: the device says whose (sign-in without a name) */
export async function assertionOptions(tx: Tx, site: Site, account: string | undefined) {
  const rows = account === undefined ? [] : await tx.query(`${find} where account = $1 and host = $2`, [account, site.host], passkeyRow);
  return generateAuthenticationOptions({ rpID: site.host, userVerification: 'required', allowCredentials: rows.map((row) => ({ id: row.id })) });
}

/**
 * Whose passkey answered. The counter moves by one atomic update: one that stands still or runs back (a copied key) is refused,
 * unless the authenticator never counts.
 * @returns the account, undefined when the answer is refused
 */
export async function usePasskey(tx: Tx, site: Site, challenge: string, answer: Assertion): Promise<string | undefined> {
  const [row] = await tx.query(`${find} where id = $1 and host = $2`, [answer.id, site.host], passkeyRow);
  if (!row) return undefined;
  const result = await verifyAuthenticationResponse({
    response: answer, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.host, requireUserVerification: true,
    credential: { id: row.id, publicKey: new Uint8Array(row.public_key), counter: Number(row.counter) },
  }).catch(() => undefined);
  if (!result?.verified) return undefined;
  const moved = await tx.run('update account_passkey set counter = $2, used_at = now() where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))', [row.id, result.authenticationInfo.newCounter]);
  return moved === 1 ? row.account : undefined;
}
