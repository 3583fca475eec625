import type { Policy } from '#platform/access';
import { systemPolicy } from '#platform/access';
import { SettingsError } from '#platform/config';
import { accountId, accountOfPerson, activeName, connectEnded, cookieName, createAccount, deskOf, linkCitizen, openSession, originOf, placesOf, sessionKey, sessionToken, signedBy } from '#platform/identity';
import { useScopes } from '#platform/fhir-api';
import { openid, personOfAccount, readOutsideFile, scopeRule } from '#platform/openid/server';
import type { OutsideProvider, Seams } from '#platform/openid/server';
import type { Context } from '#platform/room';
import { patientForPrograms, patientWords, personByCitizenNumber } from '#domains/person/server';
import { sandboxProviders } from './sandbox.ts';

/** The provider's seams: our sessions, our accounts, and the Patient of a person, which only a domain knows. */
function seamsOf(context: Context): Seams {
  const { db, settings } = context;
  const outside = settings.outsideFile === undefined ? [] : outsideOf(settings.outsideFile);
  const desk = () => deskOf(context);
  return {
    async whoIs(request) {
      const token = sessionToken(request);
      const signed = await signedBy(desk(), request);
      // Whoever must enrol a second factor first gives nothing to programs.
      if (!signed || token === undefined || signed.enrolling) return undefined;
      const person = signed.role === 'citizen' ? signed.person ?? await personOfAccount(db, signed.id) : undefined;
      return {
        id: signed.id, displayName: signed.displayName, role: signed.role, facility: signed.facility, session: sessionKey(token), strength: signed.strength, authTime: signed.authTime,
        ...(person === undefined ? {} : { person }),
      };
    },
    accountName: (id) => db.bookkeeping('openid', (tx) => activeName(tx, id)),
    worksAs: (id, role, facility) => db.bookkeeping('openid', async (tx) =>
      (await activeName(tx, id)) !== undefined && (await placesOf(tx, id, desk().today())).some((place) => place.role === role && place.facility === facility)),
    patientOf: (policy: Policy, person: string) => db.withAccess(policy, { action: 'record.read', target: `person/${person}` }, (tx) => patientForPrograms(tx, person)),
    patientLabel: (policy, patient) => db.withAccess(policy, { action: 'record.read', target: `Patient/${patient}` }, async (tx) => (await patientWords(tx, patient))?.label),
    outside: (origin) => [...outside, ...(context.installation.kind === 'demonstration' ? sandboxProviders(origin) : [])],
    findPersonByCitizenId: (number) => db.withAccess(systemPolicy('openid', 'sign-in'), { action: 'person.find', target: 'person/citizen-number' }, (tx) => personByCitizenNumber(tx, number)),
    accountOfCitizen: (person, displayName) => db.withAccess(systemPolicy('openid', 'sign-in'), { action: 'account.create', target: `person/${person}` }, async (tx) => {
      // By a second provider, or with an account of his own already, he comes to the same account.
      const user = `cd-${person}`;
      const known = await accountOfPerson(tx, person) ?? await accountId(tx, user);
      if (known !== undefined) return known;
      // His way in is the outside provider; there is no password.
      const made = await createAccount(tx, { user, displayName, role: 'citizen', facility: null }, 0);
      await linkCitizen(tx, user, person);
      return made;
    }),
    async openSession(request, reply, { account, provider, strength }) {
      const token = await db.withAccess({ ...systemPolicy('openid', `sign-in by ${provider}`), requestId: request.id }, { action: 'session.create', target: `account/${account}` }, (tx) =>
        openSession(desk(), tx, { account, strength, method: 'outside', origin: originOf(request) }));
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
connectEnded((context, key) => programs.signedOut(context, key), (context, account) => programs.accountEnded(context, account));
