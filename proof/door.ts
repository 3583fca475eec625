/**
 * A thousand visits of hospitals go through the door by three shapes of programs (form with query tokens; JSON; multipart with base64 twice), read and filed as always and relayed to the stand-in of
 * the insurer's gateway. Its ledger is compared with what the programs meant, byte for byte by SHA-256; a second program in copy mode must cause no sending.
 * `npm run proof -- door [VISITS]` (default 1000).
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { catalogueRoom, fileSources } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { exchangeRoom, setMode } from '#platform/exchange/server';
import { createHttp } from '#platform/http';
import { testContext } from '#platform/room/testing';
import { dayInVietnam } from '#platform/time/rules';
import { doorRoom } from '#domains/claim/door';
import { makeAccount, openClient, type Client } from '#domains/claim/door/testing';
import { connectInsurer, passwordHashOf } from '#domains/claim/insurer';
import { writeFile } from '#domains/claim/rules';
import { claimRoom } from '#domains/claim/server';
import { makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';
import { startSandbox } from '#apps/sandbox';

const visits = Number(process.argv[2] ?? 1000);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
await catalogueRoom.prepare?.(context, () => {});
const sandbox = await startSandbox();
connectInsurer(context, { baseUrl: sandbox.url, perSecond: 1000, patience: 30, accountOf: (facility) => { const password = sandbox.passwordOf(`${facility}_BV`); return Promise.resolve(password === undefined ? undefined : { username: `${facility}_BV`, passwordHash: passwordHashOf(password) }); } });
const app = await createHttp({
  gate: { policyOf: () => { throw new Error('the gate of cookies is not asked'); }, refused: (policy, action, target) => db.refuse(policy, { action, target }), today: () => dayInVietnam(Date.now()) },
  metrics: context.metrics, logLevel: 'silent', trustProxy: 0,
});
await doorRoom.routes?.(app, context);
const base = await app.listen({ port: 0, host: '127.0.0.1' });
for (const room of [claimRoom, exchangeRoom]) for (const job of room.jobs?.(context) ?? []) context.jobs.add(job);
context.jobs.start();

const lists = memoryCatalogues(fileSources());
const made = [...makeProvince(referenceWorld(lists, '20261113'), lists, { people: Math.max(200, visits), visits, seed: 'cong', from: '20260803', to: '20261113' }).visits()].map(({ dossier, draft }) => ({
  facility: dossier.facility, maLk: draft.id, bytes: Buffer.from(writeFile({ kind: 'claim', facility: dossier.facility, createdOn: dossier.createdOn, dossiers: [dossier] })),
}));
const byFacility = [...Map.groupBy(made, (one) => one.facility)].sort((a, b) => b[1].length - a[1].length);
const copying = byFacility.at(-1)?.[0] ?? '';
const now = dayInVietnam(Date.now());
const day = `${now.slice(0, 4)}-${now.slice(4, 6)}-${now.slice(6)}`;
const programs = new Map<string, Client[]>();
for (const [facility] of byFacility) {
  if (facility !== copying) await db.bookkeeping('proof', (tx) => setMode(tx, { facility, destination: 'bhxh', mode: 'relay', day, reason: 'proof', by: 'proof' }));
  const login = await makeAccount(db, facility);
  const clients: Client[] = [];
  for (const shape of ['form', 'json', 'multipart'] as const) clients.push(await openClient(base, shape, login));
  programs.set(facility, clients);
}
say(`${made.length} visits of ${byFacility.length} facilities; ${copying} (${byFacility.at(-1)?.[1].length ?? 0} visits) sends by itself`);

const began = performance.now();
const cpu = process.cpuUsage();
const plus = { form: 0, twice: 0 };
const queue = made.entries();
await Promise.all(Array.from({ length: 6 }, async () => {
  for (const [at, { facility, maLk, bytes }] of queue) {
    const client = programs.get(facility)?.[at % 3];
    assert.ok(client);
    const sent = await client.send(bytes, 'dossier');
    assert.equal(sent.maKetQua, '200', `${maLk}: ${sent.thongDiep}`);
    if (/dấu \+/u.test(sent.thongDiep)) plus.form += 1;
    if (/hai lần/u.test(sent.thongDiep)) plus.twice += 1;
    // Every tenth program is not sure and sends again.
    if (at % 10 === 0) assert.equal((await client.send(bytes, 'dossier')).maGiaoDich, sent.maGiaoDich);
  }
}));
const through = performance.now() - began;
say(`through the door in ${(through / 1000).toFixed(1)} s (${(through / made.length).toFixed(1)} ms a visit, six at once); plus signs mended ${plus.form}, encoded twice ${plus.twice}`);

const states = z.object({ state: z.string(), count: z.number() });
let tally: Record<string, number> = {};
for (let tries = 0; tries < 6000; tries += 1) {
  tally = Object.fromEntries((await db.bookkeeping('proof', (tx) => tx.query('select state, count(*)::int as count from exchange_message group by state', [], states))).map((one) => [one.state, one.count]));
  const [open] = await db.bookkeeping('proof', (tx) => tx.query("select count(*)::int as n from intake where status in ('waiting', 'running')", [], z.object({ n: z.number() })));
  if (open?.n === 0 && (tally['owed'] ?? 0) + (tally['sending'] ?? 0) === 0) break;
  await pause(100);
}
const used = process.cpuUsage(cpu);
say(`read, filed and relayed after ${((performance.now() - began) / 1000).toFixed(1)} s, ${((used.user + used.system) / 1000 / made.length).toFixed(0)} ms of CPU a visit (programs and stand-in in the same process); messages ${JSON.stringify(tally)}`);

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
// Visits of people without insurance owe the insurer nothing.
const owed = await db.bookkeeping('proof', (tx) => tx.query("select facility || '/' || ma_lk as key from exchange_message where state <> 'watched'", [], z.object({ key: z.string() })));
const meant = new Map(made.map((one) => [`${one.facility}/${one.maLk}`, sha(one.bytes)]));
const got = new Map<string, string[]>();
for (const entry of sandbox.ledger.entries) for (const maLk of entry.maLk) got.set(`${entry.facility}/${maLk}`, [...got.get(`${entry.facility}/${maLk}`) ?? [], entry.sha256]);
const wrong = owed.filter(({ key }) => JSON.stringify(got.get(key)) !== JSON.stringify([meant.get(key)]));
const fromCopy = sandbox.ledger.entries.filter((entry) => entry.facility === copying).length;
const intakes = await db.bookkeeping('proof', (tx) => tx.query('select count(*)::int as n from intake', [], z.object({ n: z.number() })));
const sound = wrong.length === 0 && got.size === owed.length && fromCopy === 0 && intakes[0]?.n === made.length;
say(`the ledger has ${sandbox.ledger.entries.length} files for ${owed.length} messages that were ours to send; other bytes or other times than meant: ${wrong.length}; of ${copying}: ${fromCopy}; intakes ${intakes[0]?.n}: ${sound ? 'sound' : 'UNSOUND'}`);
// By exit(), which ends database and servers with it.
process.exit(sound ? 0 : 1);
