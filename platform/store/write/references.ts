import { isRawNumber } from '#platform/json';
import type { Resource } from '../resource.ts';

/** Places that hold addresses of resources in R4, besides `Reference.reference`. */
const ADDRESSES: ReadonlySet<string> = new Set(['reference', 'valueUri', 'valueUrl', 'url']);

/** The same resource with every reference that the map knows pointing where the map says. */
export function repoint<R extends Resource>(resource: R, targets: ReadonlyMap<string, string>): R {
  if (targets.size === 0) return resource;
  const turned = turn(resource, targets);
  return isSame(turned, resource) ? turned : resource;
}

function turn(value: unknown, targets: ReadonlyMap<string, string>, key = ''): unknown {
  if (typeof value === 'string') return ADDRESSES.has(key) ? targets.get(value) ?? value : value;
  if (Array.isArray(value)) return value.map((one) => turn(one, targets, key));
  if (typeof value !== 'object' || value === null || isRawNumber(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, turn(inner, targets, name)]));
}

/** Only values of strings were changed: what came out has the type of what went in. */
function isSame<R extends Resource>(turned: unknown, before: R): turned is R {
  return typeof turned === 'object' && turned !== null && 'id' in turned && turned.id === before.id;
}
