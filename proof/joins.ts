/**
 * Loads a synthetic province, joins persons at random and takes every join back in another order: the store must be the same byte for byte
 * but for the journal of joins. `npm run proof -- joins [VISITS] [JOINS] [SEED]` (default 4000, 1000).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { readSettings } from '#platform/config';
import { openFromSettings, type Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import '#domains/claim/server';
import { checkSome, joinPatients, undoJoin } from '#domains/person/server';
import { randomOf } from '#domains/synthetic/rules';
import { generateProvince } from '#domains/synthetic/server';

const [visits = '4000', wanted = '1000', seed = 'joins'] = process.argv.slice(2);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const folder = mkdtempSync(join(tmpdir(), 'yteso-joins-'));
generateProvince({ people: Math.max(300, Math.round(Number(visits) / 4)), visits: Number(visits), seed, out: join(folder, 'province') });
const files = readdirSync(join(folder, 'province', 'claims')).sort().map((name) => join(folder, 'province', 'claims', name));
const environment = { ...process.env, YTESO_DATA: join(folder, 'data') };
execFileSync(process.execPath, [fileURLToPath(new URL('../bin/yteso.mjs', import.meta.url)), 'load', ...files], { env: environment, stdio: ['ignore', 'ignore', 'ignore'] });

const { db, close } = await openFromSettings(readSettings(environment, process.cwd()), 'guest', () => {});
const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.withAccess(systemPolicy('proof', 'proof'), { action: 'person.join', target: 'person' }, work);
while (await checkSome({ db })) { /* goes on */ }

/** All tables but those that remember: joins, their journal, the audit. */
const REMEMBERING = new Set(['person_join', 'person_link_journal', 'audit_event', 'person_case']);
const nameRow = z.object({ name: z.string() });
const hashRow = z.object({ hash: z.string().nullable(), rows: z.number() });

async function dump(): Promise<Map<string, string>> {
  const tables = await within((tx) => tx.query(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition order by 1`, [], nameRow));
  const hashes = new Map<string, string>();
  for (const { name } of tables) {
    if (REMEMBERING.has(name)) continue;
    // Sums of row hashes do not depend on the order of rows.
    const [found] = await within((tx) => tx.query(`select sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint::numeric)::text as hash, count(*)::int as rows from ${name} t`, [], hashRow));
    hashes.set(name, `${found?.rows ?? 0} rows, ${found?.hash ?? ''}`);
  }
  return hashes;
}

const patients = (await within((tx) => tx.query('select patient as name from person_patient order by patient', [], nameRow))).map((row) => row.name);
const persons = async (): Promise<number> => (await within((tx) => tx.query('select null as hash, count(*)::int as rows from person', [], hashRow)))[0]?.rows ?? 0;
const before = await dump();
const personsBefore = await persons();
const random = randomOf(seed);
const pick = (): string => patients[random.between(0, patients.length - 1)] ?? '';
const made: string[] = [];
const began = performance.now();
while (made.length < Number(wanted)) {
  await within((tx) => joinPatients(tx, pick(), pick(), 'clerk', 'thử')).then(({ join: id }) => made.push(id), (error: unknown) => {
    if (!(error instanceof Fault && error.code === 'person.already-one')) throw error;
  });
}
const joined = await persons();
const middle = await dump();
const changed = [...before].filter(([name, hash]) => middle.get(name) !== hash).map(([name]) => name);
while (made.length > 0) {
  const [id = ''] = made.splice(random.between(0, made.length - 1), 1);
  await within((tx) => undoJoin(tx, id, 'thử'));
}
const after = await dump();
const differ = [...before].filter(([name, hash]) => after.get(name) !== hash).map(([name]) => name);
say(`${patients.length} patients, ${personsBefore} persons; after ${wanted} random joins ${joined} persons, changed: ${changed.join(', ')}`);
say(`taken back in another order (${((performance.now() - began) / 1000).toFixed(1)} s for both): ${before.size} tables compared, ${differ.length} differ${differ.length > 0 ? `: ${differ.join(', ')}` : ''}`);
await close();
rmSync(folder, { recursive: true, force: true });
if (differ.length > 0 || changed.length === 0) process.exitCode = 1;
