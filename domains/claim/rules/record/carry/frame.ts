import type { LayoutName, Row } from '../../model/index.ts';
import { layout } from '../../standard/index.ts';
import type { RecordTools } from '../types.ts';
import { named, type Carrier, type Unnamed } from './carrier.ts';
import type { Node } from './node.ts';

/** What carriers see of the bundle around their row, while it is written and while it is read. */
export interface World {
  readonly facility: string;
  resolve(reference: string): Node | undefined;
  readonly claim: Node | undefined;
  readonly encounter: Node | undefined;
  /** In the order of the cards. */
  readonly coverages: readonly Node[];
  /** Line of the Claim by its id: `XML2.3`. */
  item(id: string): Node | undefined;
}

/** One resource, or part of one, that a row becomes. */
export interface Role {
  /** For people: `MedicationDispense`, `Claim.item`. */
  readonly type: string;
  /** An entry of the bundle; else a part of one. */
  readonly isResource: boolean;
  /** Made for every row; else when a field has something to say there. */
  readonly always: boolean;
  create?(frame: Frame, writer: Writer): Node;
  find(frame: Frame, world: World, own: readonly Node[]): Node | undefined;
}

/** Where new resources go while a row is written. */
export interface Writer extends World {
  readonly tools: RecordTools;
  readonly subject: { readonly reference: string };
  readonly encounterReference: { readonly reference: string };
  id(kind: string, ...parts: readonly (string | number)[]): string;
  /** `meta.source` of a resource of that row. */
  source(layout: LayoutName, at: number): string;
  /** A new line of the Claim. */
  addItem(item: Node): void;
}

/** How the rows of one layout stand in the record. */
export interface TableMap {
  readonly layout: LayoutName;
  /** The role that says what is absent, empty, or to be read as written. */
  readonly head: string;
  readonly roles: Readonly<Record<string, Role>>;
  readonly carriers: readonly Carrier[];
  readonly names: readonly string[];
}

/** @throws Error when a field of the layout has no carrier, or a carrier no field: the map is total. */
export function tableMap(name: LayoutName, head: string, roles: Readonly<Record<string, Role>>, fields: Readonly<Record<string, Carrier | Unnamed>>): TableMap {
  const { names, table } = layout(name);
  const strange = Object.keys(fields).filter((field) => !names.includes(field));
  if (strange.length > 0) throw new Error(`${name} has no field ${strange.join(', ')}`);
  const carriers = names.map((field) => {
    const carrier = fields[field];
    if (carrier === undefined) throw new Error(`${name}.${field} has no carrier`);
    return named(carrier, field, `claim-${table}`);
  });
  return { layout: name, head, roles, carriers, names };
}

const NO_TOOLS: RecordTools = { id: () => '', decimal: () => undefined };

/** One row and the resources it stands in. */
export class Frame {
  readonly map: TableMap;
  /** 1-based. */
  readonly at: number;
  /** The row of XML1 or XML0 that says who and when; for those tables themselves: nothing. */
  readonly main: Row;
  readonly world: World;
  readonly tools: RecordTools;
  readonly #nodes = new Map<string, Node>();
  readonly #writer: Writer | undefined;

  constructor(map: TableMap, at: number, main: Row, world: World, writer?: Writer) {
    this.map = map;
    this.at = at;
    this.main = main;
    this.world = world;
    this.tools = writer?.tools ?? NO_TOOLS;
    this.#writer = writer;
  }

  node(role: string): Node | undefined {
    return this.#nodes.get(role);
  }

  hold(role: string, node: Node | undefined): void {
    if (node !== undefined) this.#nodes.set(role, node);
  }

  /** The resource of that role, begun when it is not there yet. */
  make(role: string): Node {
    const found = this.#nodes.get(role);
    if (found !== undefined) return found;
    const create = this.map.roles[role]?.create;
    if (create === undefined || this.#writer === undefined) throw new Error(`${this.map.layout} cannot begin ${role}`);
    const made = create(this, this.#writer);
    this.#nodes.set(role, made);
    return made;
  }
}
