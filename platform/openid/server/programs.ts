import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import { isOtherScope, parseScope, writeScope } from '#platform/openid/rules';
import type { Context } from '#platform/room';
import { CLIENT_KINDS, METHODS, jwksShape, readClient, readClients, writeClient } from './clients.ts';
import type { ClientRow } from './clients.ts';
import { OPENID_FAULTS } from './faults.ts';
import { endGrants } from './grant.ts';

const address = z.string().max(500);
const registration = z.strictObject({
  name: z.string().trim().min(2).max(100), owner: z.string().trim().min(2).max(200), kind: z.enum(CLIENT_KINDS), method: z.enum(METHODS),
  redirectUris: z.array(address).max(10).default([]), logoutUris: z.array(address).max(10).default([]), launchUri: address.nullable().default(null),
  jwks: jwksShape.nullable().default(null), jwksUri: address.nullable().default(null), scopes: z.string().max(2000), facility: z.string().regex(/^[0-9A-Za-z]{5}$/).nullable().default(null),
});
type Registration = z.output<typeof registration>;
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];
const params = z.object({ id: z.string().max(100) });

/** GET, POST /api/programs; POST /api/programs/:id/close. An administrator's. */
export function programRoutes(app: FastifyInstance, context: Context): void {
  const { db, settings } = context;
  route(app, {
    method: 'GET', url: '/api/programs', action: 'program.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'program.read', target: 'programs' }, async (tx) => ({
      items: (await readClients(tx)).map((client) => viewOf(client, context)), more: false, secrets: settings.openidSecrets,
    })),
  });
  route(app, {
    method: 'POST', url: '/api/programs', action: 'program.create', body: registration,
    handler({ policy, input: { body } }) {
      const what = faultOf(body, { secrets: settings.openidSecrets, plain: context.installation.kind === 'demonstration' });
      if (what !== undefined) throw new Fault(OPENID_FAULTS.badProgram, { what });
      const id = randomUUID();
      const secret = body.method === 'client_secret_basic' ? randomBytes(32).toString('base64url') : undefined;
      return db.withAccess(policy, { action: 'program.create', target: `program/${id}` }, async (tx) => {
        await writeClient(tx, {
          id, name: body.name, owner: body.owner, kind: body.kind, method: body.method, redirect_uris: body.redirectUris, logout_uris: body.logoutUris, launch_uri: body.launchUri,
          jwks: body.jwks, jwks_uri: body.jwksUri, secret_hash: secret === undefined ? null : createHash('sha256').update(secret).digest('base64url'),
          scopes: wordsOf(body.scopes).flatMap((word) => parseScope(word) ?? []).map(writeScope).join(' '), facility: body.facility, openedBy: policy.actor.id,
        });
        return { id, secret: secret ?? null };
      });
    },
  });
  route(app, {
    method: 'POST', url: '/api/programs/:id/close', action: 'program.close', params,
    handler: ({ policy, input: { params: { id } } }) => db.withAccess(policy, { action: 'program.close', target: `program/${id}` }, async (tx) => {
      const client = await readClient(tx, id);
      if (!client) throw new Fault(FAULTS.notFound);
      if (client.closed_at !== null) throw new Fault(OPENID_FAULTS.closed);
      await tx.run('update openid_client set closed_at = now(), closed_by = $2 where id = $1', [id, policy.actor.id]);
      return { ended: await endGrants(tx, { client: id }) };
    }),
  });
}

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function viewOf(client: ClientRow, context: Context) {
  return {
    id: client.id, name: client.name, owner: client.owner, kind: client.kind, method: client.method, redirectUris: client.redirect_uris, logoutUris: client.logout_uris, launchUri: client.launch_uri,
    jwksUri: client.jwks_uri, keys: client.jwks?.keys.map((key) => key.kid) ?? [], scopes: client.scopes.split(' ').filter((word) => word !== ''),
    facility: client.facility === null ? null : { code: client.facility, name: context.facilityName(client.facility) },
    openedAt: client.opened_at.toISOString(), closedAt: client.closed_at?.toISOString() ?? null,
  };
}

/** What does not fit, in Vietnamese; undefined: all does. */
function faultOf(body: Registration, mode: { readonly secrets: boolean; readonly plain: boolean }): string | undefined {
  const backend = body.kind === 'backend';
  const words = wordsOf(body.scopes).filter((word) => !isOtherScope(word));
  const scopes = words.map(parseScope);
  if (scopes.includes(undefined)) return `phạm vi “${words[scopes.indexOf(undefined)] ?? ''}” không đọc được`;
  if (scopes.some((scope) => scope !== undefined && (scope.context === 'system') !== backend)) return backend ? 'chương trình nền chỉ có phạm vi system/…' : 'phạm vi system/… chỉ dành cho chương trình nền';
  if (backend && scopes.length === 0) return 'chương trình nền cần ít nhất một phạm vi';
  if ((body.kind === 'public') !== (body.method === 'none')) return 'chương trình công khai không có khoá, các loại khác phải có';
  if (backend && body.method !== 'private_key_jwt') return 'chương trình nền phải dùng khoá riêng (private_key_jwt)';
  if (body.method === 'client_secret_basic' && !mode.secrets) return 'máy chủ này không nhận mật khẩu chung (YTESO_OPENID_SECRETS)';
  if (body.method === 'private_key_jwt' && (body.jwks === null) === (body.jwksUri === null)) return 'cần đúng một trong hai: khoá công khai hoặc địa chỉ khoá';
  if (body.method !== 'private_key_jwt' && (body.jwks !== null || body.jwksUri !== null)) return 'loại này không dùng khoá công khai';
  if (body.jwks?.keys.some((key) => PRIVATE.some((part) => part in key)) === true) return 'khoá có phần riêng; chỉ gửi phần công khai';
  if (!backend && body.redirectUris.length === 0) return 'cần ít nhất một địa chỉ quay về';
  if (backend && (body.redirectUris.length > 0 || body.launchUri !== null)) return 'chương trình nền không có địa chỉ quay về hay địa chỉ mở';
  const wrong = [...body.redirectUris, ...body.logoutUris, ...(body.launchUri === null ? [] : [body.launchUri])].find((uri) => !isProgramAddress(uri));
  if (wrong !== undefined) return `địa chỉ “${wrong}” phải là https (hoặc http://127.0.0.1, http://localhost), không có dấu # và không có ký tự *`;
  if (body.jwksUri !== null && !(URL.canParse(body.jwksUri) && (body.jwksUri.startsWith('https://') || mode.plain))) return 'địa chỉ khoá phải là https';
  return undefined;
}

function isProgramAddress(uri: string): boolean {
  if (!URL.canParse(uri) || /[#*\s\\]/.test(uri)) return false;
  const { protocol, hostname, username, password } = new URL(uri);
  return username === '' && password === '' && (protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')));
}
