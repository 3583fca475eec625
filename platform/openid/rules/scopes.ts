/** c: create, r: read (with versions), u: update (and patch), d: delete, s: search (and history of a type). */
export const INTERACTIONS = ['c', 'r', 'u', 'd', 's'] as const;
export type Interaction = (typeof INTERACTIONS)[number];
export const CONTEXTS = ['patient', 'user', 'system'] as const;
export type ScopeContext = (typeof CONTEXTS)[number];

/** One SMART scope on resources: `patient/Observation.rs?category=laboratory`. */
export interface Scope {
  /** Whose: the launched patient's, what the user may see, or what was registered for a backend service. */
  readonly context: ScopeContext;
  /** A resource type, or `*`. */
  readonly type: string;
  /** In the order c r u d s, none twice, at least one. */
  readonly interactions: readonly Interaction[];
  /** Search conditions that a resource must meet besides, as written (percent-encoded): all of them. */
  readonly query: readonly { readonly name: string; readonly value: string }[];
}

/** Scopes that are not about resources: who signs in, what of the context is told, how long the program may renew. */
export const OTHER_SCOPES = ['openid', 'fhirUser', 'profile', 'launch', 'launch/patient', 'launch/encounter', 'online_access', 'offline_access'] as const;
export type OtherScope = (typeof OTHER_SCOPES)[number];

/** A text that is no scope we know: nothing of the request may be granted. */
export class UnknownScopeError extends Error {
  override name = 'UnknownScopeError';
}

const FORM = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]{1,60})\.(read|write|\*|c?r?u?d?s?)(?:\?(.+))?$/;
/** The first version's words, read as the second's. */
const FIRST_VERSION: Readonly<Record<string, string>> = { 'read': 'rs', 'write': 'cud', '*': 'cruds' };
/** Conditions on the resource itself: what only shapes an answer (`_count`, `_include`, `_sort`) would narrow nothing. */
const PAIR = /^([A-Za-z][\w.:-]{0,80}|_(?:id|tag|security|profile|lastUpdated))=([\x21\x23-\x25\x27-\x5b\x5d-\x7e]{1,400})$/;

export function isOtherScope(word: string): word is OtherScope {
  return OTHER_SCOPES.some((known) => known === word);
}

/** @returns undefined when the word is not a scope on resources */
export function parseScope(word: string): Scope | undefined {
  const [, context, type, verbs = '', condition] = FORM.exec(word) ?? [];
  const known = CONTEXTS.find((one) => one === context);
  if (known === undefined || type === undefined || verbs === '') return undefined;
  const letters = FIRST_VERSION[verbs] ?? verbs;
  const query = condition === undefined ? [] : condition.split('&').map((pair) => PAIR.exec(pair));
  const pairs = query.flatMap((found) => (found === null ? [] : [{ name: found[1] ?? '', value: found[2] ?? '' }]));
  if (pairs.length !== query.length) return undefined;
  return { context: known, type, interactions: INTERACTIONS.filter((one) => letters.includes(one)), query: pairs };
}

/**
 * The scopes on resources in a space-separated text; the others (`openid`, `launch` …) are left out.
 * @throws UnknownScopeError at the first word that is neither: what is not understood is not granted in part
 */
export function parseScopes(text: string): Scope[] {
  return text.split(' ').filter((word) => word !== '' && !isOtherScope(word)).map((word) => {
    const scope = parseScope(word);
    if (scope === undefined) throw new UnknownScopeError('unknown scope');
    return scope;
  });
}

/** The scope in its second-version form. */
export function writeScope(scope: Scope): string {
  const condition = scope.query.map((pair) => `${pair.name}=${pair.value}`).join('&');
  return `${scope.context}/${scope.type}.${scope.interactions.join('')}${condition === '' ? '' : `?${condition}`}`;
}
