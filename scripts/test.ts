/**
 * The whole test command: what it needs, types, lint, then every *.test.ts with node's own runner, whose summary stands last.
 * `npm test -- PATH …` runs only those test files and skips types and lint.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWeb } from '#apps/server';
import { startTestCluster } from '#platform/db/testing';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

/** Programs of the operating system that some tests call, and Debian's package of each. */
const NEEDS = [{ program: 'chromium', package: 'chromium' }, { program: 'xmlsec1', package: 'xmlsec1' }, { program: 'openssl', package: 'openssl' }, { program: 'pdfsig', package: 'poppler-utils' }, { program: 'nats-server', package: 'nats-server' },
  { program: 'sshd', package: 'openssh-server' }, { program: 'sftp', package: 'openssh-client' }];

function present(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`));
}

function prepare(): void {
  const missing = NEEDS.filter((need) => !present(need.program)).map((need) => need.package);
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !present('apt-get')) {
    console.log(`Missing: ${missing.join(', ')}. Tests that need them are skipped. To run them all: sudo ${command}`);
    return;
  }
  console.log(`Missing: ${missing.join(', ')}. Installing from Debian's packages: ${command}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  const installed = spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  if (installed.status !== 0) console.log(`That did not work. Tests that need them are skipped. To try again: ${command}`);
}

/** Runs a step and shows its output. @returns exit code */
function step(title: string, file: string, args: readonly string[], environment: NodeJS.ProcessEnv = process.env): Promise<number> {
  console.log(`— ${title}`);
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: 'inherit', env: environment });
    child.once('error', (error) => { console.error(error.message); resolve(1); });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

// Ends by exit(), so that the database of the tests is ended too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const chosen = process.argv.slice(2);
const failed: string[] = [];
prepare();
if (chosen.length === 0) {
  if (await step('types', process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']) !== 0) failed.push('types');
  if (existsSync('scripts/lint.ts') && await step('lint', process.execPath, ['scripts/lint.ts']) !== 0) failed.push('lint');
}
// Once and before the tests: servers that they start find it built.
await buildWeb((message) => console.log(message));
const files = chosen.length > 0 ? chosen : globSync('{platform,domains,apps,scripts,reference,bench,e2e,proof}/**/*.test.ts', { exclude: (path) => path.includes('node_modules') }).sort();

const cluster = await startTestCluster();
const environment = { ...process.env, YTESO_TEST_DATABASE: cluster.url };
if (await step('tests', process.execPath, ['--test', '--test-concurrency=2', '--test-timeout=300000', ...files], environment) !== 0) failed.push('tests');
await cluster.stop();
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
