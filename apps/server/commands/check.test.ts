import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PRODUCT_FOLDER } from '#platform/config';

test('a file that is no XML is said once, and counts as no dossier', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'yteso-check-')), 'ghi-chu.txt');
  writeFileSync(file, 'ghi chú\n');
  const { status, stdout } = spawnSync(process.execPath, ['apps/server/cli.ts', 'check', file], { cwd: PRODUCT_FOLDER, encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stdout, /Tệp không phải XML/);
  assert.doesNotMatch(stdout, /bị cắt ngang|hồ sơ hỏng/);
  assert.match(stdout, /Tổng: 0 hồ sơ · 1 lỗi/);
});
