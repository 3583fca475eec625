/** One step of the FHIRPath that search parameters are written in. */
export type Step =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'index'; readonly at: number }
  /** `as T`, `.as(T)`, `.ofType(T)` */
  | { readonly kind: 'type'; readonly name: string }
  /** `.where(resolve() is T)` */
  | { readonly kind: 'refers'; readonly type: string }
  /** `.where(name = 'value')` */
  | { readonly kind: 'equals'; readonly name: string; readonly value: string }
  /** `.extension('url')` */
  | { readonly kind: 'extension'; readonly url: string }
  /** `.where(hasExtension('url'))` */
  | { readonly kind: 'extended'; readonly url: string }
  /** `.exists() and … != false`: whether it is there and not false. */
  | { readonly kind: 'truth' };

/** One part of a union: from the resource, from a type by name, or (root '') from the element at hand. */
export interface Path {
  readonly root: string;
  readonly steps: readonly Step[];
}

/** The only search expression of R4 that is no path. */
const TRUTH = /^([\w.]+)\.exists\(\) and \1 != false$/;

const FORMS: readonly (readonly [RegExp, (found: readonly string[]) => Step])[] = [
  [/^(\w+)$/, ([, name = '']) => ({ kind: 'child', name })],
  [/^(?:as|ofType)\((\w+)\)$/, ([, name = '']) => ({ kind: 'type', name })],
  [/^where\(resolve\(\) is (\w+)\)$/, ([, type = '']) => ({ kind: 'refers', type })],
  [/^where\((\w+) ?= ?'([^']*)'\)$/, ([, name = '', value = '']) => ({ kind: 'equals', name, value })],
  [/^extension\('([^']*)'\)$/, ([, url = '']) => ({ kind: 'extension', url })],
  [/^where\(hasExtension\('([^']*)'\)\)$/, ([, url = '']) => ({ kind: 'extended', url })],
];

/**
 * Reads a search parameter's expression.
 * @returns the parts of its union; undefined when it is not of the forms known here
 */
export function parseExpression(expression: string): Path[] | undefined {
  const truth = TRUTH.exec(expression)?.[1];
  if (truth !== undefined) {
    const path = parsePath(truth);
    return path && [{ root: path.root, steps: [...path.steps, { kind: 'truth' }] }];
  }
  const paths = split(expression, '|').map(parsePath);
  return paths.every((path) => path !== undefined) ? paths : undefined;
}

function parsePath(text: string): Path | undefined {
  const cast = /^\((.+) as (\w+)\)(?:\.(.+))?$/.exec(text);
  const rest = cast ? cast[3] : text;
  const inner = cast ? parsePath(cast[1] ?? '') : undefined;
  if (cast && inner === undefined) return undefined;
  const words = rest === undefined ? [] : split(rest, '.');
  const root = inner?.root ?? (/^(%resource|[A-Z]\w*)$/.test(words[0] ?? '') ? words.shift() ?? '' : '');
  const steps: Step[] = inner ? [...inner.steps, { kind: 'type', name: cast?.[2] ?? '' }] : [];
  for (const word of words) {
    const [, bare = word, at] = /^(\w+)\[(\d+)\]$/.exec(word) ?? [];
    const step = stepOf(bare);
    if (step === undefined) return undefined;
    steps.push(step);
    if (at !== undefined) steps.push({ kind: 'index', at: Number(at) });
  }
  return { root, steps };
}

function stepOf(word: string): Step | undefined {
  for (const [form, make] of FORMS) {
    const found = form.exec(word);
    if (found) return make(found);
  }
  return undefined;
}

/** Splits where the mark stands outside of brackets and quotes. */
function split(text: string, mark: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const at = text[i];
    if (at === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (at === '(') depth += 1;
    else if (at === ')') depth -= 1;
    else if (at === mark && depth === 0) {
      parts.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}
