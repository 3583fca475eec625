import { isJson, listOf, textOf, type Json } from '../../json.ts';
import { distinct, has, isOneOf, objectsIn, type Natives } from './member.ts';

/** Texts that begin with '#' anywhere below: all that may point to a contained resource. */
function pointers(value: unknown, into: Set<string>): Set<string> {
  if (typeof value === 'string') {
    if (value.startsWith('#')) into.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) pointers(one, into);
  }
  return into;
}

const contained = (value: Json): Json[] => objectsIn(value, 'contained');

const WITH_REQUEST = ['batch', 'transaction', 'history'];
const WITH_RESPONSE = ['batch-response', 'transaction-response', 'history'];
const isDocument = (value: Json): boolean => isOneOf(value, 'type', ['document']);
const firstType = (value: Json): string => {
  const [first] = objectsIn(value, 'entry');
  const resource = first?.['resource'];
  return isJson(resource) ? textOf(resource, 'resourceType') : '';
};

/** Constraints of every resource and of bundles. */
export const WHOLE: Natives = {
  'DomainResource dom-2': (value) => contained(value).every((one) => !has(one, 'contained')),
  'DomainResource dom-3': (value, scope) => {
    if (!has(value, 'contained')) return true;
    const used = pointers(scope.resource, new Set());
    return contained(value).every((one) => !has(one, 'id') || used.has(`#${textOf(one, 'id')}`) || pointers(one, new Set()).has('#'));
  },
  'DomainResource dom-4': (value) => contained(value).every((one) => objectsIn(one, 'meta').every((meta) => !has(meta, 'versionId') && !has(meta, 'lastUpdated'))),
  'DomainResource dom-5': (value) => contained(value).every((one) => objectsIn(one, 'meta').every((meta) => !has(meta, 'security'))),
  'Bundle bdl-1': (value) => !has(value, 'total') || isOneOf(value, 'type', ['searchset', 'history']),
  'Bundle bdl-2': (value) => isOneOf(value, 'type', ['searchset']) || objectsIn(value, 'entry').every((one) => !has(one, 'search')),
  'Bundle bdl-3': (value) => objectsIn(value, 'entry').every((one) => has(one, 'request') === isOneOf(value, 'type', WITH_REQUEST)),
  'Bundle bdl-4': (value) => objectsIn(value, 'entry').every((one) => has(one, 'response') === isOneOf(value, 'type', WITH_RESPONSE)),
  'Bundle bdl-7': (value) => isOneOf(value, 'type', ['history']) || distinct(objectsIn(value, 'entry').filter((one) => has(one, 'fullUrl')).map((one) => {
    const resource = one['resource'];
    const meta = isJson(resource) && isJson(resource['meta']) ? resource['meta'] : {};
    return `${textOf(one, 'fullUrl')}${textOf(meta, 'versionId')}`;
  })),
  'Bundle bdl-9': (value) => !isDocument(value) || objectsIn(value, 'identifier').some((one) => has(one, 'system') && has(one, 'value')),
  'Bundle bdl-10': (value) => !isDocument(value) || value['timestamp'] !== undefined,
  'Bundle bdl-11': (value) => !isDocument(value) || listOf(value, 'entry').length === 0 || firstType(value) === 'Composition',
  'Bundle bdl-12': (value) => !isOneOf(value, 'type', ['message']) || listOf(value, 'entry').length === 0 || firstType(value) === 'MessageHeader',
};
