import type { LayoutName, Row, TableName } from '../model/index.ts';
import type { Writer } from './carry/frame.ts';
import { isNode, listAt, textOf, type Node } from './carry/node.ts';
import { moment } from './element.ts';
import { mainRow, text } from './key.ts';
import { dayOfVisit, sensitiveOf, type Sensitive } from './sensitive.ts';
import { securityOf } from './security.ts';
import { sourceOf } from './source.ts';
import type { RecordEntry, RecordInput, RecordResource, RecordTools } from './types.ts';

/** What every part of the mapping needs of one dossier, and where it puts what it makes. */
export class Scene implements Writer {
  readonly input: RecordInput;
  readonly tools: RecordTools;
  readonly main: Row;
  /** yyyyMMdd of the visit: the day by which codes are read. */
  readonly day: string;
  readonly sensitive: Sensitive;
  readonly subject: { readonly reference: string };
  readonly encounterReference: { readonly reference: string };
  readonly facility: string;
  readonly entries: RecordEntry[] = [];
  claim: Node | undefined;
  encounter: Node | undefined;
  coverages: readonly Node[] = [];
  readonly #known = new Map<string, Node>();

  constructor(input: RecordInput, tools: RecordTools) {
    this.input = input;
    this.tools = tools;
    this.facility = input.facility.code;
    this.main = mainRow(input.dossier) ?? {};
    this.day = dayOfVisit(input.dossier);
    this.sensitive = sensitiveOf(input.dossier, input.catalogues, this.day);
    this.subject = { reference: `Patient/${input.patient}` };
    this.encounterReference = { reference: `Encounter/${this.id('visit')}` };
  }

  /** Stable id of what a row became: a revision updates the same resource. */
  id(kind: string, ...parts: readonly (string | number)[]): string {
    return this.tools.id(this.facility, this.input.maLk, kind, ...parts.map(String));
  }

  source(layout?: LayoutName, row?: number): string {
    return sourceOf(this.input.dossierId, layout, row);
  }

  /** Of what the visit itself is made of: its row of XML1 or XML0, where there is one. */
  get mainSource(): string {
    const name = this.input.dossier.kind === 'claim' ? 'XML1' : 'XML0';
    return this.rows(name).length > 0 ? this.source(name, 1) : this.source();
  }

  rows(table: TableName): readonly Row[] {
    return this.input.dossier.tables.get(table)?.rows ?? [];
  }

  /** Display of a code on the day of the visit. */
  display(list: string, code: string): string | undefined {
    return code === '' ? undefined : this.input.catalogues.find(list, code, this.day)?.display;
  }

  resolve(reference: string): Node | undefined {
    return this.#known.get(reference);
  }

  /** When the visit's findings were written down, as far as the dossier says. */
  get recorded(): string | undefined {
    return moment(text(this.main, 'NGAY_RA')) ?? moment(text(this.main, 'NGAY_VAO'));
  }

  item(): undefined {
    return undefined;
  }

  addItem(item: Node): void {
    if (this.claim === undefined) throw new Error('a line before its Claim');
    const list = listAt(this.claim, 'item');
    item['sequence'] = list.length + 1;
    item['encounter'] = [this.encounterReference];
    list.push(item);
  }

  /** Puts a resource into the bundle; it may still be filled afterwards. The labels stand in it too, for whoever gets it without our store. */
  add(node: Node, labels: readonly string[] = this.sensitive.visit): void {
    if (!isResource(node)) throw new Error('a resource has a type and an id');
    if (labels.length > 0) node['meta'] = { ...(isNode(node['meta']) && node['meta']), security: securityOf(labels) };
    this.#known.set(`${node.resourceType}/${node.id}`, node);
    this.entries.push({ resource: node, labels });
  }
}

function isResource(node: Node): node is Node & RecordResource {
  return textOf(node['resourceType']) !== undefined && textOf(node['id']) !== undefined;
}
