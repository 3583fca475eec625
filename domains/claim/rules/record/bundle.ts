import { extensionUrl, SID } from '#domains/person/rules';
import type { LayoutName } from '../model/index.ts';
import { ours } from './aliases.ts';
import type { World } from './carry/frame.ts';
import { nodesOf, path, seek, textOf, type Node } from './carry/node.ts';
import { ENVELOPE } from './provenance.ts';
import { isLayout, rowOf } from './source.ts';
import type { RecordResource } from './types.ts';

/** The resources have no Provenance of a dossier among them, or that of several. */
export class NotOneDossierError extends Error {}

const WHO = path('agent[0].who.identifier.value');
const KEY = path('meta.source');

/** The resources of one dossier, found by what they were made of. */
export class Bundle implements World {
  readonly facility: string;
  readonly provenance: Node;
  readonly claim: Node | undefined;
  readonly encounter: Node | undefined;
  readonly coverages: readonly Node[];
  /** Highest row of each layout. */
  readonly rows = new Map<LayoutName, number>();
  readonly #own = new Map<string, Node[]>();
  readonly #known = new Map<string, Node>();
  readonly #items: ReadonlyMap<string, Node>;

  constructor(resources: readonly RecordResource[]) {
    const all = resources.map(ours);
    const provenances = all.filter((one) => one['resourceType'] === 'Provenance' && nodesOf(one['extension']).some((each) => each['url'] === extensionUrl(ENVELOPE)));
    const [provenance] = provenances;
    if (provenance === undefined || provenances.length > 1) throw new NotOneDossierError(`${provenances.length} dossiers instead of one`);
    this.provenance = provenance;
    this.facility = textOf(seek(provenance, WHO)) ?? '';
    // What an earlier revision had and this one has not is in the record still, as entered in error; this revision's Provenance does not name it.
    const dossier = textOf(seek(provenance, KEY)) ?? '';
    const targets = new Set(nodesOf(provenance['target']).map((one) => one['reference']));
    const mine = all.filter((one) => textOf(seek(one, KEY))?.split('#')[0] === dossier && targets.has(`${String(one['resourceType'])}/${String(one['id'])}`));
    const of = (type: string): Node[] => mine.filter((one) => one['resourceType'] === type);
    this.claim = of('Claim')[0];
    this.encounter = of('Encounter')[0];
    this.coverages = of('Coverage').filter((one) => one['order'] !== undefined).sort((a, b) => Number(a['order']) - Number(b['order']));
    for (const one of mine) {
      this.#known.set(`${String(one['resourceType'])}/${String(one['id'])}`, one);
      const row = rowOf(one);
      if (row !== undefined) this.#note(row.layout, row.row, one);
    }
    const items = nodesOf(this.claim?.['item']);
    this.#items = new Map(items.map((item) => [String(item['id']), item]));
    for (const item of items) {
      const [layout = '', row = ''] = String(item['id']).split('.');
      if (isLayout(layout)) this.#note(layout, Number(row));
    }
  }

  #note(layout: LayoutName, row: number, resource?: Node): void {
    this.rows.set(layout, Math.max(this.rows.get(layout) ?? 0, row));
    if (resource === undefined) return;
    const key = `${layout}/${row}`;
    const known = this.#own.get(key);
    if (known) known.push(resource);
    else this.#own.set(key, [resource]);
  }

  /** Resources that name this row as their source. */
  own(layout: LayoutName, row: number): readonly Node[] {
    return this.#own.get(`${layout}/${row}`) ?? [];
  }

  item(id: string): Node | undefined {
    return this.#items.get(id);
  }

  resolve(reference: string): Node | undefined {
    return this.#known.get(reference);
  }

  /** What the Provenance says of the file: values under a name. */
  said(name: string): string[] {
    const whole = nodesOf(this.provenance['extension']).find((one) => one['url'] === extensionUrl(ENVELOPE));
    return nodesOf(whole?.['extension']).filter((one) => one['url'] === name).flatMap((one) => textOf(one['valueCode']) ?? textOf(one['valueString'])?.slice(1, -1) ?? []);
  }

  /** MA_LK as the Encounter is known by. */
  get visitKey(): string {
    return textOf(nodesOf(this.encounter?.['identifier']).find((one) => one['system'] === SID.visit(this.facility))?.['value']) ?? '';
  }
}

