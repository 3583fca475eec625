/** `npm run proof -- NAME [ARGUMENTS]`: runs one long demonstration by name. */
import { readdirSync } from 'node:fs';

const [name = '', ...rest] = process.argv.slice(2);
const here = new URL('./', import.meta.url);
const names = readdirSync(here).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts').map((file) => file.slice(0, -3));

if (!names.includes(name)) {
  process.stderr.write(`Say which demonstration: ${names.join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(new URL(`${name}.ts`, here).href);
}
