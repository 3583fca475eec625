/**
 * The matrix of apps/server/leak over every resource type, then again with a hole planted in each of fifteen places of the program: each must be noticed.
 * `npm run proof -- leaks [HOLE]`; with a number that hole alone.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { HOLES } from './leaks/holes.ts';

const only = process.argv[2];
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const run = (hole: string): { code: number | null; last: string } => {
  const child = spawnSync(process.execPath, ['--import', fileURLToPath(new URL('leaks/plant.ts', import.meta.url)), fileURLToPath(new URL('leaks/run.ts', import.meta.url)), hole === '' ? 'all' : 'some'],
    { env: { ...process.env, YTESO_HOLE: hole }, encoding: 'utf8' });
  return { code: child.status, last: (child.stdout.trim().split('\n').at(-1) ?? '') + (child.status === null || child.status > 1 ? child.stderr.slice(-2000) : '') };
};

let wrong = 0;
if (only === undefined) {
  const { code, last } = run('');
  say(`as it is: ${last}`);
  if (code !== 0) wrong += 1;
}
for (const [at, hole] of HOLES.entries()) {
  if (only !== undefined && only !== String(at)) continue;
  const { code, last } = run(String(at));
  // A run that fell over has noticed nothing.
  const noticed = code === 1 && /[1-9]\d* differences/u.test(last);
  say(`${noticed ? 'noticed' : 'NOT NOTICED'}: ${hole.what} (${hole.file}): ${last}`);
  if (!noticed) wrong += 1;
}
process.exitCode = wrong === 0 ? 0 : 1;
