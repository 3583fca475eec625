import type { Json } from '../json.ts';

/** What is wrong with a resource. Codes are those of FHIR's IssueType. */
export interface Issue {
  readonly severity: 'error' | 'warning';
  readonly code: 'structure' | 'required' | 'value' | 'code-invalid' | 'invariant';
  /** FHIRPath of the place: `Patient.name[0].given[1]`. */
  readonly expression: string;
  /** Vietnamese: what is wrong, where, what to do. */
  readonly message: string;
  /** Key of the invariant that does not hold. */
  readonly constraint?: string;
}

/** Where a check stands in the resource, and what it found so far. One for each call of `validate`. */
export interface Scope {
  readonly issues: Issue[];
  /** Names and indices from the resource to the element at hand. */
  readonly trail: (string | number)[];
  /** The resource that the element belongs to; a contained one is its own. FHIRPath's %resource. */
  resource: Json;
  /** The resource that contains that one. FHIRPath's %rootResource. */
  root: Json;
}

/** Tells of a fault at the place where the scope stands. @param below name of a member that is not entered */
export function report(scope: Scope, code: Issue['code'], message: string, below?: string): void {
  scope.issues.push({ severity: 'error', code, expression: placeOf(scope, below), message });
}

/** FHIRPath of the place where the scope stands. */
export function placeOf(scope: Scope, below?: string): string {
  let text = '';
  for (const step of scope.trail) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return below === undefined ? text : `${text}.${below}`;
}

/** Says what is wrong with a value at the place where the scope stands. */
export type Check = (value: unknown, scope: Scope) => void;
