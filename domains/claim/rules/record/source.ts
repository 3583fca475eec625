import { SID } from '#domains/person/rules';
import { TABLES, type LayoutName } from '../model/index.ts';
import type { Node } from './carry/node.ts';
import { isNode, textOf } from './carry/node.ts';

/** `meta.source`: the dossier, and behind # the table and the row that a resource was made of. No personal data. */
export function sourceOf(dossierId: string, layout?: LayoutName, row?: number): string {
  return `${SID.dossier}/${dossierId}${layout === undefined ? '' : `#${layout}/${row}`}`;
}

const LAYOUTS: ReadonlySet<string> = new Set([...TABLES, 'XML13@3176']);
export const isLayout = (name: string): name is LayoutName => LAYOUTS.has(name);

/** @returns undefined when the resource names no row */
export function rowOf(resource: Node): { readonly layout: LayoutName; readonly row: number } | undefined {
  const meta = resource['meta'];
  const source = isNode(meta) ? textOf(meta['source']) : undefined;
  const [, layout = '', row = ''] = /#([^/]+)\/(\d+)$/.exec(source ?? '') ?? [];
  return isLayout(layout) ? { layout, row: Number(row) } : undefined;
}
