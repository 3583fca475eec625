import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRODUCT_FOLDER } from '#platform/config';
import { findMigrations, migrate, openDatabase, rolesOf } from '#platform/db';
import { startCluster } from '../../platform/db/embedded/cluster.ts';
import { freePort } from '../../scripts/free-port.ts';
import { killPostgresIn, pause } from '../harness/server.ts';
import { judge, type Judged } from './judge.ts';
import { FACILITIES, PATIENCE, SECRET, senderOf } from './places.ts';
import { makeOwed, openCount } from './work.ts';

export interface Options {
  /** Messages at each of the three receivers. */
  readonly each: number;
  /** How often somebody is killed. */
  readonly kills: number;
  /** 0 … 1, decides when and whom. */
  readonly draw: () => number;
  /** A fault in the way of sending, which must be found: messages that may have arrived are sent again. */
  readonly plant?: 'resend-unknown';
  say(line: string): void;
}

/** All failures of the switchboard, some three in ten calls. */
const FAULTS = { slow: 0.05, shuffled: 0.05, html: 0.03, error: 0.03, silent: 0.02, late: 0.02, empty: 0.03, twice: 0.02, 'cut-before': 0.03, 'cut-after': 0.03, 'dead-token': 0.01, 'wrong-clock': 0.02 };

/** Messages to three receivers of the three abilities, every failure at random, and kill −9 of sender, PostgreSQL and receivers; then what the receivers took is compared with what we believe. */
export async function run(options: Options): Promise<Judged & { readonly kills: string; readonly seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-chaos-'));
  const cluster = await startCluster({ dataFolder: folder, as: 'server', tell: () => {} });
  await migrate({ url: cluster.url, schema: 'province' }, findMigrations(PRODUCT_FOLDER));
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyFile = join(folder, 'key.pem');
  const publicFile = join(folder, 'public.pem');
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }));
  const ledger = join(folder, 'ledger.ndjson');
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const start = (file: string, args: readonly string[]): ChildProcess => spawn(process.execPath, [here(file), ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, SANDBOX_SECRET: SECRET } });
  const startReceivers = async (): Promise<ChildProcess> => {
    const child = start('../../apps/sandbox/start.ts', ['--port', String(port), '--ledger', ledger, '--late', String(PATIENCE * 3), ...FACILITIES.flatMap((facility) => ['--checkup', `${senderOf(facility)}=${publicFile}`])]);
    while (!await fetch(`${address}/cong-tac`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(calm ? {} : { bhxh: FAULTS, byt: FAULTS, ksk: FAULTS }) }).then((answer) => answer.ok, () => false)) await pause(50);
    return child;
  };
  let calm = false;
  const db = openDatabase({ url: cluster.url, schema: 'province', poolSize: 4, roles: rolesOf('province') });
  const began = performance.now();
  try {
    await makeOwed(db, folder, options.each);
    let receivers = await startReceivers();
    let sender = start('./sender.ts', [cluster.url, folder, address, keyFile]);
    const counts = { sender: 0, postgres: 0, receivers: 0 };
    // Whatever the machine: this only ends a run that hangs.
    const deadline = Date.now() + 900_000 + options.each * 500;
    for (let kills = 0; ; ) {
      await pause(kills < options.kills ? 2_000 + options.draw() * 4_000 : 2_000);
      const left = await openCount(db).catch(() => ({ open: Number.NaN, asked: Number.NaN }));
      options.say(`${left.open} open, ${left.asked} to be asked; killed ${counts.sender} × sender, ${counts.postgres} × PostgreSQL, ${counts.receivers} × receivers`);
      if (kills < options.kills) {
        kills += 1;
        const who = Math.floor(options.draw() * 3);
        if (who === 0) { await kill(sender); counts.sender += 1; sender = start('./sender.ts', [cluster.url, folder, address, keyFile]); }
        else if (who === 1 && killPostgresIn(folder)) counts.postgres += 1;
        else { await kill(receivers); counts.receivers += 1; receivers = await startReceivers(); }
      } else if (!calm && left.open <= options.each) {
        calm = true;
        await fetch(`${address}/cong-tac`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"bhxh":{},"byt":{},"ksk":{}}' });
      }
      if (options.plant === 'resend-unknown') await db.bookkeeping('proof', (tx) => tx.run(`update exchange_message set state = 'owed', insisted = true, next_at = now() where state = 'unknown' and destination = 'bhxh' and attempts < 3`)).catch(() => {});
      // Once the failures are off only time has to pass.
      if (calm) await db.bookkeeping('proof', async (tx) => { await tx.run(`update exchange_message set next_at = now() where state in ('owed', 'unknown') and next_at > now()`); await tx.run('update exchange_destination set paused_until = null'); }).catch(() => {});
      if (calm && left.open === 0 && left.asked === 0) break;
      if (Date.now() > deadline) { options.say('out of time'); break; }
    }
    await kill(sender);
    await kill(receivers);
    const judged = await judge(db, ledger);
    return { ...judged, kills: `${counts.sender} × sender, ${counts.postgres} × PostgreSQL, ${counts.receivers} × receivers`, seconds: (performance.now() - began) / 1000 };
  } finally {
    await db.close();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => { child.once('exit', done); });
  child.kill('SIGKILL');
  await gone;
}
