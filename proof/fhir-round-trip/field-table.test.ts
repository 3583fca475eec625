import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { carriersOf, LAYOUTS } from '#domains/claim/rules';
import { withFieldTable } from './field-table.ts';

test('docs/claim-fhir.md says where every field stands', () => {
  const document = readFileSync(new URL('../../docs/claim-fhir.md', import.meta.url), 'utf8');
  assert.equal(withFieldTable(document), document, 'write it anew: npm run -s proof -- fhir-round-trip 0 --table');
});

test('every official field has a carrier, and every extension a reason', () => {
  const lines = carriersOf();
  assert.equal(lines.length, Object.values(LAYOUTS).reduce((sum, layout) => sum + layout.names.length, 0));
  for (const line of lines) assert.ok(line.places.length > 0 && (line.by === 'element') === (line.why === ''), `${line.layout}.${line.field}`);
});
