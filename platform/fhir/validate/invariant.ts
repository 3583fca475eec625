import type { Constraint } from '../definitions/schema.ts';
import { isJson } from '../json.ts';
import { evaluated } from './fhirpath.ts';
import { placeOf, type Check, type Scope } from './issue.ts';
import { sentenceOf } from './messages.ts';
import { NATIVE } from './native/index.ts';

/** Constraints of the definitions that stand in the code elsewhere: narrative by `narrative.ts`, which FHIRPath cannot express. */
const ELSEWHERE: ReadonlySet<string> = new Set(['txt-1', 'txt-2']);

/**
 * Compiles a constraint.
 * @param owner type or path that defines it: `Period`, `Patient.contact`
 * @param place type or path of the values it is checked at
 * @param native false: always by the FHIRPath library, to test one against the other
 */
export function compileInvariant(constraint: Constraint, owner: string, place: string, native: boolean): Check | undefined {
  if (ELSEWHERE.has(constraint.key)) return undefined;
  const own = native ? NATIVE[`${owner} ${constraint.key}`] : undefined;
  const library = evaluated(constraint, place);
  const holds = own ? (value: unknown, scope: Scope) => !isJson(value) || (own(value, scope) ?? library(value, scope)) : library;
  return (value, scope) => {
    if (holds(value, scope)) return;
    scope.issues.push({ severity: constraint.severity, code: 'invariant', expression: placeOf(scope), message: sentenceOf(constraint), constraint: constraint.key });
  };
}
