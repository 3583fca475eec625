import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as z from 'zod';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const words = z.record(z.string(), z.string());
const area = z.object({ vi: words, en: words });
const files = globSync(['{domains,platform}/*/web/**/strings.ts', 'domains/*/*/web/**/strings.ts', 'platform/ui/strings.ts', 'apps/web/strings.ts'], { cwd: root });
/** Words that stand without marks in right Vietnamese; a string of three words or more with none at all is a forgotten accent. */
const MARKED = /[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]/i;

const loaded = await Promise.all(files.map(async (file) => {
  const module: unknown = await import(pathToFileURL(join(root, file)).href);
  return Object.values(z.record(z.string(), z.unknown()).parse(module)).map((value) => ({ file, ...area.parse(value) }));
}));
const areas = loaded.flat();

test('every area with screens has its strings', () => assert.ok(files.length >= 8, files.join(' ')));

for (const { file, vi, en } of areas) {
  test(`${file}: the same keys and the same values in both languages`, () => {
    assert.deepEqual(Object.keys(vi).sort(), Object.keys(en).sort());
    const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();
    for (const [key, text] of Object.entries(vi)) assert.deepEqual(holes(en[key] ?? ''), holes(text), key);
  });
  test(`${file}: nothing empty, no forgotten accents, composed letters`, () => {
    for (const [key, text] of [...Object.entries(vi), ...Object.entries(en)]) {
      assert.ok(text.trim().length > 0, key);
      assert.equal(text.normalize('NFC'), text, key);
    }
    for (const [key, text] of Object.entries(vi)) {
      const plain = text.replace(/\{\{\w+\}\}/g, '').match(/\p{L}{2,}/gu) ?? [];
      assert.ok(plain.length < 3 || MARKED.test(text) || key.startsWith('language.'), `${key}: ${text}`);
    }
  });
}
