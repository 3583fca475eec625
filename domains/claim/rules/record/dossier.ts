import { TABLES, type Dossier, type FileKind, type LayoutName, type Row, type Table, type TableName } from '../model/index.ts';
import { layout } from '../standard/index.ts';
import { Bundle, NotOneDossierError } from './bundle.ts';
import { date } from './carry/codec.ts';
import { Frame } from './carry/frame.ts';
import { getRow } from './carry/row.ts';
import { isLayout } from './source.ts';
import { mapForResources } from './tables/index.ts';
import type { RecordResource } from './types.ts';

const KINDS: readonly FileKind[] = ['claim', 'checkin', 'assessment'];

/**
 * The dossier that resources were made of, every field as it was written, from the resources alone. The shared Patient is not asked: a later
 * visit may have changed it. Numbers must be as parseExact gives them, because 10.000 is not 10.
 * @param resources of one bundle, in any order; others of the same patient are passed over
 * @returns position 1 and no problems: these belong to reading a file
 * @throws NotOneDossierError
 */
export function dossierOf(resources: readonly RecordResource[]): Dossier {
  const bundle = new Bundle(resources);
  const kind = KINDS.find((one) => one === bundle.said('kind')[0]);
  if (kind === undefined) throw new NotOneDossierError('the Provenance does not say which kind of dossier');
  const tables = new Map<TableName, Table>();
  const main = mainRow(bundle, kind);
  for (const [name, rows] of bundle.rows) {
    const { table } = layout(name);
    tables.set(table, { name: table, layout: name, rows: Array.from({ length: rows }, (_none, index) => rowOf(bundle, name, index + 1, index === 0 && isMain(kind, table) ? {} : main)) });
  }
  for (const emptiness of ['content', 'list', 'none'] as const) for (const name of bundle.said(`empty-${emptiness}`)) if (isLayout(name)) {
    const { table } = layout(name);
    tables.set(table, { name: table, layout: name, rows: [], ...(emptiness !== 'none' && { emptiness }) });
  }
  const order = bundle.said('order');
  const names = [...tables.keys()].sort((a, b) => (order.length > 0 ? order.indexOf(a) - order.indexOf(b) : TABLES.indexOf(a) - TABLES.indexOf(b)));
  return {
    kind, position: 1, facility: bundle.said('facility')[0] ?? bundle.facility, createdOn: bundle.said('made')[0] ?? date.read(bundle.provenance['occurredDateTime']) ?? '',
    tables: new Map(names.flatMap((name) => { const table = tables.get(name); return table ? [[name, table] as const] : []; })), problems: [],
  };
}

const isMain = (kind: FileKind, table: TableName): boolean => table === (kind === 'claim' ? 'XML1' : kind === 'checkin' ? 'XML0' : '');

/** What the other rows repeat of the visit. */
function mainRow(bundle: Bundle, kind: FileKind): Row {
  const name: LayoutName = kind === 'claim' ? 'XML1' : 'XML0';
  return bundle.own(name, 1).some((one) => one['resourceType'] === 'Encounter') ? rowOf(bundle, name, 1, {}) : { MA_LK: bundle.visitKey };
}

function rowOf(bundle: Bundle, name: LayoutName, at: number, main: Row): Row {
  const own = bundle.own(name, at);
  const map = mapForResources(name, own);
  const frame = new Frame(map, at, main, bundle);
  for (const [role, spec] of Object.entries(map.roles)) frame.hold(role, spec.find(frame, bundle, own));
  return getRow(frame);
}
