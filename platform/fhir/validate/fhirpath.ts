import { createRequire } from 'node:module';
import type fhirpath from 'fhirpath';
import type { Model } from 'fhirpath';
import type { Constraint } from '../definitions/schema.ts';
import { isRawNumber } from '../raw-number.ts';
import type { Scope } from './issue.ts';

/** What FHIRPath calls by name in R4's constraints. */
const NAMES = { ucum: 'http://unitsofmeasure.org', sct: 'http://snomed.info/sct', loinc: 'http://loinc.org' };
const require = createRequire(import.meta.url);

type Library = typeof fhirpath;
type Evaluate = (part: unknown, names: Record<string, unknown>) => unknown;
let library: { engine: Library; r4: Model } | undefined;

/** The library is large; a program that never meets a rare constraint never loads it. */
function loaded(): { engine: Library; r4: Model } {
  library ??= { engine: require('fhirpath'), r4: require('fhirpath/fhir-context/r4') };
  return library;
}

/**
 * Whether a constraint holds at a value, by the FHIRPath library. Compiled at the first use.
 * @param place FHIR type or path of the value, which gives its members their types
 * @returns the test; it is false only when the expression clearly is: what cannot be told, as a comparison of a year with a day, is no fault
 */
export function evaluated(constraint: Constraint, place: string): (value: unknown, scope: Scope) => boolean {
  let evaluate: Evaluate | undefined;
  const whole = constraint.expression.includes('%resource') || constraint.expression.includes('%rootResource');
  return (value, scope) => {
    // The library cannot begin at a number; no constraint of R4 says anything of one by itself.
    if (typeof value === 'number' || isRawNumber(value)) return true;
    evaluate ??= compiled(constraint.expression, place);
    try {
      const result = evaluate(plain(value), whole ? { ...NAMES, resource: plain(scope.resource), rootResource: plain(scope.root) } : NAMES);
      return !(Array.isArray(result) && result.length === 1 && result[0] === false);
    } catch {
      // A resource whose structure is wrong, which has been told, cannot always be evaluated.
      return true;
    }
  };
}

function compiled(expression: string, place: string): Evaluate {
  const { engine, r4 } = loaded();
  // `as` on a list is an error to the library, and means what ofType does.
  return engine.compile({ base: place, expression: expression.replaceAll(/\.as\((\w+)\)/g, '.ofType($1)') }, r4, { traceFn: () => {}, async: false });
}

/** A copy for the library, which writes types into what it is given and knows no raw numbers. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isRawNumber(value)) return Number(value.rawJSON);
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}
