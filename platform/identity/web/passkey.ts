import * as z from 'zod/mini';
import { call } from '#platform/ui';

const request = z.object({ ticket: z.string(), options: z.object({ challenge: z.string(), rpId: z.string(), allowCredentials: z.optional(z.array(z.object({ id: z.string() }))) }) });
const creation = z.object({
  ticket: z.string(),
  options: z.object({
    challenge: z.string(), rp: z.object({ id: z.string(), name: z.string() }), user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ alg: z.number() })), excludeCredentials: z.optional(z.array(z.object({ id: z.string() }))),
  }),
});

/** Browsers know passkeys on named hosts with a safe line only: `localhost` counts, `127.0.0.1` does not. */
export function passkeysPossible(): boolean {
  return window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(window.location.hostname);
}

const keys = (given: readonly { id: string }[] | undefined) => (given ?? []).map(({ id }) => ({ id, type: 'public-key' as const }));

/** Asks the device for an answer to the server's challenge. @param path where the challenge comes from @returns what the server wants to see; throws when the person calls it off */
export async function askPasskey(path: string, json: object = {}): Promise<{ ticket: string; answer: unknown }> {
  const { ticket, options } = await call(path, request, { method: 'POST', json });
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const allowCredentials = keys(options.allowCredentials);
  const answer = await startAuthentication({ optionsJSON: { challenge: options.challenge, rpId: options.rpId, userVerification: 'required', ...(allowCredentials.length > 0 ? { allowCredentials } : {}) } });
  return { ticket, answer };
}

/** Makes a passkey on this device. */
export async function makePasskey(): Promise<{ ticket: string; answer: unknown }> {
  const { ticket, options } = await call('/account/passkeys/options', creation, { method: 'POST', json: {} });
  const { startRegistration } = await import('@simplewebauthn/browser');
  const answer = await startRegistration({
    optionsJSON: {
      challenge: options.challenge, rp: options.rp, user: options.user, pubKeyCredParams: options.pubKeyCredParams.map(({ alg }) => ({ alg, type: 'public-key' })), attestation: 'none',
      excludeCredentials: keys(options.excludeCredentials), authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    },
  });
  return { ticket, answer };
}
