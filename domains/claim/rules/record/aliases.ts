import { codeSystem, extensionUrl, SID } from '#domains/person/rules';
import { isNode, type Node } from './carry/node.ts';

/**
 * Names of VN Core (hl7vn/vn-core-ig, CC0, state of 2025-10-23, not final) → ours. Read wherever they stand, never written.
 * Its CodeSystem vn-core-ethic is religion and has no counterpart here; vn-core-race is the ethnic group.
 */
const VN_CORE = 'http://fhir.ehealth.gov.vn/core';
const ALIASES: ReadonlyMap<string, string> = new Map([
  [`${VN_CORE}/sid/citizen_id`, SID.citizenId], [`${VN_CORE}/sid/insurance_number`, SID.insuranceNumber], [`${VN_CORE}/sid/national_id`, SID.paper], [`${VN_CORE}/sid/passport_number`, SID.paper],
  [`${VN_CORE}/sid/provider-medical-license-number`, SID.practitioner], [`${VN_CORE}/sid/provider-license-number`, SID.facility],
  [`${VN_CORE}/CodeSystem/vn-core-race`, codeSystem('ethnic')], [`${VN_CORE}/CodeSystem/vn-core-occupation`, codeSystem('occupation')],
  [`${VN_CORE}/CodeSystem/vn-core-medicationCode`, codeSystem('ingredient')], [`${VN_CORE}/CodeSystem/vn-core-procedureCode`, codeSystem('service')],
  [`${VN_CORE}/StructureDefinition/extension-race`, extensionUrl('ethnicity')], [`${VN_CORE}/StructureDefinition/extension-nationality`, extensionUrl('nationality')],
  [`${VN_CORE}/StructureDefinition/extension-occupation`, extensionUrl('occupation')],
]);

/** The resource with the names of VN Core read as ours; the same object when there are none. */
export function ours(resource: Node): Node {
  const one = renamed(resource);
  return isNode(one) ? one : resource;
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const made = value.map(renamed);
    return made.some((one, index) => one !== value[index]) ? made : value;
  }
  if (!isNode(value)) return value;
  let made: Node | undefined;
  for (const [key, inner] of Object.entries(value)) {
    const next = typeof inner === 'string' ? (key === 'system' || key === 'url' ? ALIASES.get(inner) ?? inner : inner) : renamed(inner);
    if (next !== inner) (made ??= { ...value })[key] = next;
  }
  return made ?? value;
}
