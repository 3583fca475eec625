import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsIn } from './house.ts';
import { readSource, type Source } from './source.ts';

const house = (files: Record<string, string>): Map<string, Source> =>
  new Map(Object.entries(files).map(([path, text]) => [path, readSource(path, text)]));

const faults = (files: Record<string, string>) => faultsIn(house(files)).join('\n');

test('an arrow that runs back fails', () => {
  assert.match(faults({ 'platform/db/pool.ts': "import { check } from '#domains/claim/rules';" }), /mũi tên ngược/);
  assert.match(faults({ 'domains/claim/server/a.ts': "import { start } from '#apps/server';" }), /mũi tên ngược/);
});

test('an arrow sideways into another room fails', () => {
  assert.match(faults({ 'domains/claim/server/a.ts': "import { b } from '../../person/server/b.ts';" }), /chỉ qua cửa/);
  assert.match(faults({ 'domains/claim/server/a.ts': "import { b } from '#domains/person/server/b';" }), /không phải cửa/);
  assert.equal(faults({ 'domains/claim/server/a.ts': "import { b } from '#domains/person/server';" }), '');
});

test('rules stay pure', () => {
  assert.match(faults({ 'domains/claim/rules/a.ts': "import { readFileSync } from 'node:fs';" }), /phải thuần/);
  assert.match(faults({ 'domains/claim/rules/a.ts': "import { openDatabase } from '#platform/db';" }), /rules chỉ được gọi rules/);
});

test('a browser bundle that reaches server code fails, however long the way', () => {
  const files = {
    'apps/web/main.tsx': "import { Screen } from '#domains/claim/web';",
    'domains/claim/web/index.ts': "export * from './screen.ts';",
    'domains/claim/web/screen.ts': "import { fold } from '#platform/catalogue/rules';",
    'platform/catalogue/rules/index.ts': "export * from './fold.ts';",
    'platform/catalogue/rules/fold.ts': "import pg from 'pg';",
  };
  assert.match(faults(files), /gói trình duyệt chạm mã máy chủ: apps\/web\/main\.tsx → .*→ pg/);
  assert.match(faults({ 'apps/web/main.tsx': "import { db } from '#platform/db';" }), /web không được gọi/);
  assert.match(faults({ 'domains/claim/door/web/a.ts': "import { db } from '#platform/db';" }), /web không được gọi/);
  assert.equal(faults({ 'apps/web/router.tsx': "import { ConnectedPage } from '#domains/claim/door/web';" }), '');
});

test('a type may come from where a value may not close a circle', () => {
  assert.match(faults({ 'bench/a.ts': "import { b } from './b.ts';", 'bench/b.ts': "import { a } from './a.ts';" }), /vòng tròn/);
  assert.equal(faults({ 'bench/a.ts': "import { b } from './b.ts';", 'bench/b.ts': "import type { A } from './a.ts';" }), '');
});

test('any, unchecked casts and long files fail', () => {
  assert.match(faults({ 'bench/a.ts': 'export const a: any = 1;' }), /any/);
  assert.match(faults({ 'bench/a.ts': 'export const a = 1 as unknown;' }), /ép kiểu/);
  assert.equal(faults({ 'bench/a.ts': "export const a = ['x'] as const;" }), '');
  assert.match(faults({ 'bench/a.ts': '\n'.repeat(501) }), /501 dòng/);
});

test('only the server knows of the sandbox', () => {
  assert.match(faults({ 'apps/server/start.ts': "import { startSandbox } from '#apps/sandbox';" }), /cổng giả lập/);
  assert.equal(faults({ 'apps/server/sandbox.ts': "import { startSandbox } from '#apps/sandbox';" }), '');
});
