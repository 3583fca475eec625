import { z } from 'zod';
import { Fault } from '#platform/fault';
import { extract } from './search/extract.ts';
import { momentOf } from './search/moment.ts';
import { searchRows, type SearchRows } from './search/rows.ts';
import { STORE_FAULTS } from './faults.ts';

/** A FHIR R4 resource as far as the store looks into it. */
export interface Resource {
  readonly resourceType: string;
  /** Any legal R4 id. */
  readonly id: string;
}

const identity = z.looseObject({
  resourceType: z.string().regex(/^[A-Z][A-Za-z]{1,63}$/, 'resourceType'),
  id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'id'),
});
const reference = z.object({ reference: z.string() });

/** What the store keeps beside the content of a resource. */
export interface Indexed {
  readonly type: string;
  readonly id: string;
  /** Id of the Patient the resource is about. */
  readonly patient: string | null;
  /** Epoch milliseconds; undefined when the resource does not say. */
  readonly moment: number | undefined;
  readonly rows: SearchRows;
}

/** @throws Fault record.bad-resource when the resource has no legal type or id */
export function indexOf(resource: Resource): Indexed {
  const found = identity.safeParse(resource);
  if (!found.success) throw new Fault(STORE_FAULTS.badResource, { reason: `${found.error.issues[0]?.path.join('.') || 'resourceType'} không hợp lệ` });
  const { resourceType: type, id } = found.data;
  const patient = type === 'Patient' ? id : patientOf(found.data);
  const values = extract(found.data);
  return { type, id, patient, moment: momentOf(values), rows: searchRows(type, patient, values) };
}

/** Its subject, patient or beneficiary; an Appointment names its patient as a participant. */
function patientOf(resource: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['subject', 'patient', 'beneficiary', 'individual', 'for']) {
    const found = idOfPatient(resource[key]);
    if (found !== null) return found;
  }
  if (Array.isArray(resource['participant'])) for (const one of resource['participant']) {
    const found = participant.safeParse(one).data;
    const id = found === undefined ? null : idOfPatient(found.actor);
    if (id !== null) return id;
  }
  return null;
}

const participant = z.object({ actor: z.unknown() });

function idOfPatient(value: unknown): string | null {
  const text = reference.safeParse(value).data?.reference;
  return text?.startsWith('Patient/') ? text.slice('Patient/'.length).split('/')[0] ?? null : null;
}
