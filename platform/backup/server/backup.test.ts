import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import pg from 'pg';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate, openDatabase, type Database, type Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { sequenceSome, verifyLog } from '#platform/audit/server';
import { openFileStore } from '#platform/files';
import { openSealKeys, useSealKeys } from '#platform/seal';
import { changesAfter, prepareStore, readResource, search, updateResource, type Resource } from '#platform/store';
import { backup, BackupError, restore, verifyFolder, type Manifest } from './index.ts';
import { claimSchema } from './target.ts';
import { connect } from './catalogue.ts';

const { db, url, owner } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'yteso-backup-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const data = join(folder, 'data');
const passphrase = 'cụm mật khẩu đủ dài';
const out = join(folder, 'backup');
const said: string[] = [];
const tell = (message: string): void => { said.push(message); };
const keep = (to: string, other: Partial<Parameters<typeof backup>[0]> = {}): Promise<Manifest> => backup({ url, schema: 'province', dataFolder: data, out: to, passphrase, tell, ...other });
const bring = (schema: string, other: Partial<Parameters<typeof restore>[0]> = {}): Promise<Manifest> => restore({ url, schema, dataFolder: join(folder, schema), from: out, passphrase, tell, ...other });
const refused = (words: RegExp) => (error: unknown): boolean => error instanceof BackupError && words.test(error.message);
const within = <T>(on: Database, work: (tx: Tx) => Promise<T>): Promise<T> => on.withAccess(systemPolicy('test', 'test'), { action: 'record.write', target: 'bundle/test' }, work);
const write = (resource: Resource & Record<string, unknown>, labels?: readonly string[]) => (tx: Tx) => updateResource(tx, resource, labels === undefined ? {} : { labels });
const open = (schema: string): Database => {
  const opened = openDatabase({ url, schema, poolSize: 2 });
  after(() => opened.close());
  return opened;
};

test('who is refused: no passphrase, a short one, a folder with something in it, a schema that is not ours', async () => {
  await assert.rejects(keep(join(folder, 'none'), { passphrase: undefined }), refused(/cụm mật khẩu/));
  await assert.rejects(keep(join(folder, 'none'), { passphrase: 'ngắn quá' }), refused(/14 ký tự/));
  assert.equal(readdirSync(folder).includes('none'), false, 'nothing was made');
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, 'mine', 'letter.txt'), 'x');
  await assert.rejects(keep(join(folder, 'mine')), refused(/không ghi đè/));
  await assert.rejects(keep(join(folder, 'empty'), { schema: 'nowhere' }), refused(/không có dữ liệu/));
});

before(async () => {
  mkdirSync(data, { mode: 0o700 });
  useSealKeys(openSealKeys(data));
  writeFileSync(join(data, 'audit-signing-key.pem'), 'a key beside', { mode: 0o600 });
  writeFileSync(join(data, 'sandbox.ndjson'), '{}\n');
  const files = await openFileStore(data);
  await files.put(Readable.from([Buffer.from('<GIAMDINHHS/>')]), 1000);
  await prepareStore(db);
  await within(db, async (tx) => {
    await write({ resourceType: 'Patient', id: 'p1', name: [{ text: 'Lò Thị "Mây" \\ \t một' }] })(tx);
    await write({ resourceType: 'Encounter', id: 'e1', status: 'planned', subject: { reference: 'Patient/p1' } })(tx);
  });
  await within(db, write({ resourceType: 'Encounter', id: 'e1', status: 'finished', subject: { reference: 'Patient/p1' } }));
  await within(db, write({ resourceType: 'Condition', id: 'c1', subject: { reference: 'Patient/p1' }, code: { text: 'kín' } }, ['HIV']));
  // Whatever a text may hold comes back as it was.
  const texts = fc.sample(fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed()), { numRuns: 300, seed: 7 });
  await owner.bookkeeping('test', (tx) => tx.run(
    `insert into access_opening (id, account, facility, person, reason, ends_at) select gen_random_uuid(), 'a', 'f', gen_random_uuid(), t, now() from unnest($1::text[]) as t`, [[...texts, '\\.', '\\N', '', 'a\nb\tc\r\n']]));
});

test('a backup holds every table, the record as NDJSON, the files and no key in the clear; only its owner reads it', async () => {
  const manifest = await keep(out);
  assert.equal((await verifyFolder(out, tell)).id, manifest.id);
  assert.deepEqual(manifest.record.map((one) => [one.type, one.rows]).sort(), [['Encounter', 1], ['Patient', 1]], 'what is sealed is not among the NDJSON');
  const lines = zstdDecompressSync(readFileSync(join(out, 'record/Patient.ndjson.zst'))).toString().trimEnd().split('\n');
  assert.deepEqual(lines.map((line) => z.object({ name: z.array(z.object({ text: z.string() })) }).parse(JSON.parse(line)).name[0]?.text), ['Lò Thị "Mây" \\ \t một']);
  const every = readdirSync(out, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name));
  for (const path of every) assert.equal(statSync(path).mode & 0o077, 0, path);
  const secret = z.object({ naming: z.string() }).parse(JSON.parse(readFileSync(join(data, 'keys/seal.json'), 'utf8'))).naming;
  for (const path of every.filter((one) => statSync(one).isFile())) for (const one of [secret, 'a key beside']) assert.equal(readFileSync(path).includes(one), false, path);
  assert.deepEqual(manifest.keys.names, ['audit-signing-key.pem', 'keys/seal.json']);
  assert.equal(manifest.files.count, 1);
  await assert.rejects(keep(out), refused(/không ghi đè/));
});

test('it comes back whole in another schema: rows, versions, what is sealed, sequences, triggers; the feed begins a new epoch and repeats nothing', async () => {
  const place = (await within(db, (tx) => changesAfter(tx, '', 100))).next;
  await bring('again');
  const again = open('again');
  useSealKeys(openSealKeys(join(folder, 'again')));
  assert.deepEqual(await within(again, (tx) => readResource(tx, 'Encounter', 'e1', 1)), await within(db, (tx) => readResource(tx, 'Encounter', 'e1', 1)));
  assert.equal(readFileSync(join(folder, 'again/keys/seal.json'), 'utf8'), readFileSync(join(data, 'keys/seal.json'), 'utf8'));
  const sealed = await within(again, (tx) => readResource(tx, 'Condition', 'c1'));
  assert.deepEqual(sealed?.resource['code'], { text: 'kín' });
  assert.deepEqual((await within(again, (tx) => search(tx, 'Patient', 'name=lo'))).resources.map((one) => one.id), ['p1']);
  await within(again, (tx) => updateResource(tx, { resourceType: 'Patient', id: 'p2' }));
  await prepareStore(again);
  const feed = await within(again, (tx) => changesAfter(tx, place, 100));
  assert.deepEqual(feed.changes.filter((one) => one.id !== 'p2'), [], 'a reader who goes on is told nothing twice');
  await assert.rejects(open('again').bookkeeping('test', (tx) => tx.run('delete from resource_history')), /append-only/);
  assert.equal((await (await openFileStore(join(folder, 'again'))).open(createHash('sha256').update('<GIAMDINHHS/>').digest('hex'))).readable, true);
});

test('both stand in the trail, and the trail of the restored one verifies', async () => {
  const action = async (on: Database): Promise<string[]> => (await on.bookkeeping('test', (tx) => tx.query("select action from audit_event where action like 'backup.%' order by at", [], z.object({ action: z.string() })))).map((one) => one.action);
  assert.deepEqual([await action(owner), await action(open('again'))], [['backup.create'], ['backup.restore']]);
  const again = open('again');
  while ((await sequenceSome(again)).more);
  assert.deepEqual((await verifyLog(again)).faults, []);
});

test('a restore never goes over data or other keys', async () => {
  await assert.rejects(bring('province', { dataFolder: join(folder, 'fresh') }), refused(/đã có dữ liệu/));
  const other = join(folder, 'other-keys');
  mkdirSync(other, { mode: 0o700 });
  openSealKeys(other);
  await assert.rejects(bring('elsewhere', { dataFolder: other }), refused(/đã có khoá/));
  await assert.rejects(bring('elsewhere', { passphrase: 'một cụm mật khẩu khác' }), refused(/Cụm mật khẩu không đúng/));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  assert.equal((await client.query("select 1 from pg_namespace where nspname = 'elsewhere'")).rows.length, 0, 'refused before anything was made');
  await client.end();
});

test('a restore that was cut off begins anew; a backup that was cut off is no backup and goes on in its folder', async () => {
  const client = await connect(url, 'cut');
  await claimSchema(client, 'cut');
  await client.end();
  await migrate({ url, schema: 'cut' }, findMigrations(PRODUCT_FOLDER));
  await bring('cut');
  assert.equal((await within(open('cut'), (tx) => readResource(tx, 'Patient', 'p1')))?.id, 'p1');
  await assert.rejects(bring('cut'), refused(/đã có dữ liệu/));

  const half = join(folder, 'half');
  mkdirSync(join(half, 'tables'), { recursive: true });
  writeFileSync(join(half, 'unfinished'), '');
  writeFileSync(join(half, 'tables', 'resource.copy.zst'), 'half a t');
  await assert.rejects(verifyFolder(half, tell), refused(/không có bản sao lưu trọn vẹn/));
  await assert.rejects(bring('never', { from: half }), refused(/trọn vẹn/));
  said.length = 0;
  await keep(half);
  assert.match(said.join('\n'), /bị ngắt/);
  await verifyFolder(half, tell);
});

test('whatever is altered is named: a part, a received file, the manifest, also with its checksum made anew', async () => {
  const spoiled = async (path: string, change: (bytes: Buffer) => Buffer, words: RegExp): Promise<void> => {
    const whole = readFileSync(join(out, path));
    writeFileSync(join(out, path), change(whole));
    await assert.rejects(verifyFolder(out, tell), refused(words), path);
    writeFileSync(join(out, path), whole);
  };
  const flip = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)));
  await spoiled('tables/resource.copy.zst', flip, /tables\/resource\.copy\.zst/);
  await spoiled('record/Patient.ndjson.zst', (bytes) => bytes.subarray(1), /record\/Patient/);
  const sha256 = createHash('sha256').update('<GIAMDINHHS/>').digest('hex');
  await spoiled(`files/${sha256.slice(0, 2)}/${sha256.slice(2)}`, flip, /Tệp đã nhận/);
  await spoiled('manifest.json', (bytes) => Buffer.from(bytes.toString().replace('"Patient"', '"Pat"')), /manifest\.json/);

  const [manifest, sum] = ['manifest.json', 'manifest.json.sha256'].map((name) => readFileSync(join(out, name), 'utf8'));
  const forged = (manifest ?? '').replace(/"madeAt": "\d{4}/, '"madeAt": "2020');
  writeFileSync(join(out, 'manifest.json'), forged);
  writeFileSync(join(out, 'manifest.json.sha256'), createHash('sha256').update(forged).digest('hex'));
  await assert.rejects(bring('forged'), refused(/bản kê của bản sao lưu đã bị sửa/));
  writeFileSync(join(out, 'manifest.json'), manifest ?? '');
  writeFileSync(join(out, 'manifest.json.sha256'), sum ?? '');
  await verifyFolder(out, tell);
});
