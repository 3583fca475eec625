import { extensionUrl } from '#domains/person/rules';
import { string, type Codec } from './codec.ts';
import type { Frame } from './frame.ts';
import { listAt, nodesOf, path, place, seek, type Node } from './node.ts';
import type { Why } from './why.ts';

/** How one field of the standard stands in the record: written there, and read from there alone. */
export interface Carrier {
  readonly by: 'element' | 'extension';
  /** Role of the resource inside its row (`item`, `dispense` …). */
  readonly role: string;
  /** Inside the resource, for people. */
  readonly path: string;
  /** Why no element carries it; null for elements. */
  readonly why: Why | null;
  /** The text that needs nothing written, if there is one; for the row's own number ROW. */
  readonly usual?: string;
  put(frame: Frame, value: string): void;
  /** undefined: nothing is there. */
  get(frame: Frame): string | undefined;
}

/** An element. */
export function at(role: string, where: string, codec: Codec = string): Carrier {
  const to = path(where);
  return {
    by: 'element', role, path: where, why: null,
    put: (frame, value) => {
      const content = codec.write(value, frame.tools);
      if (content !== undefined) place(frame.make(role), to, content);
    },
    get: (frame) => codec.read(seek(frame.node(role), to)),
  };
}

/** An extension inside an element, where FHIR itself or our Patient puts it. */
export function atExtension(role: string, why: Why, where: string, codec: Codec): Carrier {
  return { ...at(role, where, codec), by: 'extension', why };
}

/** In another extension than the table's own. */
export function inGroup(group: string, inner: Unnamed): Unnamed {
  return (field) => inner(field, group);
}

/** A `;` list: one member of a list element for each item. `slice` marks ours in a list that several fields share. */
export function each(role: string, where: string, codec: Codec, slice?: string): Carrier {
  const to = path(where);
  const mine = (one: Node): boolean => slice === undefined || (typeof one['id'] === 'string' && one['id'].startsWith(`${slice}.`));
  return {
    by: 'element', role, path: slice === undefined ? `${where}[]` : `${where}[id=${slice}.n]`, why: null,
    put: (frame, value) => {
      const items = itemsOf(value).map((item) => codec.write(item, frame.tools)).filter((item) => item !== undefined);
      if (items.length === 0) return;
      const before = seek(frame.make(role), to);
      const made = slice === undefined ? items : items.map((item, index) => ({ id: `${slice}.${index + 1}`, ...(typeof item === 'object' && item) }));
      place(frame.make(role), to, [...(Array.isArray(before) ? before : []), ...made]);
    },
    get: (frame) => joined(nodesOf(seek(frame.node(role), to)).filter(mine).map(codec.read)),
  };
}

/** A typed part of the extension `claim-<table>` of its resource, named as the field. */
export function ext(role: string, why: Why, codec: Codec = string): Unnamed {
  return (field, group) => ({
    by: 'extension', role, path: `extension[${group}].extension[${field}].value${codec.type}`, why,
    put: (frame, value) => {
      const content = codec.write(value, frame.tools);
      if (content !== undefined) parts(frame.make(role), group).push({ url: field, [`value${codec.type}`]: content });
    },
    get: (frame) => codec.read(found(frame.node(role), group, field)?.[`value${codec.type}`]),
  });
}

/** The same for a `;` list: one part for each item. */
export function extEach(role: string, why: Why, codec: Codec): Unnamed {
  return (field, group) => ({
    by: 'extension', role, path: `extension[${group}].extension[${field}][].value${codec.type}`, why,
    put: (frame, value) => {
      for (const item of itemsOf(value)) {
        const content = codec.write(item, frame.tools);
        if (content !== undefined) parts(frame.make(role), group).push({ url: field, [`value${codec.type}`]: content });
      }
    },
    get: (frame) => joined(members(frame.node(role), group).filter((one) => one['url'] === field).map((one) => codec.read(one[`value${codec.type}`]))),
  });
}

/** Stands for the number of the row. */
export const ROW = '#';

/** As `inner`, but `usual` (a text, or ROW) is not written out: it is meant where nothing is said. */
export function unless(usual: string, inner: Carrier | Unnamed): Unnamed {
  const usualOf = (frame: Frame): string => (usual === ROW ? String(frame.at) : usual);
  return (field, group) => {
    const one = named(inner, field, group);
    return {
      ...one, usual,
      put: (frame, value) => { if (value !== usualOf(frame)) one.put(frame, value); },
      get: (frame) => one.get(frame) ?? usualOf(frame),
    };
  };
}

/** What the row repeats of the visit: it is read from the Patient, Encounter, Coverage that the resource refers to. */
export function sameAs(other: string): Carrier {
  return { by: 'element', role: '', path: `→ XML1.${other}`, why: null, put: () => {}, get: (frame) => frame.main[other] };
}

/** A carrier that still has to hear which field of which table it is for. */
export type Unnamed = (field: string, group: string) => Carrier;

export function named(carrier: Carrier | Unnamed, field: string, group: string): Carrier {
  return typeof carrier === 'function' ? carrier(field, group) : carrier;
}

export const itemsOf = (value: string): string[] => value.split(';').map((item) => item.trim()).filter((item) => item !== '');

function joined(items: readonly (string | undefined)[]): string | undefined {
  const there = items.filter((item) => item !== undefined);
  return there.length === 0 ? undefined : there.join(';');
}

function members(node: Node | undefined, group: string): Node[] {
  const url = extensionUrl(group);
  return nodesOf(nodesOf(node?.['extension']).find((one) => one['url'] === url)?.['extension']);
}

const found = (node: Node | undefined, group: string, field: string): Node | undefined => members(node, group).find((one) => one['url'] === field);

/** The parts of an extension of ours, made when it is not there. */
export function parts(node: Node, group: string): unknown[] {
  const url = extensionUrl(group);
  const list = listAt(node, 'extension');
  let whole = nodesOf(list).find((one) => one['url'] === url);
  if (whole === undefined) {
    whole = { url };
    list.push(whole);
  }
  return listAt(whole, 'extension');
}
