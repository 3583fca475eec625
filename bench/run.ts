/** `npm run bench -- NAME [ARGUMENTS]`: runs one measurement by name; each writes its raw results to bench/results/NAME.json. */
import { existsSync, readdirSync } from 'node:fs';

const [name = '', ...rest] = process.argv.slice(2);
const here = new URL('./', import.meta.url);
const names = readdirSync(here).filter((file) => file.endsWith('.bench.ts')).map((file) => file.slice(0, -'.bench.ts'.length));

if (!/^[a-z-]+$/u.test(name) || !existsSync(new URL(`${name}.bench.ts`, here))) {
  process.stderr.write(`Say which measurement: ${names.join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.argv.splice(2, process.argv.length, ...rest);
  await import(new URL(`${name}.bench.ts`, here).href);
}
