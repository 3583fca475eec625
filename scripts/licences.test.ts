import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';

/** Licences that go together with Apache-2.0 in what we hand out. */
const FREE = /^(?:MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|CC0-1\.0|BlueOak-1\.0\.0|Unlicense|OFL-1\.1|MPL-2\.0|Python-2\.0|WTFPL OR ISC|\(MIT OR (?:CC0-1\.0|Apache-2\.0)\)|\(BSD-3-Clause OR GPL-2\.0\))$/u;
/** Others, each looked at: for building and testing alone, or with a licence of its own that was read. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  'node_modules/emitter-component': 'a copy of component-emitter, which is MIT; the package itself does not say',
  'node_modules/fhirpath': 'BSD-like licence of the National Library of Medicine; read', 'node_modules/@lhncbc/ucum-lhc': 'BSD-like licence of the National Library of Medicine; read',
};
/** Only for tools of the developer: never in what runs. */
const FOR_TOOLS = /^(?:Artistic-2\.0|CC-BY-(?:3|4)\.0|WTFPL|\(WTFPL OR ISC\)|WTFPL OR ISC|Python-2\.0)$/u;

const lock = z.object({ packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional(), version: z.string().optional(), resolved: z.string().optional(), integrity: z.string().optional(), link: z.boolean().optional() })) })
  .parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));

test('every package has a licence that goes with ours, and is pinned by its hash', () => {
  const faults = Object.entries(lock.packages).filter(([name]) => name !== '').flatMap(([name, one]) => {
    const licence = one.license ?? 'none';
    const isFree = FREE.test(licence) || LOOKED_AT[name] !== undefined || (one.dev === true && FOR_TOOLS.test(licence));
    return [...(isFree ? [] : [`${name}: ${licence}`]), ...(one.integrity === undefined && one.link !== true ? [`${name}: no hash`] : [])];
  });
  assert.deepEqual(faults, []);
});

test('direct dependencies are pinned exactly', () => {
  const own = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  assert.deepEqual(Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u.test(version)), []);
});
