import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import { loadDefinitions } from '../definitions/load.ts';
import { compileExtractor } from '../search/extractor.ts';
import { BASES } from '../testing/mutants/index.ts';
import { compileValidator } from './validator.ts';

const validate = compileValidator(loadDefinitions());
const extract = compileExtractor(loadDefinitions());
const Resource = z.looseObject({ resourceType: z.string() });

test('whatever stands in place of a member, both give an answer and never an error', () => {
  const bases = Object.values(BASES).map((base) => Resource.parse(structuredClone(base)));
  fc.assert(fc.property(fc.constantFrom(...bases), fc.nat(), fc.jsonValue({ maxDepth: 3 }), (base, pick, value) => {
    const members = Object.keys(base).filter((name) => name !== 'resourceType');
    const resource = { ...base, [members[pick % members.length] ?? 'id']: value };
    assert.ok(Array.isArray(validate(resource)) && Array.isArray(extract(resource)));
  }), { numRuns: 2000 });
});

test('a resource nested without end is refused, not followed', () => {
  let extension: object = { url: 'urn:x', valueString: 'x' };
  for (let i = 0; i < 20_000; i += 1) extension = { url: 'urn:x', extension: [extension] };
  assert.match(validate(Resource.parse({ resourceType: 'Patient', extension: [extension] }))[0]?.message ?? '', /Lồng nhau/);
});

test('nor what is nested where nothing is entered', () => {
  let deep: unknown = 'x';
  for (let i = 0; i < 20_000; i += 1) deep = [deep];
  for (const more of [{ contained: [{ resourceType: 'Device', id: 'd', unknown: deep }] }, { gender: deep }, { birthDate: { deep } }]) {
    assert.ok(validate(Resource.parse({ resourceType: 'Patient', ...more })).length > 0);
  }
});

test('a member that is undefined is not there, as in JSON', () => {
  assert.deepEqual(validate(Resource.parse({ ...BASES.patient, maritalStatus: undefined, nickname: undefined })), []);
  assert.equal(validate(Resource.parse({ resourceType: 'Patient', contact: [{ name: undefined }] }))[0]?.constraint, 'ele-1');
});

test('no resource type, an unknown or an abstract one', () => {
  for (const resourceType of ['', 'Person2', 'Resource', 'DomainResource', 'HumanName', 'constructor']) {
    const [issue] = validate({ resourceType });
    assert.deepEqual([issue?.code, issue?.expression], ['structure', resourceType || 'Resource']);
  }
});
