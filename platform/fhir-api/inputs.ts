import { z } from 'zod';
import { Fault } from '#platform/fault';
import { loadDefinitions } from '#platform/fhir';
import { STORE_FAULTS } from '#platform/store';

export const typeName = z.string().regex(/^[A-Z][A-Za-z]{1,63}$/, 'tên loại tài nguyên không đúng');
export const resourceId = z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'mã tài nguyên không đúng');

let types: ReadonlySet<string> | undefined;

/** Every resource type of R4. */
export function allTypes(): ReadonlySet<string> {
  types ??= new Set(loadDefinitions().search.flatMap((one) => one.base).filter((one) => one !== 'Resource' && one !== 'DomainResource'));
  return types;
}

/** @throws Fault record.bad-resource for what is no type of R4 */
export function knownType(type: string): string {
  if (!allTypes().has(type)) throw new Fault(STORE_FAULTS.badResource, { reason: 'FHIR R4 không có loại tài nguyên này' });
  return type;
}
