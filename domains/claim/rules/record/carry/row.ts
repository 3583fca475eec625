import type { Row } from '../../model/index.ts';
import { layout } from '../../standard/index.ts';
import { parts } from './carrier.ts';
import type { Frame } from './frame.ts';
import { isNode, nodesOf, textOf, type Node } from './node.ts';
import { extensionUrl } from '#domains/person/rules';

const AS_WRITTEN = 'as-written';
/** Fields that the file did not have; every other field of the layout was there, with content or empty. */
const ABSENT = 'absent-fields';
/** Fields that were there without content although their place in the record says something (a date that R4 demands, the visit's name …). */
const EMPTY = 'empty-fields';

/** Puts a row into its resources and proves at once that it can be had back; what cannot is written as it was. */
export function putRow(frame: Frame, row: Row): void {
  const { names, carriers } = frame.map;
  for (let i = 0; i < names.length; i += 1) {
    const value = row[names[i] ?? ''];
    if (value !== undefined && value !== '') carriers[i]?.put(frame, value);
  }
}

/** After everything that is derived stands too. */
export function proveRow(frame: Frame, row: Row): void {
  const { names, carriers, head } = frame.map;
  for (let i = 0; i < names.length; i += 1) {
    const field = names[i] ?? '';
    const value = row[field];
    const back = value === undefined ? undefined : carriers[i]?.get(frame) ?? '';
    if (value === back && value !== undefined) continue;
    if (value === undefined) parts(frame.make(head), ABSENT).push({ url: 'field', valueCode: field });
    else if (value === '') parts(frame.make(head), EMPTY).push({ url: 'field', valueCode: field });
    // Quotation marks keep spaces at the ends, and a text of nothing but spaces, from being cut off in FHIR's XML form.
    else writtenOf(frame.make(head)).push({ url: extensionUrl(AS_WRITTEN), extension: [{ url: 'field', valueCode: field }, { url: 'value', valueString: `"${value}"` }] });
  }
}

/** The row as it was written. */
export function getRow(frame: Frame): Row {
  const { names, carriers, head } = frame.map;
  const row: Record<string, string | undefined> = { ...layout(frame.map.layout).blank };
  const node = frame.node(head);
  const absent = fieldsIn(node, ABSENT);
  const empty = fieldsIn(node, EMPTY);
  const written = asWritten(node);
  for (let i = 0; i < names.length; i += 1) {
    const field = names[i] ?? '';
    if (absent?.has(field)) continue;
    row[field] = written?.get(field) ?? (empty?.has(field) ? '' : carriers[i]?.get(frame) ?? '');
  }
  return row;
}

/** Which of a row's fields stand as an exception, and which of its filled ones by what. For counting. */
export function asWritten(node: Node | undefined): Map<string, string> | undefined {
  const url = extensionUrl(AS_WRITTEN);
  let found: Map<string, string> | undefined;
  for (const one of nodesOf(node?.['extension'])) {
    if (one['url'] !== url) continue;
    const inner = nodesOf(one['extension']);
    const field = textOf(inner.find((each) => each['url'] === 'field')?.['valueCode']);
    const value = textOf(inner.find((each) => each['url'] === 'value')?.['valueString']);
    if (field !== undefined && value !== undefined) (found ??= new Map()).set(field, value.slice(1, -1));
  }
  return found;
}

function writtenOf(node: Node): unknown[] {
  const list: unknown = node['extension'];
  if (Array.isArray(list)) return list;
  const made: unknown[] = [];
  node['extension'] = made;
  return made;
}

function fieldsIn(node: Node | undefined, group: string): Set<string> | undefined {
  const url = extensionUrl(group);
  const whole = nodesOf(node?.['extension']).find((one) => one['url'] === url);
  return isNode(whole) ? new Set(nodesOf(whole['extension']).flatMap((one) => textOf(one['valueCode']) ?? [])) : undefined;
}
