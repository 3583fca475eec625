import { createHash } from 'node:crypto';
import { errors } from 'oidc-provider';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import { z } from 'zod';
import type { Database } from '#platform/db';
import { findClient } from './clients.ts';

/** Whoever copies the table must not be able to show these: their own name is left out of what is kept. */
const SECRET = new Set(['AuthorizationCode', 'RefreshToken', 'AccessToken', 'ClientCredentials']);

export const keyOf = (value: string): Buffer => createHash('sha256').update(value).digest();
const recordRow = z.object({ payload: z.custom<AdapterPayload>((value) => typeof value === 'object' && value !== null), consumed: z.boolean() });

/** What oidc-provider keeps, in one table. `legacySecrets`: programs with a client_secret may come in. */
export function recordAdapter(db: Database, legacySecrets: boolean): (model: string) => Adapter {
  return (model) => (model === 'Client' ? clientAdapter(db, legacySecrets) : new RecordAdapter(db, model));
}

class RecordAdapter implements Adapter {
  readonly #db: Database;
  readonly #model: string;

  constructor(db: Database, model: string) {
    this.#db = db;
    this.#model = model;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<undefined> {
    const { jti, ...rest } = payload;
    const kept = SECRET.has(this.#model) || jti === undefined ? rest : { ...rest, jti };
    const grant = this.#model === 'Grant' ? id : payload.grantId ?? null;
    // A jti is taken once: two assertions at the same moment must not both find the place free.
    const once = this.#model === 'ReplayDetection' ? 'where openid_record.expires_at < now()' : '';
    const written = await this.#db.bookkeeping('openid', (tx) => tx.run(
      `insert into openid_record (model, id, payload, grant_id, uid, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6::float8))
       on conflict (model, id) do update set payload = excluded.payload, grant_id = excluded.grant_id, uid = excluded.uid, expires_at = excluded.expires_at ${once}`,
      [this.#model, keyOf(id), JSON.stringify(kept), grant, payload.uid ?? null, expiresIn ?? null]));
    if (written === 0) throw new errors.InvalidClientAuth('client assertion tokens must only be used once');
    return undefined;
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const found = await this.#read('id = $2', keyOf(id));
    return found && SECRET.has(this.#model) ? { ...found, jti: id } : found;
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.#read('uid = $2', uid);
  }

  // The device flow is not offered.
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  async #read(where: string, value: unknown): Promise<AdapterPayload | undefined> {
    const [row] = await this.#db.bookkeeping('openid', (tx) => tx.query(
      `select payload, consumed_at is not null as consumed from openid_record where model = $1 and ${where} and (expires_at is null or expires_at > now())`, [this.#model, value], recordRow));
    return row && (row.consumed ? { ...row.payload, consumed: true } : row.payload);
  }

  /**
   * Takes a code or refresh token, once. Of two that come together one update finds the row; the other is a second use,
   * and a second use ends all that came of the first.
   */
  async consume(id: string): Promise<undefined> {
    const key = keyOf(id);
    const taken = await this.#db.bookkeeping('openid', (tx) => tx.run('update openid_record set consumed_at = now() where model = $1 and id = $2 and consumed_at is null', [this.#model, key]));
    if (taken === 1) return undefined;
    await this.#db.bookkeeping('openid', (tx) => tx.run(
      'delete from openid_record where grant_id = (select grant_id from openid_record where model = $1 and id = $2)', [this.#model, key]));
    throw new errors.InvalidGrant('already consumed');
  }

  async destroy(id: string): Promise<undefined> {
    await this.#db.bookkeeping('openid', (tx) => tx.run('delete from openid_record where model = $1 and id = $2', [this.#model, keyOf(id)]));
    return undefined;
  }

  async revokeByGrantId(grant: string): Promise<undefined> {
    await this.#db.bookkeeping('openid', (tx) => tx.run('delete from openid_record where grant_id = $1', [grant]));
    return undefined;
  }
}

/** Programs come from the administrators' table and are written there alone. */
function clientAdapter(db: Database, legacySecrets: boolean): Adapter {
  const never = (): Promise<undefined> => Promise.resolve(undefined);
  return { upsert: never, findByUid: never, findByUserCode: never, consume: never, destroy: never, revokeByGrantId: never, find: (id) => findClient(db, id, legacySecrets) };
}

/** One piece of the job that removes what has run out. @returns whether there may be more */
export async function removeExpired(db: Database): Promise<boolean> {
  return db.bookkeeping('openid-expiry', async (tx) => {
    // A consumed code stays until its time is over, so that its second use is known for what it is.
    const gone = await tx.run(`delete from openid_record where (model, id) in (select model, id from openid_record where expires_at < now() - interval '1 minute' limit 5000)`);
    await tx.run('delete from openid_grant where expires_at < now()');
    await tx.run(`delete from openid_launch where expires_at < now() - interval '1 day'`);
    await tx.run('delete from openid_outside_try where expires_at < now()');
    return gone === 5000;
  });
}
