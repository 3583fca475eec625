import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readSettings } from '#platform/config';
import { openFromSettings } from '#platform/db';
import { randomOf } from '#domains/synthetic/rules';
import { generateProvince } from '#domains/synthetic/server';
import { Client, type Line } from './harness/client.ts';
import { Installation, pause } from './harness/server.ts';

/**
 * Loads many visits over HTTP while server and PostgreSQL are killed (−9) at random moments, and counts: no acknowledged dossier lost, none doubled.
 * Arguments: visits (default 10000), kills (default 10), seed.
 */
const visits = Number(process.argv[2] ?? 10_000);
const kills = Number(process.argv[3] ?? 10);
const random = randomOf(process.argv[4] ?? `kill-${visits}`);
const began = performance.now();
const say = (line: string) => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}\n`);

const source = mkdtempSync(join(tmpdir(), 'yteso-kill-'));
const made = generateProvince({ people: Math.max(300, Math.round(visits / 5)), visits, seed: 'kill', out: source });
const files = readdirSync(join(source, 'claims')).sort().map((name) => ({ name, facility: name.slice(0, 5), bytes: readFileSync(join(source, 'claims', name)) }));
const wanted = new Set(files.flatMap((file) => dossiersIn(file.bytes.toString('utf8'), file.facility)));
say(`${made.visits} visits in ${files.length} files, ${wanted.size} dossiers`);

const installation = await Installation.make();
const facilities = [...new Set(files.map((file) => file.facility))];
for (const facility of facilities) installation.account(`cs${facility}`, facility);
await installation.start();
const clients = new Map<string, Client>();
for (const facility of facilities) clients.set(facility, new Client(installation.address, `cs${facility}`));
for (const client of clients.values()) await client.signIn();
say('server started');

/** Intakes that were acknowledged, and the dossiers that were said to be filed while the killing went on. */
const acknowledged = new Map<string, string>();
const filed = new Map<string, string>();
let killing = true;
let restarting = false;

const killer = (async () => {
  for (let count = 1; count <= kills; count += 1) {
    await pause(random.between(400, 2500));
    const what = random.chance(0.5) ? 'server' : 'PostgreSQL';
    if (what === 'PostgreSQL' && installation.killPostgres()) say(`kill ${count}: PostgreSQL`);
    else {
      restarting = true;
      await installation.killServer();
      say(`kill ${count}: server`);
      await installation.start();
      restarting = false;
    }
  }
  killing = false;
})();

const uploader = (async () => {
  for (const file of files) {
    for (;;) {
      const answer = restarting ? null : await clientOf(file.facility).upload(file.name, new Uint8Array(file.bytes));
      if (answer?.ok) {
        acknowledged.set(answer.value.id, file.facility);
        break;
      }
      await pause(150);
    }
    // Spread over the time of the killing.
    if (killing) await pause(random.between(0, 250));
    await watch();
  }
})();

await Promise.all([killer, uploader]);
say(`${acknowledged.size} files acknowledged; ${filed.size} dossiers were seen filed while it went on; waiting for the rest`);
const lines: Line[] = [];
for (const [id, facility] of acknowledged) {
  for (;;) {
    const answer = await clientOf(facility).intake(id);
    if (answer.ok && (answer.value.status === 'done' || answer.value.status === 'failed')) break;
    await pause(200);
  }
  lines.push(...(await clientOf(facility).lines(id)).map((line) => ({ ...line, maLk: `${facility}/${line.maLk}` })));
}
say('all intakes done');

const settings = readSettings(installation.environment, process.cwd());
const opened = await openFromSettings(settings, 'guest', () => {});
const kept = await opened.db.bookkeeping('proof', (tx) => tx.query(
  `select facility || '/' || ma_lk as key, count(*)::int as revisions from dossier where kind = 'claim' group by 1`, [], z.object({ key: z.string(), revisions: z.number() })));
const [visitsInRecord] = await opened.db.bookkeeping('proof', (tx) => tx.query(`select count(*)::int as count from resource where type = 'Encounter'`, [], z.object({ count: z.number() })));
await opened.close();
await installation.end();
rmSync(source, { recursive: true, force: true });

const keys = new Set(kept.map((row) => row.key));
const lost = [...wanted].filter((key) => !keys.has(key));
const lostSeen = [...filed.keys()].filter((key) => !keys.has(key));
const doubled = kept.filter((row) => row.revisions > 1);
const odd = lines.filter((line) => line.outcome !== 'new' && line.outcome !== 'same');
say(`dossiers wanted ${wanted.size}, kept ${keys.size}, lost ${lost.length}, seen filed and lost ${lostSeen.length}, doubled ${doubled.length}; visits in the record ${visitsInRecord?.count ?? 0}; lines neither new nor same ${odd.length}`);
if (lost.length + lostSeen.length + doubled.length + odd.length > 0 || visitsInRecord?.count !== wanted.size) process.exitCode = 1;

function clientOf(facility: string): Client {
  const client = clients.get(facility);
  if (!client) throw new Error(`no client for ${facility}`);
  return client;
}

/** Notes which dossiers the server says are filed just now. */
async function watch(): Promise<void> {
  const newest = [...acknowledged].at(-2);
  if (!newest || restarting) return;
  const seen = await clientOf(newest[1]).lines(newest[0]).catch(() => []);
  for (const line of seen) if (line.outcome === 'new') filed.set(`${newest[1]}/${line.maLk}`, newest[0]);
}

function dossiersIn(file: string, facility: string): string[] {
  return [...file.matchAll(/<LOAIHOSO>XML1<\/LOAIHOSO>\s*<NOIDUNGFILE>([^<]+)</g)].map((match) => {
    const xml = Buffer.from(match[1] ?? '', 'base64').toString('utf8');
    return `${facility}/${/<MA_LK>([^<]*)</.exec(xml)?.[1] ?? ''}`;
  });
}
