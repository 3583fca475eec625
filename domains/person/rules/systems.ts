/**
 * Names of code and identifier systems in the record. One place, because what has been written under a name stays under it.
 * The national names (VN Core, http://fhir.ehealth.gov.vn/core/…) are not final; a later release maps to them on the way out.
 */
export const CANONICAL = 'https://yteso.example/fhir';

/** A code list of the catalogue: `icd10`, `MA_LOAI_KCB` … */
export function codeSystem(list: string): string {
  return `${CANONICAL}/CodeSystem/${list}`;
}

/** An extension of ours. */
export function extensionUrl(name: string): string {
  return `${CANONICAL}/StructureDefinition/${name}`;
}

const sid = (name: string): string => `${CANONICAL}/sid/${name}`;

export const SID = {
  /** Căn cước, twelve digits. */
  citizenId: sid('citizen-id'),
  /** Social-insurance number, ten digits; the end of the card's number. */
  insuranceNumber: sid('insurance-number'),
  /** Health-insurance card, fifteen characters. */
  card: sid('insurance-card'),
  /** Any other paper given as identity: old nine-digit number, passport, certificate. */
  paper: sid('identity-paper'),
  phone: sid('phone'),
  facility: sid('facility'),
  practitioner: sid('practitioner'),
  dossier: sid('dossier'),
  intake: sid('intake'),
  file: sid('file-sha256'),
  /** Patient number that a facility gave. */
  patientNumber: (facility: string): string => sid(`patient-number/${facility}`),
  /** Number of a referral paper of a facility. */
  referral: (facility: string): string => sid(`referral/${facility}`),
  /** MA_LK that a facility gave. */
  visit: (facility: string): string => sid(`visit/${facility}`),
} as const;
