import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a program of the operating system can be called. */
export function isThere(program: string): boolean {
  return spawnSync(program, ['--version']).error === undefined;
}

function withFile<T>(name: string, bytes: Uint8Array, work: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-signed-'));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return work(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The word of xmlsec1, which shares nothing with us but libxml2. */
export function xmlsecSays(bytes: Uint8Array, rootFile: string): { readonly good: boolean; readonly text: string } {
  return withFile('file.xml', bytes, (path) => {
    const done = spawnSync('xmlsec1', ['--verify', '--trusted-pem', rootFile, '--id-attr:Id', 'SignedProperties', '--id-attr:Id', 'THONGTINHOSO', path], { encoding: 'utf8' });
    const text = `${done.stdout}${done.stderr}`;
    return { good: done.status === 0 && /^OK$/mu.test(text), text };
  });
}

/** The word of poppler's pdfsig. */
export function pdfsigSays(bytes: Uint8Array): string {
  return withFile('file.pdf', bytes, (path) => {
    const done = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
    return `${done.stdout}${done.stderr}`;
  });
}
