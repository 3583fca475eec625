import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileFields } from './compile-claim-fields.ts';

const source = readFileSync(new URL('../reference/claim-xml/fields.tsv', import.meta.url), 'utf8');

test('fields.json is what the list in reference compiles to', () => {
  assert.equal(readFileSync(new URL('../domains/claim/rules/standard/fields.json', import.meta.url), 'utf8'), compileFields(source));
});

test('a list with an unknown type or obligation, or a gap, does not compile', () => {
  const head = 'layout\tordinal\tfield\tdata_type\tmax_length\trequired\tmeaning_vi\tversion_note\tconfidence\tmax_length_now\n';
  assert.throws(() => compileFields(`${head}XML1\t1\tA\tblob\t1\tyes\tx\tin 130\thigh\t1\n`), /unknown type/u);
  assert.throws(() => compileFields(`${head}XML1\t1\tA\tstring\t1\tmaybe\tx\tin 130\thigh\t1\n`), /unknown obligation/u);
  assert.throws(() => compileFields(`${head}XML1\t2\tA\tstring\t1\tyes\tx\tin 130\thigh\t1\n`), /gap/u);
});
