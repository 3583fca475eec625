import { codeSystem } from '#domains/person/rules';

/** HL7's codes of sensitive information that we use; every other class of the list is ours. Source: v3-ActCode, ActInformationSensitivityPolicy. */
const OF_HL7 = new Set(['HIV', 'PSY', 'SUD', 'OPIOIDUD', 'GDIS', 'SDV', 'SEX']);

export function securityOf(labels: readonly string[]): { system: string; code: string }[] {
  return labels.map((code) => ({ system: OF_HL7.has(code) ? 'http://terminology.hl7.org/CodeSystem/v3-ActCode' : codeSystem('sensitive-class'), code }));
}
