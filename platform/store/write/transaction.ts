import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { STORE_FAULTS } from '../faults.ts';
import { fetchResource, type Stored } from '../read.ts';
import { search, type Found } from '../search/search.ts';
import { writeBundle, type Entry, type Removal, type Written } from './bundle.ts';
import { keyOf, lockConditions, matchOf, type Condition } from './condition.ts';
import { newId } from './id.ts';
import { repoint } from './references.ts';

/** An entry of a Bundle of type transaction or batch, as far as the store reads it. */
export const bundleEntry = z.object({
  fullUrl: z.string().optional(),
  resource: z.looseObject({ resourceType: z.string(), id: z.string().optional() }).optional(),
  request: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'DELETE']), url: z.string().max(4000), ifMatch: z.string().optional(), ifNoneExist: z.string().max(4000).optional(),
  }),
});
export type BundleEntry = z.output<typeof bundleEntry>;

export interface Answer {
  /** HTTP status as R4 gives it: 200, 201, 204. */
  readonly status: number;
  readonly written?: Written;
  readonly read?: Stored;
  readonly found?: Found;
}

interface Step {
  readonly entry: BundleEntry;
  readonly type: string;
  readonly id: string;
  readonly write: 'create' | 'update' | 'delete' | 'none';
}

/** Entries of one bundle. */
const MOST = 20_000;

/** @throws Fault record.bad-bundle */
export function refuseTooMany(entries: readonly BundleEntry[]): void {
  if (entries.length > MOST) throw new Fault(STORE_FAULTS.badBundle, { entry: MOST + 1, reason: `quá ${MOST} mục` });
}

/**
 * A transaction bundle: everything or nothing. Conditions are locked first, in one order; then ids are given and references inside the bundle
 * (`urn:uuid:…`, conditional ones too) point to them; then all is written in one statement, rows locked in the order of ids; reads come last.
 * @returns an answer for each entry, in order
 * @throws Fault record.bad-bundle, record.several-matches, record.no-match, record.other-version, record.bad-search, record.not-found: end the transaction
 */
export async function transact(tx: Tx, entries: readonly BundleEntry[], options: { labels?: readonly string[] } = {}): Promise<Answer[]> {
  refuseTooMany(entries);
  const wanted = entries.map(conditionOf);
  const references = entries.flatMap((entry) => (entry.resource === undefined ? [] : conditionalReferences(entry.resource)));
  await lockConditions(tx, [...wanted.flatMap((one) => one ?? []), ...references]);
  const steps: Step[] = [];
  for (const [index, entry] of entries.entries()) steps.push(await resolve(tx, entry, index, wanted[index]));
  refuseTwins(steps, wanted);
  const targets = new Map<string, string>();
  for (const step of steps) if (step.entry.fullUrl !== undefined && step.write !== 'delete') targets.set(step.entry.fullUrl, `${step.type}/${step.id}`);
  for (const reference of references) targets.set(nameOf(reference), targets.get(nameOf(reference)) ?? await pointed(tx, reference));
  const writes = steps.flatMap((step) => writeOf(step, targets, options.labels));
  const written = new Map((await writeBundle(tx, writes)).map((one) => [`${one.type}/${one.id}`, one]));
  const answers: Answer[] = [];
  for (const step of steps) answers.push(await answerOf(tx, step, written));
  return answers;
}

const nameOf = ({ type, query }: Condition): string => `${type}?${query}`;

function badEntry(index: number, reason: string): Fault {
  return new Fault(STORE_FAULTS.badBundle, { entry: index + 1, reason });
}

/** Two entries that would each make what the same condition did not find. @throws Fault record.bad-bundle */
function refuseTwins(steps: readonly Step[], wanted: readonly (Condition | undefined)[]): void {
  const seen = new Set<string>();
  steps.forEach((step, index) => {
    const condition = wanted[index];
    if (condition === undefined || step.write === 'none') return;
    const key = keyOf(condition);
    if (seen.has(key)) throw badEntry(index, 'điều kiện này có hai lần trong gói');
    seen.add(key);
  });
}

/** The condition of an entry that has one. @throws Fault record.bad-bundle for an address without id or condition */
export function conditionOf({ request, resource }: BundleEntry, index: number): Condition | undefined {
  const [path = '', query] = split(request.url);
  if (request.method === 'POST' && request.ifNoneExist !== undefined) return { type: resource?.resourceType ?? path, query: request.ifNoneExist.replace(/^.*\?/, '') };
  if ((request.method === 'PUT' || request.method === 'DELETE') && !/\/./.test(path)) {
    if (query === undefined) throw badEntry(index, 'thiếu mã hoặc điều kiện trong địa chỉ');
    return { type: path, query };
  }
  return undefined;
}

const split = (url: string): [string, string | undefined] => {
  const mark = url.indexOf('?');
  return mark === -1 ? [url, undefined] : [url.slice(0, mark), url.slice(mark + 1)];
};

async function resolve(tx: Tx, entry: BundleEntry, index: number, condition: Condition | undefined): Promise<Step> {
  const { request, resource } = entry;
  const [path] = split(request.url);
  const [type = '', id = ''] = path.split('/');
  if (request.method !== 'GET' && request.method !== 'DELETE' && resource === undefined) throw badEntry(index, 'thiếu tài nguyên');
  if (resource !== undefined && resource.resourceType !== type) throw badEntry(index, `địa chỉ là ${type} nhưng nội dung là ${resource.resourceType}`);
  const match = condition === undefined ? undefined : await matchOf(tx, condition);
  switch (request.method) {
    case 'GET': return { entry, type, id, write: 'none' };
    case 'POST': return match === undefined ? { entry, type, id: newId(), write: 'create' } : { entry, type, id: match.id, write: 'none' };
    case 'DELETE': return condition === undefined ? { entry, type, id, write: 'delete' } : { entry, type, id: match?.id ?? '', write: match === undefined ? 'none' : 'delete' };
    case 'PUT': {
      if (id !== '' && resource?.id !== undefined && resource.id !== id) throw badEntry(index, 'mã trong địa chỉ khác mã trong nội dung');
      if (match !== undefined && resource?.id !== undefined && resource.id !== match.id) throw badEntry(index, 'mã trong nội dung khác mã tài nguyên tìm được');
      return { entry, type, id: id || match?.id || resource?.id || newId(), write: 'update' };
    }
  }
}

function writeOf({ entry, type, id, write }: Step, targets: ReadonlyMap<string, string>, labels: readonly string[] | undefined): (Entry | Removal)[] {
  const expected = expectedOf(entry.request.ifMatch);
  if (write === 'delete') return [{ remove: { type, id }, ...expected }];
  if (write === 'none' || entry.resource === undefined) return [];
  const resource = repoint({ ...entry.resource, id }, targets);
  return [{ resource, ...expected, ...(labels !== undefined && { labels }) }];
}

/** `W/"3"` or `3`. */
export function expectedOf(ifMatch: string | undefined): { expected?: number } {
  const version = ifMatch === undefined ? undefined : /^(?:W\/)?"?(\d{1,9})"?$/.exec(ifMatch)?.[1];
  if (ifMatch !== undefined && version === undefined) throw new Fault(STORE_FAULTS.badResource, { reason: 'If-Match không phải số bản' });
  return version === undefined ? {} : { expected: Number(version) };
}

async function answerOf(tx: Tx, { entry, type, id, write }: Step, written: ReadonlyMap<string, Written>): Promise<Answer> {
  const now = entry.request.method === 'GET' ? undefined : written.get(`${type}/${id}`);
  if (write === 'delete') return { status: 204, ...(now && { written: now }) };
  if (now !== undefined) return { status: now.changed && now.version === 1 ? 201 : 200, written: now };
  if (entry.request.method === 'DELETE') return { status: 204 };
  const [path, query] = split(entry.request.url);
  if (entry.request.method === 'GET' && !path.includes('/')) return { status: 200, found: await search(tx, path, query ?? '') };
  return { status: 200, read: await fetchResource(tx, type, id) };
}

const REFERENCE = /^([A-Z][A-Za-z]{1,63})\?(.+)$/;

/** `Patient?identifier=…` as a reference. */
function conditionalReferences(value: unknown): Condition[] {
  if (Array.isArray(value)) return value.flatMap(conditionalReferences);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const parts = key === 'reference' && typeof inner === 'string' ? REFERENCE.exec(inner) : null;
    return parts?.[1] !== undefined && parts[2] !== undefined ? [{ type: parts[1], query: parts[2] }] : conditionalReferences(inner);
  });
}

async function pointed(tx: Tx, condition: Condition): Promise<string> {
  const match = await matchOf(tx, condition);
  if (match === undefined) throw new Fault(STORE_FAULTS.noMatch, { type: condition.type });
  return `${condition.type}/${match.id}`;
}
