import type { Child, Model } from '../definitions/model.ts';
import type { Check } from './issue.ts';

/** What a JSON object may hold. */
export interface Shape {
  readonly place: string;
  /** By property of JSON. */
  readonly members: ReadonlyMap<string, Member>;
  readonly required: readonly { readonly name: string; readonly properties: readonly string[] }[];
  /** Checks of the object as a whole. */
  readonly checks: readonly Check[];
  /** Resources have a resourceType and are not empty with an id alone. */
  readonly resource: boolean;
}

export interface Member {
  readonly property: string;
  /** Name in FHIRPath. */
  readonly name: string;
  readonly choice: boolean;
  readonly repeats: boolean;
  readonly most: number;
  readonly primitive: boolean;
  /** Under `_name`: id and extensions of a primitive. */
  readonly shadow: boolean;
  readonly check: Check;
}

/**
 * Compiles the shape of a place.
 * @param checkOf what is checked at a value of a child
 * @param shadow what is checked at a primitive's id and extensions
 */
export function compileShape(place: string, model: Model, checks: readonly Check[], checkOf: (child: Child) => Check, shadow: Check): Shape {
  const children = model.childrenOf(place);
  const members = new Map<string, Member>();
  for (const child of children) {
    const { max } = child.element;
    const primitive = model.types.get(child.type)?.kind === 'primitive';
    const member: Member = {
      property: child.property, name: child.name, choice: child.property !== child.name, repeats: max === '*' || max > 1, most: max === '*' ? Number.POSITIVE_INFINITY : max,
      primitive, shadow: false, check: checkOf(child),
    };
    members.set(child.property, member);
    if (primitive) members.set(`_${child.property}`, { ...member, shadow: true, check: shadow });
  }
  const needed = [...new Set(children.filter((child) => child.element.min > 0).map((child) => child.name))];
  return {
    place, members, checks, resource: model.types.get(place)?.kind === 'resource',
    required: needed.map((name) => ({ name, properties: children.filter((child) => child.name === name).map((child) => child.property) })),
  };
}
