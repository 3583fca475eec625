import { isJson, listOf, textOf, type Json } from '../../json.ts';
import { numeral } from '../../raw-number.ts';
import type { Scope } from '../issue.ts';

/** A constraint in code: whether it holds. undefined: ask the FHIRPath library, this case is not for a short test. */
export type Native = (value: Json, scope: Scope) => boolean | undefined;
export type Natives = Readonly<Record<string, Native>>;

export const UCUM = 'http://unitsofmeasure.org';

/** Whether a member is there, be it only a primitive's extension. */
export function has(value: Json, name: string): boolean {
  return value[name] !== undefined || value[`_${name}`] !== undefined;
}

/** The property that a choice element stands under: `valueQuantity` for `value`; undefined when it is not there. */
export function choiceIn(value: Json, name: string): string | undefined {
  for (const property of Object.keys(value)) {
    const bare = property.startsWith('_') ? property.slice(1) : property;
    if (bare.length > name.length && bare.startsWith(name) && /[A-Z]/.test(bare.charAt(name.length))) return bare;
  }
  return undefined;
}

/** Objects under a member, one or many. */
export function objectsIn(value: Json, name: string): Json[] {
  return value[name] === undefined ? [] : listOf(value, name).filter(isJson);
}

/** Whether a CodeableConcept has one of the codes of a system. */
export function coded(value: Json, name: string, system: string, codes: readonly string[]): boolean {
  return objectsIn(value, name).some((concept) => objectsIn(concept, 'coding').some((one) => textOf(one, 'system') === system && codes.includes(textOf(one, 'code'))));
}

/** Whether a code is one of some. */
export function isOneOf(value: Json, name: string, codes: readonly string[]): boolean {
  return codes.includes(textOf(value, name));
}

/** A number for comparison; undefined when there is none. */
export function numberIn(value: Json, name: string): number | undefined {
  const written = numeral(value[name]);
  return written === undefined ? undefined : Number(written);
}

export function distinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

/** At least one of the members is there. */
export function anyOf(...names: string[]): Native {
  return (value) => names.some((name) => has(value, name));
}

/** Exactly one of the two is there. */
export function eitherOf(a: string, b: string): Native {
  return (value) => has(value, a) !== has(value, b);
}

/** Not both are there. */
export function notBoth(a: string, b: string): Native {
  return (value) => !has(value, a) || !has(value, b);
}

/** When the first is there, so is the second. */
export function needs(a: string, b: string): Native {
  return (value) => !has(value, a) || has(value, b);
}

/** How many values a member has. */
export function listedIn(value: Json, name: string): number {
  return listOf(value, name).length;
}
