import type { Dossier, LayoutName } from '../model/index.ts';
import { TABLES } from '../model/index.ts';
import { Bundle } from './bundle.ts';
import { ROW, type Carrier } from './carry/carrier.ts';
import { asWritten } from './carry/row.ts';
import { WHY } from './carry/why.ts';
import { mapForResources, TABLE_MAPS } from './tables/index.ts';
import type { RecordResource } from './types.ts';
import { isNode } from './carry/node.ts';

/** Where one field stands, for docs/claim-fhir.md. */
export interface CarrierLine {
  readonly layout: LayoutName;
  readonly field: string;
  readonly by: 'element' | 'extension';
  /** Resource and path, one for each form that the row may take. */
  readonly places: readonly string[];
  /** Why no element carries it; '' for elements. */
  readonly why: string;
}

const LAYOUTS: readonly LayoutName[] = [...TABLES.slice(0, 14), 'XML13@3176', ...TABLES.slice(14)];

/** Every official field in the standard's order. A field that an element carries in one form counts as an element's. */
export function carriersOf(): CarrierLine[] {
  return LAYOUTS.flatMap((layout) => {
    const maps = TABLE_MAPS[layout];
    return (maps[0]?.names ?? []).map((field, index) => {
      const carriers = maps.flatMap((map) => { const carrier = map.carriers[index]; return carrier ? [{ carrier, type: map.roles[carrier.role]?.type ?? '' }] : []; });
      const why = carriers.find(({ carrier }) => carrier.why !== null)?.carrier.why ?? null;
      const element = carriers.some(({ carrier }) => carrier.by === 'element');
      return { layout, field, by: element ? 'element' as const : 'extension' as const, places: [...new Set(carriers.map(({ carrier, type }) => placeOf(carrier, type)))], why: element || why === null ? '' : WHY[why] };
    });
  });
}

function placeOf(carrier: Carrier, type: string): string {
  if (carrier.role === '') return carrier.path;
  return `${carrier.role === 'coverage' ? 'Coverage' : type}.${carrier.path}`;
}

/** `usual`: nothing had to be written (an amount of 0, a row number that is the row's). */
export interface Shares { element: number; extension: number; usual: number; written: number }

/** By what the filled values of a dossier stand in its resources. */
export function counted(dossier: Dossier, resources: readonly RecordResource[]): Shares {
  const bundle = new Bundle(resources);
  const shares: Shares = { element: 0, extension: 0, usual: 0, written: 0 };
  for (const table of dossier.tables.values()) table.rows.forEach((row, index) => {
    const own = bundle.own(table.layout, index + 1);
    const map = mapForResources(table.layout, own);
    const head = own.find((one) => one['resourceType'] === map.roles[map.head]?.type) ?? bundle.item(`${table.layout}.${index + 1}`);
    const written = isNode(head) ? asWritten(head) : undefined;
    map.names.forEach((field, at) => {
      if (!row[field]) return;
      const carrier = map.carriers[at];
      if (written?.has(field)) shares.written += 1;
      else if (carrier?.usual !== undefined && row[field] === (carrier.usual === ROW ? String(index + 1) : carrier.usual)) shares.usual += 1;
      else shares[carrier?.by ?? 'extension'] += 1;
    });
  });
  return shares;
}
