import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compilePolicies } from '#platform/access/server';

/** Compiles `platform/access/policies/*.cedar` and `reference/access/*.tsv` into what the program reads at start: the engine itself is not loaded then. */
const folder = new URL('../platform/access/policies/', import.meta.url);
export const TARGET = fileURLToPath(new URL('compiled.json', folder));

export async function compiledText(): Promise<string> {
  const text = readdirSync(folder).filter((name) => name.endsWith('.cedar')).sort().map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
  const list = (name: string): string => readFileSync(new URL(`../reference/access/${name}.tsv`, import.meta.url), 'utf8');
  const set = await compilePolicies(text, list('basis'), list('class'));
  return `${JSON.stringify(set, null, 1)}\n`;
}

if (import.meta.main) writeFileSync(TARGET, await compiledText());
