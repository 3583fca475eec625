import { ANONYMOUS } from '#platform/access';
import type { Database } from '#platform/db';
import type { Gate } from '#platform/http';
import { policyOf, sessionToken } from '#platform/identity';
import type { Identity } from '#platform/identity';
import { dayInVietnam } from '#platform/time/rules';
import { programs } from './openid.ts';

/** Who calls is read from a program's token, or from the session cookie; only where data are, so that health and pages work while the database is away. */
export function sessionGate(db: Database, identity: Identity): Gate {
  return {
    async policyOf(request) {
      // A token counts alone: a cookie beside it is not looked at.
      const program = await programs.bearerPolicy(db, request);
      if (program) return program;
      const token = sessionToken(request);
      const signed = token !== undefined && (request.url.startsWith('/api/') || request.url.startsWith('/fhir/')) ? await identity.whoIs(token, request.ip) : undefined;
      return signed ? policyOf(signed, request.id, request.ip) : { ...ANONYMOUS, requestId: request.id, from: request.ip };
    },
    refused: (policy, action, target) => db.refuse(policy, { action, target }),
    // Grants begin and end at the midnight of Vietnam.
    today: () => dayInVietnam(Date.now()),
  };
}
