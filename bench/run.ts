/** `npm run bench -- NAME [ARGUMENTS]`: runs one measurement by name; each writes its raw results to bench/results/NAME.json. */
import { readdirSync } from 'node:fs';

const [name = '', ...rest] = process.argv.slice(2);
const here = new URL('./', import.meta.url);
const PARTS = new Set(['run', 'machine']);
const names = readdirSync(here).filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -3)).filter((one) => !PARTS.has(one) && !one.includes('.'));

if (!names.includes(name)) {
  process.stderr.write(`Say which measurement: ${names.join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(new URL(`${name}.ts`, here).href);
}
