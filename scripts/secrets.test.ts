import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';

const root = fileURLToPath(new URL('..', import.meta.url));
const scan = (paths: readonly string[]): string => {
  try {
    return execFileSync(join(root, 'node_modules/.bin/secretlint'), ['--format', 'unix', '--secretlintrc', join(root, '.secretlintrc.json'), ...paths], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
};

test('no secret stands in what is committed', (t) => {
  let files: string[];
  try {
    files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).split('\n').filter((name) => name !== '' && !/^reference\/|\.(?:png|woff2?|json)$|package-lock/u.test(name));
  } catch {
    t.skip('not available: no git checkout');
    return;
  }
  const found: string[] = [];
  for (let from = 0; from < files.length; from += 400) found.push(scan(files.slice(from, from + 400)));
  // Addresses that show the form, with passwords that are words.
  const forms = /^(?:.*\/)?(?:apps\/server\/(?:place|start)\.test\.ts|platform\/config\/settings\.ts):.*\[PostgreSQLConnection\]/u;
  assert.deepEqual(found.join('\n').split('\n').filter((line) => line.trim() !== '' && !/^\d+ problems?$/u.test(line) && !forms.test(line)), []);
});

test('the scan sees a secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-secret-'));
  try {
    writeFileSync(join(folder, 'a.txt'), ['-----BEGIN RSA', ' PRIVATE KEY-----\n'].join('') + `${'MIIEowIBAAKCAQEAn7b4k0YpQ8Zl3v1uWc2dT5xRjF6gKhLm'.repeat(8)}\n` + ['-----END RSA', ' PRIVATE KEY-----\n'].join(''));
    assert.match(scan([join(folder, 'a.txt')]), /PRIVATE KEY|privatekey/iu);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
