import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileDefinitions } from './fhir-definitions.ts';

test('definitions.json is what the official packages compile to, the same every time', (context) => {
  const text = compileDefinitions();
  if (text === undefined) return context.skip('not available');
  // Not assert.equal: a difference of a megabyte cannot be read.
  assert.ok(text === readFileSync(new URL('../reference/fhir/definitions.json', import.meta.url), 'utf8'), 'run node scripts/fhir-definitions.ts');
  assert.ok(text === compileDefinitions(), 'differs from run to run');
});
