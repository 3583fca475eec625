import type { FileKind, LayoutName, Row } from '../../model/index.ts';
import { text } from '../../model/index.ts';
import { layout, type FieldKind } from '../../standard/index.ts';
import { ext } from '../carry/carrier.ts';
import { date, dateTime, decimal, integer, string, type Codec } from '../carry/codec.ts';
import { tableMap, type TableMap } from '../carry/frame.ts';
import { isNode, nodesOf, type Node } from '../carry/node.ts';
import { paper } from '../carry/paper.ts';
import { formOfService, XML2, XML3_ACT, XML3_LINE, XML3_TEST } from './lines.ts';
import { XML13, XML13_3176, XML14 } from './onward.ts';
import { XML10, XML11, XML7, XML8 } from './papers.ts';
import { XML12, XML9 } from './persons.ts';
import { XML15, XML6 } from './programmes.ts';
import { XML4, XML5 } from './results.ts';
import { XML0, XML1 } from './visit.ts';

/** Every field of the standard and where it stands in the record. XML3 has three forms: what a service is decides. */
export const TABLE_MAPS: Readonly<Record<LayoutName, readonly TableMap[]>> = {
  XML0: [XML0], XML1: [XML1], XML2: [XML2], XML3: [XML3_LINE, XML3_ACT, XML3_TEST], XML4: [XML4], XML5: [XML5], XML6: [XML6], XML7: [XML7], XML8: [XML8], XML9: [XML9],
  XML10: [XML10], XML11: [XML11], XML12: [XML12], XML13: [XML13], 'XML13@3176': [XML13_3176], XML14: [XML14], XML15: [XML15],
};

/** Tables whose rows have no place where there is no visit, or a second time in one. */
const OF_VISIT: ReadonlySet<string> = new Set(['XML0', 'XML1', 'XML2', 'XML3']);

/** The form that a row takes. @param at 1-based */
export function mapForRow(kind: FileKind, name: LayoutName, row: Row, at: number): TableMap {
  const main = kind === 'claim' ? 'XML1' : kind === 'checkin' ? 'XML0' : '';
  if (OF_VISIT.has(name) && (name === 'XML0' || name === 'XML1' ? name !== main || at > 1 : kind !== 'claim')) return spare(name);
  if (name === 'XML3') return formOfService(text(row, 'MA_NHOM'), text(row, 'MA_DICH_VU'));
  return TABLE_MAPS[name][0] ?? spare(name);
}

/** The form that a row took, by the resources that name it as their source. */
export function mapForResources(name: LayoutName, own: readonly Node[]): TableMap {
  if (own.some(isSpare)) return spare(name);
  if (name === 'XML3') return own.some((one) => one['resourceType'] === 'Procedure') ? XML3_ACT : own.some((one) => one['resourceType'] === 'DiagnosticReport') ? XML3_TEST : XML3_LINE;
  return TABLE_MAPS[name][0] ?? spare(name);
}

const isSpare = (one: Node): boolean => one['resourceType'] === 'Composition' && isNode(one['type']) && nodesOf(one['type']['coding']).some((coding) => OF_VISIT.has(String(coding['code'])));

const BY_KIND: Readonly<Record<FieldKind, Codec>> = {
  string, integer, decimal, date, datetime: dateTime, 'date-or-datetime': dateTime, list: string, 'date-list': string,
};

const spares = new Map<LayoutName, TableMap>();

/** A row that should not be there (a second XML1, an XML0 inside a claim): a paper whose fields are all typed extensions, so that nothing is lost. */
function spare(name: LayoutName): TableMap {
  const known = spares.get(name);
  if (known) return known;
  const made = tableMap(name, 'paper', { paper: paper(name, false) }, Object.fromEntries(layout(name).fields.map((field) => [field.name, ext('paper', 'reserve', BY_KIND[field.kind])])));
  spares.set(name, made);
  return made;
}
