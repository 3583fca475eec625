import type { Chain, Edge } from './chain.ts';
import { isJson } from '../json.ts';
import type { SearchValue, Take } from './types.ts';

type Keep = Extract<Edge, { kind: 'keep' }>;

/**
 * The chains of all parameters of a type, joined at their common beginnings: a resource is walked once, whatever the number of parameters.
 * Built by `add`, used by `walk`.
 */
export class Trie {
  readonly #takes: Take[] = [];
  readonly #below: { readonly name: string; readonly at: number | undefined; readonly trie: Trie }[] = [];
  readonly #kept: { readonly edge: Keep; readonly trie: Trie }[] = [];

  add(chain: Chain, take: Take): void {
    chain.edges.reduce<Trie>((trie, edge) => trie.#next(edge), this).#takes.push(take);
  }

  #next(edge: Edge): Trie {
    if (edge.kind === 'keep') {
      let kept = this.#kept.find((one) => one.edge.label === edge.label);
      if (!kept) this.#kept.push(kept = { edge, trie: new Trie() });
      return kept.trie;
    }
    let below = this.#below.find((one) => one.name === edge.name && one.at === edge.at);
    if (!below) this.#below.push(below = { name: edge.name, at: edge.at, trie: new Trie() });
    return below.trie;
  }

  /** Lets every take see the elements its chain leads to. @param resource the whole, which `value` is or belongs to */
  walk(value: unknown, out: SearchValue[], resource: unknown): void {
    for (const take of this.#takes) take(value, out, resource);
    for (const { edge, trie } of this.#kept) if (edge.test(value)) trie.walk(value, out, resource);
    if (this.#below.length === 0 || !isJson(value)) return;
    for (const { name, at, trie } of this.#below) {
      const found = value[name];
      if (found === undefined || found === null) continue;
      if (!Array.isArray(found)) trie.walk(found, out, resource);
      else if (at !== undefined) trie.walkElement(found[at], out, resource);
      else for (const one of found) trie.walkElement(one, out, resource);
    }
  }

  /** A primitive that has only extensions leaves a null in its list. */
  walkElement(value: unknown, out: SearchValue[], resource: unknown): void {
    if (value !== null && value !== undefined) this.walk(value, out, resource);
  }
}
