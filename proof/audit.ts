/**
 * What may be done to the trail directly in PostgreSQL, with triggers off: altered, deleted, swapped, back-dated, put in the middle, leaves and nodes
 * changed to fit. Each is named by `npx yteso audit verify`, which runs as people run it, and taken back.
 * `npm run proof -- audit [EVENTS]` (default 20000).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { systemPolicy } from '#platform/access';
import { folderWitness, handOver, makeCheckpoint, signerFor } from '#platform/audit/server';
import { numberAll, tampers } from '#platform/audit/testing';
import { readSettings } from '#platform/config';
import { installation, openFromSettings } from '#platform/db';

const events = Number(process.argv[2] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'yteso-audit-'));
const environment = { ...process.env, YTESO_DATA: join(folder, 'data') };
const witness = join(folder, 'second-party');
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const settings = readSettings(environment, folder);
const { db, close } = await openFromSettings(settings, 'server', () => {});
const root = new pg.Client({ connectionString: db.options.url, options: `-c search_path=${settings.schema},public -c session_replication_role=replica` });
await root.connect();

function verify(...more: readonly string[]): { status: number | null; words: string } {
  const done = spawnSync(process.execPath, [fileURLToPath(new URL('../bin/yteso.mjs', import.meta.url)), 'audit', 'verify', ...more], { env: environment, encoding: 'utf8' });
  return { status: done.status, words: done.stdout };
}

let failures = 0;
function expect(what: string, isRight: boolean, words: string): void {
  if (!isRight) failures += 1;
  say(`${isRight ? 'OK  ' : 'FAIL'} ${what}\n     ${words.trim().replaceAll('\n', '\n     ')}`);
}

try {
  for (let part = 0; part < 2; part += 1) {
    for (let at = 0; at < events / 2; at += 500) {
      await Promise.all(Array.from({ length: 500 }, (_, i) => db.withAccess(systemPolicy('proof', 'care'), { action: 'dossier.read', target: `dossier/${part}-${at + i}` }, async () => {})));
    }
    await numberAll(db);
    const made = await makeCheckpoint(db, await signerFor({ settings, db, installation: await installation(db, 'empty') }), Date.now());
    if (made !== undefined) await handOver(db, [folderWitness(witness)], made);
  }
  const clean = verify('--checkpoints', witness);
  expect('untouched', clean.status === 0 && /NGUYÊN VẸN/.test(clean.words), clean.words);
  for (const tamper of tampers()) {
    const undo = await tamper.sql(root);
    const found = tamper.onlyWithWitness ? verify('--checkpoints', witness) : verify();
    const first = found.words.split('\n').find((line) => line.startsWith('  ')) ?? '';
    expect(tamper.name, found.status === 1 && tamper.words.test(first), first);
    if (tamper.onlyWithWitness) {
      const alone = verify();
      expect('… and the database alone cannot tell', alone.status === 0, alone.words.split('\n')[0] ?? '');
    }
    await undo();
  }
  const after = verify('--checkpoints', witness);
  expect('all taken back', after.status === 0, after.words.split('\n')[0] ?? '');
} finally {
  await root.end();
  await close();
  rmSync(folder, { recursive: true, force: true });
}
say(failures === 0 ? 'Each was named.' : `${failures} were not as expected.`);
process.exitCode = failures === 0 ? 0 : 1;
