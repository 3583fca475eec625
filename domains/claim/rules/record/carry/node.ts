import { codeSystem, extensionUrl } from '#domains/person/rules';

/** JSON of a resource, or of a part of one, while it is built or read. */
export type Node = Record<string, unknown>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; [] when it is none. */
export function nodesOf(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

interface Step {
  readonly name: string;
  /** Key that picks one of a list (`system`, `url`, `id` …); '' : the first; null: no list. */
  readonly key: string | null;
  readonly value: string;
}

/** Where something stands inside a resource: `dosageInstruction[0].route.coding[system=route].code`. */
export interface Path {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly last: string;
  /** Whether the last name is a list whose first member is meant. */
  readonly first: boolean;
}

/** `[system=x]` names our code system x, `[url=x]` our extension x, unless x is an address already. */
export function path(text: string): Path {
  const steps = [...text.matchAll(/([A-Za-z_]+)(?:\[(?:(\w+)=)?([^\]]*)\])?/g)].map(([, name = '', key, value]): Step => {
    if (value === undefined) return { name, key: null, value: '' };
    if (key === undefined) return { name, key: '', value: '' };
    const full = value.includes(':') ? value : key === 'system' ? codeSystem(value) : key === 'url' ? extensionUrl(value) : value;
    return { name, key, value: full };
  });
  const last = steps.at(-1);
  return { text, steps: steps.slice(0, -1), last: last?.name ?? '', first: last?.key === '' };
}

/** What stands there; undefined when the way is not there. */
export function seek(start: Node | undefined, { steps, last, first }: Path): unknown {
  let node = start;
  for (const { name, key, value } of steps) {
    if (node === undefined) return undefined;
    const next = node[name];
    if (key === null) node = isNode(next) ? next : undefined;
    else if (!Array.isArray(next)) node = undefined;
    else node = key === '' ? nodesOf(next)[0] : nodesOf(next).find((one) => one[key] === value);
  }
  const found = node?.[last];
  return !first ? found : Array.isArray(found) ? found[0] : undefined;
}

/** Puts it there, making the way. */
export function place(start: Node, { steps, last, first }: Path, content: unknown): void {
  let node = start;
  for (const step of steps) node = step.key === null ? child(node, step.name) : member(node, step);
  if (first) listAt(node, last)[0] = content;
  else node[last] = content;
}

export function child(node: Node, name: string): Node {
  const found = node[name];
  if (isNode(found)) return found;
  const made: Node = {};
  node[name] = made;
  return made;
}

function member(node: Node, { name, key, value }: Step): Node {
  const list = listAt(node, name);
  const found = nodesOf(list).find((one) => key === '' || key === null || one[key] === value);
  if (found) return found;
  const made: Node = key === '' || key === null ? {} : { [key]: value };
  list.push(made);
  return made;
}

/** The list of that name, made when it is not there. */
export function listAt(node: Node, name: string): unknown[] {
  const found: unknown = node[name];
  if (Array.isArray(found)) return found;
  const made: unknown[] = [];
  node[name] = made;
  return made;
}
