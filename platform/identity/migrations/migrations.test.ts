import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, test } from 'node:test';
import pg from 'pg';
import { z } from 'zod';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate, openDatabase } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { openDesk } from '../desk.ts';
import { hashSecret } from '../password.ts';
import { adoptRoles } from '../role/grant.ts';
import { whoIs } from '../session/session.ts';
import { signIn } from '../sign-in.ts';
import { useReferenceLaw } from '../testing/index.ts';

useReferenceLaw();
const { url } = await testDatabase();
const schema = 'before';
const all = findMigrations(PRODUCT_FOLDER);
const PASSWORD = 'mật khẩu từ bản trước';

test('accounts and sessions of the previous version go on, and those that it makes on the new schema come in too', async () => {
  await migrate({ url, schema }, all.filter((one) => !(one.room === 'platform/identity' && one.number > 1)));
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema},public` });
  await client.connect();
  const old = 'insert into account (id, user_name, display_name, role, facility, password) values ($1, $1, $1, $2, $3, $4)';
  const hash = await hashSecret(PASSWORD);
  await client.query(old, ['tram', 'facility', '62981', hash]);
  const token = 'a'.repeat(43);
  await client.query("insert into session (token_hash, account, expires_at) values ($1, 'tram', now() + interval '1 hour')", [createHash('sha256').update(token).digest()]);
  await migrate({ url, schema }, all);
  const db = openDatabase({ url, schema, poolSize: 3 });
  after(() => db.close());
  const desk = openDesk({ db, times: { idleMinutes: 30, hours: 1 }, dataFolder: '/nowhere' });
  const signed = await whoIs(desk, token);
  assert.deepEqual([signed?.user, signed?.role, signed?.facility, signed?.strength], ['tram', 'facility', '62981', 1]);
  assert.equal((await signIn(desk, { user: 'tram', password: PASSWORD, requestId: null })).done, true);

  // The previous version, still running.
  await client.query(old, ['so', 'department', null, hash]);
  await client.query("insert into session (token_hash, account, expires_at) values ($1, 'so', now() + interval '1 hour')", [createHash('sha256').update('b').digest()]);
  assert.equal(await whoIs(desk, 'b'), undefined, 'no work is known yet: nothing is open');
  await db.bookkeeping('test', adoptRoles);
  assert.equal((await whoIs(desk, 'b'))?.role, 'department');
  assert.deepEqual(await db.bookkeeping('test', (tx) => tx.query('select role from account where id = $1', ['tram'], z.object({ role: z.string() }))), [{ role: 'facility' }]);
  await client.end();
});
