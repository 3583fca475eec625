import { z } from 'zod';
import { readMultipart } from './multipart.ts';

/** How a program wrote its body. */
export type Way = 'form' | 'json' | 'multipart';

export interface Fields {
  readonly way: Way;
  /** By lower-case name; of a name that comes twice the first counts. */
  readonly values: ReadonlyMap<string, string>;
  /** Only in JSON: lists of texts. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

const flat = z.record(z.string(), z.unknown());
const texts = z.array(z.string()).max(200);

/**
 * The fields of a body: form-urlencoded, JSON or multipart/form-data. What the header says is believed for multipart alone: programs announce forms as JSON and the other way round.
 * @returns undefined: none of the three
 */
export function readFields(contentType: string | undefined, body: Buffer): Fields | undefined {
  const boundary = boundaryOf(contentType ?? '');
  if (boundary !== undefined) {
    const values = readMultipart(body, boundary);
    return values === undefined ? undefined : { way: 'multipart', values, lists: new Map() };
  }
  return /^(?:\u00EF\u00BB\u00BF)?\s*\{/u.test(body.subarray(0, 64).toString('latin1')) ? ofJson(body) : { way: 'form', values: readForm(body.toString('latin1')), lists: new Map() };
}

function boundaryOf(contentType: string): string | undefined {
  if (!/^multipart\/form-data\s*;/iu.test(contentType)) return undefined;
  const found = /;\s*boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/iu.exec(contentType);
  return found?.[1] ?? found?.[2] ?? '';
}

function ofJson(body: Buffer): Fields | undefined {
  const read = flat.safeParse(parse(body.toString('utf8').replace(/^\uFEFF/u, '')));
  if (!read.success) return undefined;
  const values = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(read.data)) {
    const name = key.toLowerCase();
    const list = texts.safeParse(value);
    if (list.success) lists.set(name, list.data);
    else if ((typeof value === 'string' || typeof value === 'number') && !values.has(name)) values.set(name, String(value));
  }
  return { way: 'json', values, lists };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `a=1&b=2`, one character a byte. A `%` that begins no escape stays as it is. */
export function readForm(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const part of text.split('&')) {
    const at = part.indexOf('=');
    const name = unescape(at < 0 ? part : part.slice(0, at)).trim().toLowerCase();
    if (name !== '' && name.length <= 100 && !values.has(name)) values.set(name, at < 0 ? '' : unescape(part.slice(at + 1)));
  }
  return values;
}

function unescape(text: string): string {
  return text.replaceAll('+', ' ').replace(/%([0-9A-Fa-f]{2})/gu, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
