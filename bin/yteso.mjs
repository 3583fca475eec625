#!/usr/bin/env node
// Runs the command line under the Node that the product brings along; this file itself must run on any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(dirname(fileURLToPath(import.meta.url)));
const own = [join(folder, 'node_modules/node/bin/node'), join(folder, 'node_modules/node/bin/node.exe')].find((path) => existsSync(path));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (own === undefined && (major < 24 || (major === 24 && minor < 7))) {
  console.error('Chưa cài đủ thư viện. Trong thư mục yteso hãy chạy: npm ci');
  process.exit(2);
}
// A small young generation: files stream through, and memory stays flat at no cost in speed (bench/dossier.ts).
const memory = ['--max-semi-space-size=8'];
// Loading waits for the database anyway; with a bound the engine tidies up earlier: 200 MB instead of 310 for a file of 50 MB.
if (process.argv[2] === 'load') memory.push('--max-old-space-size=512');
const child = spawn(own ?? process.execPath, [...memory, join(folder, 'apps/server/cli.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  console.error(`Không chạy được Node đi kèm (${error.message}). Hãy chạy lại: npm ci`);
  process.exit(2);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
