import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { parseExact } from '#platform/json';
import { loadDefinitions } from '../definitions/load.ts';
import { examples } from '../testing/examples.ts';
import { compileValidator } from './validator.ts';

/** Official examples that break their own specification, and how. */
const FAULTY: Readonly<Record<string, string>> = {
  'ActivityDefinition-blood-tubes-supply': 'txt-2 ActivityDefinition.text.div: an empty narrative',
  'ActivityDefinition-heart-valve-replacement': 'txt-2 ActivityDefinition.text.div: an empty narrative',
  'DeviceMetric-example': 'structure DeviceMetric.parent: a DeviceDefinition where a Device is meant',
  'DeviceUseStatement-example': 'structure DeviceUseStatement.reasonReference[0]: a Procedure is none of the allowed reasons',
  'EventDefinition-example': 'txt-2 EventDefinition.text.div: an empty narrative',
  'MedicationRequest-medrx0301': 'structure MedicationRequest.dispenseRequest.performer: a Practitioner where an Organization is meant',
  'Observation-clinical-gender': 'structure Observation.performer[0]: an Encounter performs nothing',
  'Questionnaire-qs1': 'required Questionnaire.item[0].item[0].linkId: items without linkId',
  'Questionnaire-zika-virus-exposure-assessment': 'txt-2 Questionnaire.text.div: an empty narrative',
};
const Resource = z.looseObject({ resourceType: z.string() });

test('no false alarm on the official examples; their own faults are these', (context) => {
  const all = examples();
  if (!all) return context.skip('not available');
  const validate = compileValidator(loadDefinitions());
  const found: Record<string, string> = {};
  for (const { name, text } of all) {
    const [issue] = validate(Resource.parse(JSON.parse(text)));
    if (issue) found[name] = `${issue.constraint ?? issue.code} ${issue.expression}`;
  }
  context.diagnostic(`${all.length} examples`);
  assert.ok(all.length > 680);
  assert.deepEqual(found, Object.fromEntries(Object.entries(FAULTY).map(([name, reason]) => [name, reason.split(': ')[0]])));
});

test('numbers kept as written are judged like numbers', (context) => {
  const all = examples();
  if (!all) return context.skip('not available');
  const validate = compileValidator(loadDefinitions());
  for (const { name, text } of all) assert.deepEqual(validate(Resource.parse(parseExact(text))), validate(Resource.parse(JSON.parse(text))), name);
});
