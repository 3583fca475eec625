import { z } from 'zod';

/** A value of a policy. Long is kept as a JavaScript number: what we compare are small. A set is a list of strings in any order. */
export type Value = string | number | boolean | readonly string[];

/**
 * The part of Cedar's syntax tree that our policies use (the JSON form of the engine itself). Whatever else a policy says is refused when it
 * is compiled: a part that is not understood must never read as "yes".
 */
export type Expr =
  | { readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly kind: 'set'; readonly items: readonly Expr[] }
  | { readonly kind: 'attribute'; readonly of: 'principal' | 'resource' | 'context'; readonly name: string }
  | { readonly kind: 'has'; readonly of: 'principal' | 'resource' | 'context'; readonly name: string }
  | { readonly kind: 'not'; readonly arg: Expr }
  | { readonly kind: 'isEmpty'; readonly arg: Expr }
  | { readonly kind: 'if'; readonly test: Expr; readonly yes: Expr; readonly no: Expr }
  | { readonly kind: 'like'; readonly arg: Expr; /** null: any text. */ readonly pattern: readonly (string | null)[] }
  | { readonly kind: Binary; readonly left: Expr; readonly right: Expr };

export const BINARY = ['&&', '||', '==', '!=', '<', '<=', '>', '>=', 'contains', 'containsAll', 'containsAny'] as const;
export type Binary = (typeof BINARY)[number];

export interface CompiledPolicy {
  readonly id: string;
  readonly effect: 'permit' | 'forbid';
  /** What `@basis("…")` says: the row of the list `access-basis` that it stands on. Permits have one. */
  readonly basis: string | null;
  /** undefined: every action. */
  readonly actions: readonly string[] | undefined;
  /** undefined: every kind of resource. */
  readonly kind: string | undefined;
  /** All must hold. */
  readonly conditions: readonly Expr[];
}

const pair = z.object({ left: z.unknown(), right: z.unknown() });
const variable = z.object({ Var: z.enum(['principal', 'resource', 'context']) });

/** @throws Error naming what our compiler does not know */
export function readExpr(node: unknown): Expr {
  const parsed = z.record(z.string(), z.unknown()).parse(node);
  const [operator = '', ...more] = Object.keys(parsed);
  if (more.length > 0) throw new Error(`a node with several operators: ${Object.keys(parsed).join()}`);
  const body = parsed[operator];
  const binary = BINARY.find((one) => one === operator);
  if (binary !== undefined) {
    const { left, right } = pair.parse(body);
    return { kind: binary, left: readExpr(left), right: readExpr(right) };
  }
  switch (operator) {
    case 'Value': return { kind: 'value', value: z.union([z.string(), z.number().int(), z.boolean()]).parse(body) };
    case 'Set': return { kind: 'set', items: z.array(z.unknown()).parse(body).map(readExpr) };
    case '.': case 'has': {
      const { left, attr } = z.object({ left: variable, attr: z.string() }).parse(body);
      return { kind: operator === '.' ? 'attribute' : 'has', of: left.Var, name: attr };
    }
    case '!': return { kind: 'not', arg: readExpr(z.object({ arg: z.unknown() }).parse(body).arg) };
    case 'isEmpty': return { kind: 'isEmpty', arg: readExpr(z.object({ arg: z.unknown() }).parse(body).arg) };
    case 'if-then-else': {
      const parts = z.record(z.string(), z.unknown()).parse(body);
      return { kind: 'if', test: readExpr(parts['if']), yes: readExpr(parts['then']), no: readExpr(parts['else']) };
    }
    case 'like': {
      const { left, pattern } = z.object({ left: z.unknown(), pattern: z.array(z.union([z.literal('Wildcard'), z.object({ Literal: z.string() })])) }).parse(body);
      return { kind: 'like', arg: readExpr(left), pattern: pattern.map((one) => (one === 'Wildcard' ? null : one.Literal)) };
    }
    default: throw new Error(`the operator “${operator}” is not known here`);
  }
}

const action = z.object({ type: z.literal('Action'), id: z.string() });
const scope = z.object({
  effect: z.enum(['permit', 'forbid']),
  principal: z.union([z.object({ op: z.literal('All') }), z.object({ op: z.literal('is'), entity_type: z.literal('User') })]),
  action: z.union([z.object({ op: z.literal('All') }), z.object({ op: z.literal('=='), entity: action }), z.object({ op: z.literal('in'), entities: z.array(action) })]),
  resource: z.union([z.object({ op: z.literal('All') }), z.object({ op: z.literal('is'), entity_type: z.string() })]),
  conditions: z.array(z.object({ kind: z.enum(['when', 'unless']), body: z.unknown() })),
  annotations: z.record(z.string(), z.string().nullable()).default({}),
});

/**
 * One policy out of the engine's JSON form. @throws Error for what is not known, or a permit without `@basis`
 */
export function readPolicy(json: unknown): CompiledPolicy {
  const found = scope.parse(json);
  const id = found.annotations['id'] ?? '';
  const basis = found.annotations['basis'] ?? null;
  if (id === '') throw new Error('a policy without @id');
  if (found.effect === 'permit' && basis === null) throw new Error(`the permit ${id} names no @basis`);
  return {
    id, effect: found.effect, basis,
    actions: found.action.op === 'All' ? undefined : found.action.op === '==' ? [found.action.entity.id] : found.action.entities.map((one) => one.id),
    kind: found.resource.op === 'is' ? found.resource.entity_type : undefined,
    conditions: found.conditions.map(({ kind, body }) => (kind === 'when' ? readExpr(body) : { kind: 'not', arg: readExpr(body) })),
  };
}

const of = z.enum(['principal', 'resource', 'context']);
const exprSchema: z.ZodType<Expr> = z.lazy(() => z.union([
  z.object({ kind: z.literal('value'), value: z.union([z.string(), z.number(), z.boolean()]) }),
  z.object({ kind: z.literal('set'), items: z.array(exprSchema) }),
  z.object({ kind: z.enum(['attribute', 'has']), of, name: z.string() }).transform(({ kind, ...rest }): Expr => ({ kind, ...rest })),
  z.object({ kind: z.enum(['not', 'isEmpty']), arg: exprSchema }).transform(({ kind, arg }): Expr => ({ kind, arg })),
  z.object({ kind: z.literal('if'), test: exprSchema, yes: exprSchema, no: exprSchema }),
  z.object({ kind: z.literal('like'), arg: exprSchema, pattern: z.array(z.string().nullable()) }),
  z.object({ kind: z.enum(BINARY), left: exprSchema, right: exprSchema }),
]));

/** A policy as this module writes it, read back from where it was kept. */
export const compiledPolicy = z.object({
  id: z.string(), effect: z.enum(['permit', 'forbid']), basis: z.string().nullable(), actions: z.array(z.string()).optional(), kind: z.string().optional(), conditions: z.array(exprSchema),
}).transform(({ actions, kind, ...rest }): CompiledPolicy => ({ ...rest, actions, kind }));
