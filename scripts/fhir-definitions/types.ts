import type { OfficialElement, StructureDefinition } from './read.ts';

const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';
const FHIR_TYPE = `${STRUCTURE}structuredefinition-fhir-type`;
const REGEX = `${STRUCTURE}regex`;

/** Resources, data types and primitives, without profiles and logical models. */
export function compactTypes(all: readonly StructureDefinition[]): object[] {
  return all.filter((one) => one.derivation !== 'constraint' && one.kind !== 'logical').map(compactType).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function compactType(from: StructureDefinition): { readonly name: string; readonly kind: string } {
  const [root, ...elements] = from.snapshot?.element ?? [];
  if (root === undefined) throw new Error(`${from.name} has no snapshot`);
  const primitive = from.kind === 'primitive-type';
  const value = elements.find((element) => element.path === `${from.type}.value`);
  const pattern = primitive ? extensionOf(value, REGEX)?.valueString : undefined;
  return {
    name: from.type,
    kind: primitive ? 'primitive' : from.kind === 'resource' ? 'resource' : 'complex',
    ...(from.abstract && { abstract: true }),
    ...(from.baseDefinition !== undefined && { base: from.baseDefinition.replace(STRUCTURE, '') }),
    ...(pattern !== undefined && { pattern }),
    ...constraintsOf(root, from.type),
    ...(!primitive && { elements: elements.map((element) => compactElement(element, from)) }),
  };
}

function compactElement(from: OfficialElement, owner: StructureDefinition): object {
  const { binding } = from;
  return {
    path: from.path.slice(owner.type.length + 1),
    ...(from.min !== 0 && { min: from.min }),
    ...(from.max !== '1' && { max: from.max === '*' ? '*' : Number(from.max) }),
    ...(from.type.length > 0 && { types: from.type.map((type) => compactTypeRef(type, from.path, owner)) }),
    ...(from.contentReference !== undefined && { same: from.contentReference.slice(from.contentReference.indexOf('.') + 1) }),
    ...(binding?.strength === 'required' && binding.valueSet !== undefined && { binding: binding.valueSet.split('|')[0] }),
    ...constraintsOf(from, owner.type),
  };
}

function compactTypeRef(from: OfficialElement['type'][number], path: string, owner: StructureDefinition): object {
  // The official files call a resource's id a string; its own page calls it an id.
  const code = path === `${owner.type}.id` && owner.kind === 'resource' ? 'id' : (from.extension?.find((one) => one.url === FHIR_TYPE)?.valueUrl ?? from.code);
  const targets = from.targetProfile?.map((url) => url.replace(STRUCTURE, ''));
  return {
    code,
    ...(targets !== undefined && !targets.includes('Resource') && { targets }),
    ...(from.profile?.includes(`${STRUCTURE}SimpleQuantity`) && { profile: 'SimpleQuantity' }),
  };
}

/** Constraints stand once, with the type that defines them: ele-1 holds of every element, ext-1 of every extension, dom-* of every resource. */
function constraintsOf(from: OfficialElement, owner: string): object {
  const constraints = from.constraint
    .filter(({ key }) => key !== 'ele-1' && (key !== 'ext-1' || from.path === 'Extension') && (!key.startsWith('dom-') || owner === 'DomainResource'))
    .filter(({ source }) => source === undefined || source === owner || source === STRUCTURE + owner)
    .map(({ key, severity, expression = '', human }) => ({ key, severity, expression, human }));
  return constraints.length > 0 ? { constraints } : {};
}

function extensionOf(element: OfficialElement | undefined, url: string): { valueString?: string | undefined } | undefined {
  return element?.type[0]?.extension?.find((one) => one.url === url);
}
