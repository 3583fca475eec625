import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { SignJWT, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';

/** Accounts whose sign-in goes wrong, by their number. Listed for people in README.md; a test compares. */
export const ACCOUNTS = {
  '000000000001': 'refuses at the page (access_denied)', '000000000002': 'answers with another state', '000000000003': 'id token signed by a stranger', '000000000004': 'id token with another nonce',
  '000000000005': 'id token of another issuer', '000000000006': 'id token for another client', '000000000007': 'id token that has expired', '000000000008': 'tells no citizen number',
  '000000000009': 'token endpoint answers 500', '000000000010': 'token endpoint answers HTML', '000000000011': 'token endpoint never answers', '000000000012': 'says that the answer is another issuer’s (iss)',
} as const;

/** What differs between the two that are played. */
interface Portal { readonly path: string; readonly authorize: string; readonly token: string; readonly keys: string; readonly issuer: string; readonly auth: 'post' | 'basic'; readonly number: string; readonly name: string; readonly acr: string; readonly needsAcr: boolean }
const VNEID: Portal = { path: '/vneid', authorize: '/auth', token: '/realms/citizen/protocol/openid-connect/token', keys: '/realms/citizen/protocol/openid-connect/certs', issuer: '/realms/citizen', auth: 'post', number: 'citizen_id', name: 'name', acr: '2', needsAcr: false };
const VNCONNECT: Portal = { path: '/vnconnect', authorize: '/oauth2/authorize', token: '/oauth2/token', keys: '/oauth2/jwks', issuer: '/oauth2/token', auth: 'basic', number: 'SoDinhDanh', name: 'HoVaTen', acr: 'LoA1', needsAcr: true };

const request = z.object({ response_type: z.literal('code'), client_id: z.string(), redirect_uri: z.string(), scope: z.string(), state: z.string().min(8), nonce: z.string().min(8), acr_values: z.string().optional(), account: z.string().optional(), code_challenge: z.string().optional(), code_challenge_method: z.literal('S256').optional() });
const form = z.object({ grant_type: z.literal('authorization_code'), code: z.string(), redirect_uri: z.string(), client_id: z.string().optional(), client_secret: z.string().optional(), code_verifier: z.string().optional() });
interface Code { readonly asked: z.output<typeof request>; readonly number: string; readonly until: number }

export interface IdentityPortals {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Lets an address be come back to, to the letter; nothing else is. */
  register(redirectUri: string): void;
}

/** Plays VNeID and VNConnect: strict about the client, its address, its secret; a code is taken once, within a minute. */
export async function identityPortals(app: FastifyInstance, origin: () => string): Promise<IdentityPortals> {
  const clientSecret = randomBytes(24).toString('base64url');
  const clientId = 'yteso';
  const redirects = new Set<string>();
  const own = await generateKeyPair('RS256');
  const stranger = await generateKeyPair('RS256');
  const jwk = { ...await exportJWK(own.publicKey), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  for (const portal of [VNEID, VNCONNECT]) open(portal);
  return { clientId, clientSecret, register: (uri) => { redirects.add(uri); } };

  function open(portal: Portal): void {
    const codes = new Map<string, Code>();
    const issuer = (): string => `${origin()}${portal.path}${portal.issuer}`;
    app.get(`${portal.path}${portal.keys}`, () => ({ keys: [jwk] }));

    app.get(`${portal.path}${portal.authorize}`, (incoming, reply) => {
      const asked = request.safeParse(incoming.query);
      if (!asked.success || asked.data.client_id !== clientId || !redirects.has(asked.data.redirect_uri) || !asked.data.scope.split(' ').includes('openid') || (portal.needsAcr && asked.data.acr_values === undefined)) {
        return reply.code(400).type('text/plain; charset=utf-8').send('Yêu cầu không hợp lệ.');
      }
      const number = asked.data.account;
      if (number === undefined) return page(reply, incoming.url);
      const back = new URL(asked.data.redirect_uri);
      if (number === '000000000001') back.searchParams.set('error', 'access_denied');
      else {
        const code = randomBytes(24).toString('base64url');
        codes.set(code, { asked: asked.data, number, until: Date.now() + 60_000 });
        back.searchParams.set('code', code);
      }
      if (number === '000000000012') back.searchParams.set('iss', 'https://evil.example');
      back.searchParams.set('state', number === '000000000002' ? 'another-state' : asked.data.state);
      return reply.redirect(back.href, 302);
    });

    app.post(`${portal.path}${portal.token}`, async (incoming, reply) => {
      const given = form.safeParse(incoming.body);
      if (!given.success) return reply.code(400).send({ error: 'invalid_request' });
      if (!knows(portal, incoming.headers.authorization, given.data)) return reply.code(401).send({ error: 'invalid_client' });
      const code = codes.get(given.data.code);
      codes.delete(given.data.code);
      const verified = code?.asked.code_challenge === undefined || createHash('sha256').update(given.data.code_verifier ?? '').digest('base64url') === code.asked.code_challenge;
      if (!code || code.until < Date.now() || code.asked.redirect_uri !== given.data.redirect_uri || !verified) return reply.code(400).send({ error: 'invalid_grant' });
      if (code.number === '000000000009') return reply.code(500).send({ error: 'server_error' });
      if (code.number === '000000000010') return reply.code(200).type('text/html').send('<html>Bảo trì</html>');
      if (code.number === '000000000011') return reply.hijack();
      return { access_token: randomBytes(24).toString('base64url'), token_type: 'Bearer', expires_in: 300, id_token: await idToken(portal, code, issuer()) };
    });
  }

  function knows(portal: Portal, header: string | undefined, given: z.output<typeof form>): boolean {
    if (portal.auth === 'basic') {
      const [id = '', secret = ''] = Buffer.from(/^Basic (.+)$/.exec(header ?? '')?.[1] ?? '', 'base64').toString('utf8').split(':');
      // Both halves come form-encoded, RFC 6749 section 2.3.1.
      return decoded(id) === clientId && decoded(secret) === clientSecret;
    }
    return given.client_id === clientId && given.client_secret === clientSecret && header === undefined;
  }

  function idToken(portal: Portal, { asked, number }: Code, issuer: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const expired = number === '000000000007';
    return new SignJWT({
      nonce: number === '000000000004' ? 'another' : asked.nonce, acr: portal.acr, auth_time: now, [portal.name]: `Công dân ${number.slice(-3)}`, ...(number === '000000000008' ? {} : { [portal.number]: number }),
    }).setProtectedHeader({ alg: 'RS256', kid: jwk.kid }).setSubject(createHash('sha256').update(`${portal.path}${number}`).digest('hex').slice(0, 32)).setIssuer(number === '000000000005' ? 'https://evil.example' : issuer)
      .setAudience(number === '000000000006' ? 'another' : clientId).setIssuedAt(expired ? now - 7200 : now).setExpirationTime(expired ? now - 3600 : now + 300)
      .sign(number === '000000000003' ? stranger.privateKey : own.privateKey);
  }
}

/** Where a person would sign in: here it is enough to say who. */
function page(reply: FastifyReply, url: string): FastifyReply {
  const inputs = [...new URL(url, 'http://x').searchParams].map(([name, value]) => `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`).join('');
  const failing = Object.entries(ACCOUNTS).map(([number, what]) => `<li><code>${number}</code> ${safe(what)}</li>`).join('');
  return reply.type('text/html; charset=utf-8').send(`<!doctype html><html lang="vi"><meta charset="utf-8"><title>Cổng giả lập</title><h1>Cổng định danh giả lập</h1><p>Không phải trang thật. Nhập một số định danh bịa.</p><form>${inputs}<label>Số định danh <input name="account" pattern="\\d{12}" required></label> <button>Đăng nhập</button></form><ul>${failing}</ul></html>`);
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

const safe = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
