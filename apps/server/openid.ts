import { z } from 'zod';
import type { Policy } from '#platform/access';
import { systemPolicy } from '#platform/access';
import { SettingsError } from '#platform/config';
import { accountNamed, activeName, createAccount, openSession, postgresIdentity, randomPassword } from '#platform/identity';
import { useScopes } from '#platform/fhir-api';
import { openid, personOfAccount, readOutsideFile, scopeRule } from '#platform/openid/server';
import type { OutsideProvider, Seams } from '#platform/openid/server';
import type { Context } from '#platform/room';
import { patientForPrograms, patientWords, personByCitizenNumber } from '#domains/person/server';
import { cookieName, sessionKey } from './cookie.ts';
import { sandboxProviders } from './sandbox.ts';

/** What identity tells besides, as far as it does. */
const more = z.object({ person: z.string(), strength: z.union([z.literal(1), z.literal(2), z.literal(3)]), authTime: z.number() }).partial().catch({});

/** The provider's seams: our sessions, our accounts, and the Patient of a person, which only a domain knows. */
function seamsOf(context: Context): Seams {
  const { db, settings } = context;
  const outside = settings.outsideFile === undefined ? [] : outsideOf(settings.outsideFile);
  const identity = postgresIdentity(db, { idleMinutes: settings.sessionIdleMinutes, hours: settings.sessionHours });
  return {
    async whoIs(request) {
      const token = request.cookies[cookieName(request)];
      const account = token === undefined ? undefined : await identity.whoIs(token);
      if (!account || token === undefined) return undefined;
      const { person = account.role === 'citizen' ? await personOfAccount(db, account.id) : undefined, strength, authTime } = more.parse(account);
      return {
        id: account.id, displayName: account.displayName, role: account.role, facility: account.facility, session: sessionKey(token),
        ...(person === undefined ? {} : { person }), ...(strength === undefined ? {} : { strength }), ...(authTime === undefined ? {} : { authTime }),
      };
    },
    accountName: (id) => db.bookkeeping('openid', (tx) => activeName(tx, id)),
    patientOf: (policy: Policy, person: string) => db.withAccess(policy, { action: 'record.read', target: `person/${person}` }, (tx) => patientForPrograms(tx, person)),
    patientLabel: (policy, patient) => db.withAccess(policy, { action: 'record.read', target: `Patient/${patient}` }, async (tx) => (await patientWords(tx, patient))?.label),
    outside: (origin) => [...outside, ...(context.installation.kind === 'demonstration' ? sandboxProviders(origin) : [])],
    findPersonByCitizenId: (number) => db.withAccess(systemPolicy('openid', 'sign-in'), { action: 'person.find', target: 'person/citizen-number' }, (tx) => personByCitizenNumber(tx, number)),
    accountOfCitizen: (person, displayName) => db.withAccess(systemPolicy('openid', 'sign-in'), { action: 'account.create', target: `person/${person}` }, (tx) =>
      // His way in is the outside provider; the password is nobody's. By a second provider he comes to the same account.
      accountNamed(tx, `cd-${person}`).then((id) => id ?? createAccount(tx, { user: `cd-${person}`, displayName, role: 'citizen', facility: null, password: randomPassword() }))),
    async openSession(request, reply, { account, provider }) {
      const token = await db.withAccess({ ...systemPolicy('openid', `sign-in by ${provider}`), requestId: request.id }, { action: 'session.create', target: `account/${account}` }, (tx) => openSession(tx, account, settings.sessionHours));
      reply.setCookie(cookieName(request), token, { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' });
    },
  };
}

function outsideOf(path: string): OutsideProvider[] {
  try {
    return readOutsideFile(path);
  } catch (error) {
    throw new SettingsError(`Tệp nhà cung cấp định danh ${path} (YTESO_OUTSIDE) không dùng được: ${error instanceof Error ? error.message : 'lỗi lạ'}\nMẫu và ý nghĩa từng mục: platform/openid/README.md`);
  }
}

/** Programs that come in by the OpenID provider. */
export const programs = openid(seamsOf);
useScopes(scopeRule);
