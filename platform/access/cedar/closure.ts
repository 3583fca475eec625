import type { CompiledPolicy, Expr, Value } from './tree.ts';

export type Attributes = Readonly<Record<string, Value | undefined>>;

export interface Request {
  readonly action: string;
  /** The entity type of the resource: `Record`, `Desk`. */
  readonly kind: string;
  readonly principal: Attributes;
  readonly resource: Attributes;
  readonly context: Attributes;
}

/** Cedar skips a policy whose condition cannot be worked out (an attribute that is not there, another type). One value for all: making it is most of its cost. */
const SKIP = new Error('skip');

type Run = (request: Request) => Value;

export interface Decision {
  readonly allowed: boolean;
  /** Ids of the policies that decided: the permits that hold, or the forbids. */
  readonly because: readonly string[];
}

/** Turns policies into one function. Forbid wins; nothing that permits is no. */
export function compileClosure(policies: readonly CompiledPolicy[]): (request: Request) => Decision {
  const compiled = policies.map((one) => ({ ...one, run: one.conditions.map(compile) }));
  const forbids = compiled.filter((one) => one.effect === 'forbid');
  const permits = compiled.filter((one) => one.effect === 'permit');
  const holds = (list: typeof compiled, request: Request): string[] => list.filter((one) => applies(one, request)).map((one) => one.id);
  return (request) => {
    const against = holds(forbids, request);
    if (against.length > 0) return { allowed: false, because: against };
    const because = holds(permits, request);
    return { allowed: because.length > 0, because };
  };
}

function applies(policy: CompiledPolicy & { run: readonly Run[] }, request: Request): boolean {
  if (policy.kind !== undefined && policy.kind !== request.kind) return false;
  if (policy.actions !== undefined && !policy.actions.includes(request.action)) return false;
  try {
    return policy.run.every((condition) => truth(condition(request)));
  } catch (error) {
    if (error === SKIP) return false;
    throw error;
  }
}

function truth(value: Value): boolean {
  if (typeof value !== 'boolean') throw SKIP;
  return value;
}

function list(value: Value): readonly string[] {
  if (typeof value !== 'object') throw SKIP;
  return value;
}

function text(value: Value): string {
  if (typeof value !== 'string') throw SKIP;
  return value;
}

function long(value: Value): number {
  if (typeof value !== 'number') throw SKIP;
  return value;
}

export function isEqual(a: Value, b: Value): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  return a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
}

function compile(expr: Expr): Run {
  switch (expr.kind) {
    case 'value': return () => expr.value;
    case 'set': {
      const items = expr.items.map(compile);
      return (request) => items.map((item) => text(item(request)));
    }
    case 'attribute': return (request) => {
      const found = request[expr.of][expr.name];
      if (found === undefined) throw SKIP;
      return found;
    };
    case 'has': return (request) => request[expr.of][expr.name] !== undefined;
    case 'not': {
      const arg = compile(expr.arg);
      return (request) => !truth(arg(request));
    }
    case 'isEmpty': {
      const arg = compile(expr.arg);
      return (request) => list(arg(request)).length === 0;
    }
    case 'if': {
      const [test, yes, no] = [compile(expr.test), compile(expr.yes), compile(expr.no)];
      return (request) => (truth(test(request)) ? yes(request) : no(request));
    }
    case 'like': {
      const arg = compile(expr.arg);
      return (request) => isLike(text(arg(request)), expr.pattern);
    }
    default: return binary(expr.kind, compile(expr.left), compile(expr.right));
  }
}

/** A pattern of texts and wildcards; pieces are looked for from the left, which finds a match where there is one. */
export function isLike(value: string, pattern: readonly (string | null)[]): boolean {
  const pieces = pattern.reduce<string[]>((all, one) => (one === null ? [...all, ''] : [...all.slice(0, -1), `${all.at(-1) ?? ''}${one}`]), ['']);
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return value === first;
  if (!value.startsWith(first)) return false;
  let at = first.length;
  const last = rest.pop() ?? '';
  for (const piece of rest) {
    const found = value.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}

function binary(kind: Extract<Expr, { left: Expr }>['kind'], left: Run, right: Run): Run {
  switch (kind) {
    case '&&': return (request) => truth(left(request)) && truth(right(request));
    case '||': return (request) => truth(left(request)) || truth(right(request));
    case '==': return (request) => isEqual(left(request), right(request));
    case '!=': return (request) => !isEqual(left(request), right(request));
    case '<': return (request) => long(left(request)) < long(right(request));
    case '<=': return (request) => long(left(request)) <= long(right(request));
    case '>': return (request) => long(left(request)) > long(right(request));
    case '>=': return (request) => long(left(request)) >= long(right(request));
    case 'contains': return (request) => list(left(request)).includes(text(right(request)));
    case 'containsAll': return (request) => {
      const all = list(left(request));
      return list(right(request)).every((one) => all.includes(one));
    };
    case 'containsAny': return (request) => {
      const all = list(left(request));
      return list(right(request)).some((one) => all.includes(one));
    };
  }
}
