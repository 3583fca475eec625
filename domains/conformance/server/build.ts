import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRODUCT_FOLDER } from '#platform/config';

/** What a verdict depends on: rules, how dates and lists are looked up, reference data, and the libraries. Files of tests do not count. */
const PARTS = ['domains/claim/rules', 'domains/conformance/rules', 'platform/catalogue/rules', 'platform/time/rules', 'reference/claim-xml', 'reference/law', 'reference/lists', 'reference/lists.tsv', 'package-lock.json'];

let known: string | undefined;

/** SHA-256 of what judges, hexadecimal: the same files give the same, on any machine. Computed once. */
export function buildHash(): string {
  if (known !== undefined) return known;
  const sum = createHash('sha256');
  for (const path of PARTS.flatMap(filesOf).toSorted()) sum.update(`${path}\n${createHash('sha256').update(readFileSync(join(PRODUCT_FOLDER, path))).digest('hex')}\n`);
  known = sum.digest('hex');
  return known;
}

function filesOf(part: string): string[] {
  const path = join(PRODUCT_FOLDER, part);
  if (!existsSync(path)) return [];
  if (!/^[^.]*$/u.test(part.split('/').at(-1) ?? '')) return [part];
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && !one.name.endsWith('.test.ts')).map((one) => join(one.parentPath, one.name).slice(PRODUCT_FOLDER.length + 1));
}
