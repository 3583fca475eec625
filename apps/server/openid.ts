import { z } from 'zod';
import type { Policy } from '#platform/access';
import { activeName, postgresIdentity } from '#platform/identity';
import { openid } from '#platform/openid/server';
import type { Seams } from '#platform/openid/server';
import type { Context } from '#platform/room';
import { patientForPrograms, patientWords } from '#domains/person/server';
import { cookieName, sessionKey } from './cookie.ts';

/** What identity tells besides, as far as it does. */
const more = z.object({ person: z.string(), strength: z.union([z.literal(1), z.literal(2), z.literal(3)]), authTime: z.number() }).partial().catch({});

/** The provider's seams: our sessions, our accounts, and the Patient of a person, which only a domain knows. */
function seamsOf(context: Context): Seams {
  const { db, settings } = context;
  const identity = postgresIdentity(db, { idleMinutes: settings.sessionIdleMinutes, hours: settings.sessionHours });
  return {
    async whoIs(request) {
      const token = request.cookies[cookieName(request)];
      const account = token === undefined ? undefined : await identity.whoIs(token);
      if (!account || token === undefined) return undefined;
      const { person, strength, authTime } = more.parse(account);
      return {
        id: account.id, displayName: account.displayName, role: account.role, facility: account.facility, session: sessionKey(token),
        ...(person === undefined ? {} : { person }), ...(strength === undefined ? {} : { strength }), ...(authTime === undefined ? {} : { authTime }),
      };
    },
    accountName: (id) => db.bookkeeping('openid', (tx) => activeName(tx, id)),
    patientOf: (policy: Policy, person: string) => db.withAccess(policy, { action: 'person.read', target: `person/${person}` }, (tx) => patientForPrograms(tx, person)),
    async patientLabel(policy, patient) {
      const found = await db.bookkeeping('openid', (tx) => patientWords(tx, patient));
      return found && await db.withAccess(policy, { action: 'person.read', target: `person/${found.person}` }, () => Promise.resolve(found.label));
    },
  };
}

/** Programs that come in by the OpenID provider. */
export const programs = openid(seamsOf);
