import { isJson, textOf, type Json } from '../../json.ts';
import { anyOf, distinct, eitherOf, has, isOneOf, listedIn, needs, notBoth, numberIn, objectsIn, type Native, type Natives } from './member.ts';

const ASSERTED = ['contentType', 'expression', 'headerField', 'minimumId', 'navigationLinks', 'path', 'requestMethod', 'resource', 'responseCode', 'response', 'validateProfileId'];
const ON_SYSTEM = ['capabilities', 'search', 'transaction', 'history'];

/** The values of a member are all different; those without it do not count. */
const differ = (list: string, ...names: string[]): Native => (value) => distinct(objectsIn(value, list).filter((one) => names.some((name) => has(one, name))).map((one) => names.map((name) => textOf(one, name)).join('')));
const counted = (value: Json, ...names: string[]): number => names.reduce((sum, name) => sum + listedIn(value, name), 0);
const kindIs = (value: Json, kind: string): boolean => textOf(value, 'kind') === kind;

const onlyOneAssert: Native = (value) => has(value, 'extension') || counted(value, ...ASSERTED) <= 1;
const sourceCompared: Native = (value) => has(value, 'compareToSourceId') === (has(value, 'compareToSourceExpression') || has(value, 'compareToSourcePath'));
const requestAsserted: Native = (value) => (!has(value, 'response') && !has(value, 'responseCode') && textOf(value, 'direction') === 'request') || !has(value, 'direction') || textOf(value, 'direction') === 'response';
const aimed: Native = (value) => {
  const { type } = value;
  return has(value, 'sourceId') || counted(value, 'targetId', 'url', 'params') === 1 || (isJson(type) && has(type, 'code') ? isOneOf(type, 'code', ON_SYSTEM) : undefined);
};
const described: Native = (value) => counted(value, 'description', 'software', 'implementation') > 0;
const instance: Native = (value) => !kindIs(value, 'instance') || has(value, 'implementation');
const capability: Native = (value) => !kindIs(value, 'capability') || (!has(value, 'implementation') && has(value, 'software'));
const requirements: Native = (value) => !kindIs(value, 'requirements') || (!has(value, 'implementation') && !has(value, 'software'));

/** Constraints of resources that describe servers, tests, code systems and sequences. */
export const CONFORMANCE: Natives = {
  'TestScript.setup.action tst-1': eitherOf('operation', 'assert'),
  'TestScript.test.action tst-2': eitherOf('operation', 'assert'),
  'TestReport.setup.action inv-1': eitherOf('operation', 'assert'),
  'TestReport.test.action inv-2': eitherOf('operation', 'assert'),
  'TestScript.variable tst-3': (value) => !has(value, 'expression') || !has(value, 'headerField') || !has(value, 'path'),
  'TestScript.setup.action.assert tst-5': onlyOneAssert,
  'TestScript.setup.action.assert tst-10': sourceCompared,
  'TestScript.setup.action.assert tst-12': requestAsserted,
  'TestScript.setup.action.operation tst-7': aimed,
  'NamingSystem nsd-1': (value) => !kindIs(value, 'root') || objectsIn(value, 'uniqueId').every((one) => textOf(one, 'type') !== 'uuid'),
  'NamingSystem nsd-2': (value) => distinct(objectsIn(value, 'uniqueId').filter((one) => one['preferred'] === true).map((one) => textOf(one, 'type'))),
  'MolecularSequence msq-3': (value) => [0, 1, undefined].includes(numberIn(value, 'coordinateSystem')),
  'MolecularSequence.referenceSeq msq-5': (value) => has(value, 'chromosome') === has(value, 'genomeBuild'),
  'MolecularSequence.referenceSeq msq-6': (value) => counted(value, 'genomeBuild', 'referenceSeqId', 'referenceSeqPointer', 'referenceSeqString') === 1,
  'ValueSet.compose.include vsd-1': anyOf('valueSet', 'system'),
  'ValueSet.compose.include vsd-2': (value) => (!has(value, 'concept') && !has(value, 'filter')) || has(value, 'system'),
  'ValueSet.compose.include vsd-3': notBoth('concept', 'filter'),
  'ValueSet.expansion.contains vsd-6': anyOf('code', 'display'),
  'ValueSet.expansion.contains vsd-10': needs('code', 'system'),
  'CapabilityStatement cpb-1': anyOf('rest', 'messaging', 'document'),
  'CapabilityStatement cpb-2': described,
  'CapabilityStatement cpb-3': (value) => kindIs(value, 'instance') || objectsIn(value, 'messaging').every((one) => !has(one, 'endpoint')),
  'CapabilityStatement cpb-7': differ('document', 'profile', 'mode'),
  'CapabilityStatement cpb-14': instance,
  'CapabilityStatement cpb-15': capability,
  'CapabilityStatement cpb-16': requirements,
  'CapabilityStatement.rest cpb-9': differ('resource', 'type'),
  'CapabilityStatement.rest.resource cpb-12': differ('searchParam', 'name'),
  'TerminologyCapabilities tcp-2': described,
  'TerminologyCapabilities tcp-3': instance,
  'TerminologyCapabilities tcp-4': capability,
  'TerminologyCapabilities tcp-5': requirements,
  'RequestGroup.action rqg-1': eitherOf('resource', 'action'),
  'InsurancePlan ipn-1': anyOf('identifier', 'name'),
  'Measure mea-1': (value) => objectsIn(value, 'group').flatMap((group) => objectsIn(group, 'stratifier')).every((one) => (counted(one, 'code', 'description', 'criteria') > 0) !== has(one, 'component')),
  'MeasureReport mrp-1': (value) => textOf(value, 'type') !== 'data-collection' || !has(value, 'group'),
  'MeasureReport mrp-2': (value) => objectsIn(value, 'group').flatMap((group) => objectsIn(group, 'stratifier')).flatMap((one) => objectsIn(one, 'stratum')).every((one) => has(one, 'value') !== has(one, 'component')),
  'StructureMap.group.rule.target smp-1': needs('element', 'context'),
  'StructureMap.group.rule.target smp-2': needs('context', 'contextType'),
};
