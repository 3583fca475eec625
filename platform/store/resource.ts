import { z } from 'zod';

/** A FHIR R4 resource as far as the store looks into it. */
export interface Resource {
  readonly resourceType: string;
  /** Any legal R4 id. */
  readonly id: string;
}

const identity = z.looseObject({
  resourceType: z.string().regex(/^[A-Z][A-Za-z]{1,63}$/, 'not a resource type'),
  id: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'not a legal R4 id'),
});
const reference = z.object({ reference: z.string() });
const identifiers = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.object({ system: z.string().default(''), value: z.string().optional() })));

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** What the store keeps in columns of its own. */
export interface Indexed {
  readonly type: string;
  readonly id: string;
  readonly patient: string | null;
  readonly identifiers: readonly Identifier[];
}

/** @throws ZodError when the resource has no legal type or id */
export function indexOf(resource: Resource): Indexed {
  const { resourceType: type, id, ...rest } = identity.parse(resource);
  const found = identifiers.parse(rest['identifier']).flatMap(({ system, value }) => (value === undefined ? [] : [{ system, value }]));
  return { type, id, patient: type === 'Patient' ? id : patientOf(rest), identifiers: found };
}

/** The Patient a resource is about: its subject, patient or beneficiary. */
function patientOf(rest: Readonly<Record<string, unknown>>): string | null {
  for (const key of ['subject', 'patient', 'beneficiary']) {
    const found = reference.safeParse(rest[key]).data?.reference;
    if (found?.startsWith('Patient/')) return found.slice('Patient/'.length).split('/')[0] ?? null;
  }
  return null;
}
