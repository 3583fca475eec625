import type { FastifyInstance } from 'fastify';
import type Provider from 'oidc-provider';
import { FAULTS, Fault } from '#platform/fault';
import { describeError } from '#platform/http';
import type { Context } from '#platform/room';
import { OPENID_FAULTS } from './faults.ts';
import { keysAge, publicKeys, readKeys } from './keys.ts';
import type { Jwk } from './keys.ts';
import { placeOf } from './place.ts';
import type { Place } from './place.ts';
import { makeProvider } from './provider.ts';
import type { Seams } from './seams.ts';

export interface Running {
  readonly provider: Provider;
  readonly place: Place;
  /** What access tokens may be checked with. */
  readonly keys: readonly Jwk[];
}

/** Milliseconds between two looks whether the keys were rotated. */
const LOOK = 10_000;

/**
 * The provider of a server, made when it is first asked for: only then the address is known, and new keys are taken up while it runs.
 * @returns a function that throws openid.no-issuer while there is no public address
 */
export function runtime(app: FastifyInstance, context: Context, seams: Seams): () => Promise<Running> {
  let running: Promise<Running> | undefined;
  let madeOf = 0;
  let lookedAt = 0;
  const { settings } = context;

  async function make(place: Place): Promise<Running> {
    const keys = await readKeys(settings.dataFolder);
    const now = new Date();
    const all = publicKeys(keys, now);
    const current = new Set(keys.keys.map((key) => key.kid));
    const provider = makeProvider({
      db: context.db, place, seams, keys: { cookies: keys.cookies, private: keys.keys, retired: all.filter((key) => !current.has(key.kid)), all },
      legacySecrets: settings.openidSecrets, plain: context.installation.kind === 'demonstration',
      onError: (error) => { context.log.error({ error: describeError(error) }, 'openid provider'); },
    });
    return { provider, place, keys: all };
  }

  return async () => {
    const place = placeOf(app, context);
    if (!place) throw new Fault(OPENID_FAULTS.noIssuer);
    const now = Date.now();
    if (running === undefined || now - lookedAt > LOOK) {
      lookedAt = now;
      const age = keysAge(settings.dataFolder);
      if (running === undefined || age !== madeOf || (await running).place.origin !== place.origin) {
        running = make(place);
        await running.catch((error: unknown) => { running = undefined; throw new Fault(FAULTS.unexpected, {}, { cause: error }); });
        madeOf = keysAge(settings.dataFolder);
      }
    }
    return running;
  };
}
