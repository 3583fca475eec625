import type { Definitions, ElementDefinition, TypeDefinition, TypeRef } from './schema.ts';

/** One JSON property that an element may stand under: `valueQuantity` for `value[x]`. */
export interface Child {
  /** Property in JSON. */
  readonly property: string;
  /** Name in FHIRPath: `value`. */
  readonly name: string;
  /** FHIR type; `BackboneElement` or `Element` for what has children of its own. */
  readonly type: string;
  readonly ref: TypeRef;
  /** Where its own children are found: `HumanName`, `Patient.contact`. */
  readonly place: string;
  readonly element: ElementDefinition;
}

/** The definitions as a graph of places: a type, or a type and a path below it. */
export interface Model {
  readonly types: ReadonlyMap<string, TypeDefinition>;
  /** Children at a place in their order. Empty for a primitive and for what does not exist. */
  childrenOf(place: string): readonly Child[];
  /** The type and what it is derived from, nearest first. */
  lineOf(type: string): readonly TypeDefinition[];
}

export function modelOf(definitions: Definitions): Model {
  const types = new Map(definitions.types.map((type) => [type.name, type]));
  const places = new Map<string, Child[]>();
  for (const type of definitions.types) {
    for (const element of type.elements) {
      const cut = element.path.lastIndexOf('.');
      const place = cut === -1 ? type.name : `${type.name}.${element.path.slice(0, cut)}`;
      const siblings = places.get(place) ?? [];
      places.set(place, siblings);
      siblings.push(...propertiesOf(element, type.name, element.path.slice(cut + 1)));
    }
  }
  const lineOf = (name: string): TypeDefinition[] => {
    const type = types.get(name);
    return type === undefined ? [] : [type, ...lineOf(type.base ?? '')];
  };
  return { types, childrenOf: (place) => places.get(place) ?? [], lineOf };
}

function propertiesOf(element: ElementDefinition, owner: string, last: string): Child[] {
  if (element.same !== undefined) {
    return [{ property: last, name: last, type: 'BackboneElement', ref: { code: 'BackboneElement' }, place: `${owner}.${element.same}`, element }];
  }
  const choice = last.endsWith('[x]');
  const name = choice ? last.slice(0, -'[x]'.length) : last;
  return element.types.map((ref) => ({
    property: choice ? name + ref.code.charAt(0).toUpperCase() + ref.code.slice(1) : name,
    name, type: ref.code, ref, element,
    place: ref.code === 'BackboneElement' || ref.code === 'Element' ? `${owner}.${element.path}` : ref.code,
  }));
}
