import { CLINICAL_AND_PEOPLE } from './clinical.ts';
import { CONFORMANCE } from './conformance.ts';
import { DATA_TYPES } from './data-types.ts';
import { FORMS } from './forms.ts';
import type { Natives } from './member.ts';
import { WHOLE } from './whole.ts';

/** Constraints that are met often, in code: by type or path that defines them, and key. Tested against the FHIRPath library. */
export const NATIVE: Natives = { ...DATA_TYPES, ...WHOLE, ...CLINICAL_AND_PEOPLE, ...FORMS, ...CONFORMANCE };
