/**
 * The previous version on the new schema: an installation is made and filled by the previous version (a commit or tag), migrated by this one, and
 * then the previous server runs on it under load: sign-in, search, page of a person, uploads, dossiers, catalogues. No answer may be 5xx, and what
 * is uploaded must be filed. `npm run proof -- previous [COMMIT] [REQUESTS] [--beside]` (default 600 requests); `--beside`: this version's server
 * runs at the same time, as in a rolling upgrade.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readSettings } from '#platform/config';
import { openDatabase, openFromSettings } from '#platform/db';
import { generateProvince } from '#domains/synthetic/server';
import { freePort } from '../scripts/free-port.ts';
import { PASSWORD, pause } from './harness/server.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { beside: { type: 'boolean', default: false } } });
/** The last landing before the gate: names no release yet. */
const previous = positionals[0] ?? '5ea657e';
const wanted = Number(positionals[1] ?? 600);
const here = fileURLToPath(new URL('../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'yteso-previous-'));
const old = join(folder, 'old');
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const children: ChildProcess[] = [];
process.once('exit', () => { for (const child of children) child.kill('SIGKILL'); });

mkdirSync(old);
execFileSync('sh', ['-c', `git archive ${/^[\w.-]+$/.exec(previous)?.[0] ?? 'HEAD'} | tar -x -C "${old}"`], { cwd: here });
symlinkSync(join(here, 'node_modules'), join(old, 'node_modules'));
generateProvince({ people: 250, visits: 1000, perFile: 15, seed: 'previous', out: join(folder, 'province') });
const claims = readdirSync(join(folder, 'province', 'claims')).sort().map((name) => join(folder, 'province', 'claims', name));
const facilityOf = (path: string): string => /<MACSKCB>([^<]+)</.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
// The hospital whose visits include specially protected ones.
const facility = '62990';
const own = claims.filter((path) => facilityOf(path) === facility);
const later = own.slice(-Math.ceil(own.length / 2));
const before = claims.filter((path) => !later.includes(path));

// A server holds the database all the time: this version's, of which nothing but PostgreSQL is used.
const environment = { ...process.env, YTESO_DATA: join(folder, 'data'), LOG_LEVEL: 'error' };
const run = (root: string, args: readonly string[], input?: string): string =>
  execFileSync(process.execPath, [join(root, 'apps/server/cli.ts'), ...args], { cwd: root, env: { ...environment, ...address() }, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'], ...(input !== undefined && { input }) });
let databaseUrl: string | undefined;
const address = (): Record<string, string> => (databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl });

// Made by the previous version, from the first table on.
run(old, ['account', 'create', '--user', 'clerk', '--role', 'facility', '--facility', facility, '--password-stdin'], PASSWORD);
run(old, ['account', 'create', '--user', 'department', '--role', 'department', '--password-stdin'], PASSWORD);
run(old, ['catalogue', 'import', join(folder, 'province', 'catalogues')]);
run(old, ['load', ...before]);
say(`made by ${previous}: ${before.length} files loaded`);
const opened = await openFromSettings(readSettings(environment, here), 'server', say);
databaseUrl = opened.url;
say(`migrated by this version: ${opened.applied.length} steps (${opened.applied.join(', ')})`);

const oldServer = await start(old);
const newServer = values.beside ? await start(here) : undefined;
const counts = new Map<string, number>();
const failures: string[] = [];
const ask = async (base: string, path: string, init: RequestInit = {}, cookie = ''): Promise<{ status: number; body: unknown; cookie: string }> => {
  const answer = await fetch(`${base}${path}`, { ...init, headers: { 'x-yteso': '1', cookie, ...(typeof init.body === 'string' && { 'content-type': 'application/json' }), ...init.headers } });
  const kind = `${init.method ?? 'GET'} ${path.split('?')[0]?.replace(/[0-9a-f-]{36}/g, ':id')} ${answer.status}`;
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const text = await answer.text();
  if (answer.status >= 500) failures.push(`${kind}: ${text.slice(0, 300)}`);
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
};
const signIn = async (base: string, account: string): Promise<string> => (await ask(base, '/api/session', { method: 'POST', body: JSON.stringify({ account, password: PASSWORD }) })).cookie;

const items = z.object({ items: z.array(z.object({ id: z.string() })) });
const people = z.object({ people: z.array(z.object({ id: z.string() })) }).or(items);
const idsOf = (body: unknown): string[] => {
  const found = people.safeParse(body);
  return found.success ? ('people' in found.data ? found.data.people : found.data.items).map((one) => one.id) : [];
};
const clerk = await signIn(oldServer, 'clerk');
const department = await signIn(oldServer, 'department');
const uploads: string[] = [];
// Half of the rest comes by the previous version, half (beside) by this one.
const byNew = newServer === undefined ? [] : later.filter((_, at) => at % 2 === 1);
if (byNew.length > 0) run(here, ['load', ...byNew]);
for (const path of later.filter((one) => !byNew.includes(one))) {
  const sent = await ask(oldServer, '/api/intakes', { method: 'POST', body: readFileSync(path), headers: { 'content-type': 'application/octet-stream', 'x-file-name': 'more.xml' } }, clerk);
  uploads.push(z.object({ id: z.string() }).parse(sent.body).id);
}
// Whoever has something specially protected is asked for by name: what this version sealed the previous one cannot read.
const owner = openDatabase({ url: opened.url, schema: 'province', poolSize: 1 });
const known = new Set((await owner.bookkeeping('proof', (tx) => tx.query("select distinct person::text as id from resource where labels <> '{}' and person is not null", [], z.object({ id: z.string() })))).map((one) => one.id));
const words = ['nguyen', 'tran', 'le', 'y', 'a', 'pham', 'thi'];
for (let n = 0, total = 0; total < wanted; n += 1) {
  const as = n % 3 === 0 ? department : clerk;
  const found = await ask(oldServer, '/api/people/search', { method: 'POST', body: JSON.stringify({ q: words[n % words.length], query: words[n % words.length], name: words[n % words.length] }) }, as);
  for (const id of idsOf(found.body)) known.add(id);
  const person = [...known][n % Math.max(1, known.size)];
  const paths = ['/api/me', '/api/intakes?limit=20', `/api/intakes/${uploads[0]}`, `/api/intakes/${uploads[0]}/dossiers`, '/api/person-cases', '/api/person-cases/summary',  '/healthz', '/api/person-national',
    ...(person === undefined ? [] : [`/api/people/${person}`, `/api/people/${person}?asOf=2026-06-01`, `/api/people/${person}/joining`])];
  await Promise.all(paths.map((path) => ask(oldServer, path, {}, as)));
  if (newServer !== undefined) await Promise.all(['/api/me', '/healthz'].map((path) => ask(newServer, path)));
  if (n % 10 === 0) await signIn(oldServer, 'clerk');
  total = [...counts.values()].reduce((sum, one) => sum + one, 0);
}
for (const id of uploads) {
  for (let tries = 0; tries < 300; tries += 1) {
    const { status, done, broken } = z.object({ status: z.string(), done: z.number(), broken: z.number() }).parse((await ask(oldServer, `/api/intakes/${id}`, {}, clerk)).body);
    if (status === 'done' || tries === 299) {
      say(`uploaded through ${previous}: ${status}, ${done} dossiers, ${broken} broken`);
      if (status !== 'done' || broken > 0) failures.push(`an upload ended as ${status}`);
      break;
    }
    await pause(200);
  }
}
const [protectedOnes] = await owner.bookkeeping('proof', (tx) => tx.query("select count(*) filter (where content like 'sealed:%')::int as sealed, count(*) filter (where content not like 'sealed:%')::int as clear from resource where 'HIV' = any(labels)", [], z.object({ sealed: z.number(), clear: z.number() })));
await owner.close();
say(`resources of a sealed class: ${protectedOnes?.sealed} sealed by this version, ${protectedOnes?.clear} in the clear by ${previous}`);
const health = await ask(oldServer, '/healthz');
if (JSON.stringify(health.body).includes('"degraded"') && JSON.stringify(health.body).includes('đang lỗi')) failures.push(`jobs fail: ${JSON.stringify(health.body)}`);
for (const [kind, count] of [...counts].sort()) say(`  ${count.toString().padStart(5)}  ${kind}`);
say(failures.length === 0 ? `${known.size} people; no 5xx, no failing job` : `${failures.length} FAILURES\n${[...new Set(failures)].slice(0, 20).join('\n')}`);
await end();
if (failures.length > 0 || known.size === 0) process.exitCode = 1;

async function start(root: string): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(root, 'apps/server/start.ts'), '--empty'], { cwd: root, env: { ...environment, ...address(), PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => { log = (log + chunk.toString()).slice(-4000); });
  for (let tries = 0; tries < 900; tries += 1) {
    if (await fetch(`http://127.0.0.1:${port}/healthz`).then(() => true, () => false)) return `http://127.0.0.1:${port}`;
    if (child.exitCode !== null) throw new Error(`the server of ${root} ended with ${child.exitCode}: ${log}`);
    await pause(100);
  }
  throw new Error(`the server of ${root} did not answer: ${log}`);
}

async function end(): Promise<void> {
  await Promise.all(children.map((child) => new Promise<void>((done) => { child.once('exit', () => done()); child.kill('SIGTERM'); })));
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
}
