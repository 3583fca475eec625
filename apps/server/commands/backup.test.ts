import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'yteso-command-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const yteso = (...args: string[]) => spawnSync(process.execPath, [CLI, ...args], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], YTESO_DATA: join(folder, 'data') } });

test('refused with what to do, before anything is made: no passphrase, no folder, no backup there', () => {
  for (const [args, words] of [
    [['backup', '--out', 'b'], /YTESO_BACKUP_PASSPHRASE/], [['backup'], /--out/], [['restore'], /--from/], [['backup', 'verify'], /thư mục/],
    [['backup', 'verify', 'nowhere'], /không có bản sao lưu trọn vẹn/], [['backup', '--out', 'b', '--force'], /không hiểu/],
  ] as const) {
    const { status, stderr } = yteso(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, words);
  }
  assert.equal(existsSync(join(folder, 'data')) || existsSync(join(folder, 'b')), false);
});
