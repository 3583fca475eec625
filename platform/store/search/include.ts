import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { recordShown } from '#platform/access/server';
import { STORE_FAULTS } from '../faults.ts';
import { COLUMNS, openAll, storedRow, type Stored } from '../read.ts';
import { extract, parametersBy } from './extract.ts';
import { paramKey, targetKey } from './key.ts';
import { isOfPatient } from './rows.ts';
import { z } from 'zod';

/** `_include=Observation:encounter` or, reversed, `_revinclude=Provenance:target`; with the type it may lead to. */
export interface Include {
  readonly reversed: boolean;
  readonly type: string;
  readonly param: string;
  readonly target: string | undefined;
}

/** So many resources come along at most, for all includes of a page together. */
const MOST_INCLUDED = 1000;

/** @param of the type that is searched @throws Fault record.bad-search */
export function parseInclude(of: string, name: '_include' | '_revinclude', value: string): Include {
  const [type = '', param = '', target] = value.split(':');
  const found = parametersBy(type).get(param);
  const bad = (reason: string): Fault => new Fault(STORE_FAULTS.badSearch, { type: of, param: name, reason });
  if (found?.type !== 'reference') throw bad('cần dạng Loại:tham_số, tham số là một tham chiếu');
  if (name === '_include' && type !== of) throw bad('loại đứng đầu phải là loại đang tìm');
  return { reversed: name === '_revinclude', type, param, target };
}

const identity = z.looseObject({ resourceType: z.string(), id: z.string() });

/**
 * What comes along with a page: each resource once, none of the page itself, and only what the caller may see by himself.
 * @throws Fault record.bad-search
 */
export async function included(tx: Tx, page: readonly Stored[], includes: readonly Include[]): Promise<Stored[]> {
  const found = new Map<string, Stored>();
  const here = new Set(page.map((one) => `${one.type}/${one.id}`));
  for (const include of includes) {
    for (const one of include.reversed ? await referring(tx, page, include) : await referred(tx, page, include)) {
      const name = `${one.type}/${one.id}`;
      if (!here.has(name) && found.size < MOST_INCLUDED) found.set(name, one);
    }
  }
  return [...found.values()];
}

async function referred(tx: Tx, page: readonly Stored[], { param, target }: Include): Promise<Stored[]> {
  const names = new Set(page.flatMap((one) => extract(identity.parse(one.resource)).flatMap((value) =>
    (value.kind === 'reference' && value.param === param && value.url === '' && (target === undefined || value.type === target) ? [`${value.type}/${value.id}`] : []))));
  if (names.size === 0) return [];
  const pairs = [...names].slice(0, MOST_INCLUDED).map((name) => name.split('/'));
  const params: unknown[] = [pairs.map(([type]) => type), pairs.map(([, id]) => id)];
  return openAll(tx, await tx.query(
    `select ${COLUMNS} from unnest($1::text[], $2::text[]) as k(type, id) join resource r on r.type = k.type and r.id = k.id where not r.deleted and ${await recordShown(tx, 'include', 'r', params)} order by r.type, r.id`,
    params, storedRow));
}

async function referring(tx: Tx, page: readonly Stored[], { type, param, target }: Include): Promise<Stored[]> {
  const asked = page.filter((one) => target === undefined || one.type === target);
  if (asked.length === 0) return [];
  const params: unknown[] = [type, paramKey(type, param), asked.map((one) => targetKey(`${one.type}/${one.id}`)), MOST_INCLUDED];
  const patients = isOfPatient(type, param) ? asked.filter((one) => one.type === 'Patient').map((one) => one.id) : [];
  const ofPatient = patients.length === 0 ? '' : ` or r.patient = any($${params.push(patients)})`;
  return openAll(tx, await tx.query(
    `select ${COLUMNS} from resource r where r.type = $1 and (r.rid in (select f.rid from search_reference f where f.param = $2 and f.target = any($3::uuid[]))${ofPatient}) and not r.deleted
       and ${await recordShown(tx, 'include', 'r', params)} order by r.moment desc, r.rid desc limit $4`,
    params, storedRow));
}
