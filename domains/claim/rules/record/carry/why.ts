/** Why R4 has no element for a field. The table of docs/claim-fhir.md groups by these. */
export const WHY = {
  insurance: 'Payment rules of Vietnamese health insurance (scope, rates, method, tender): Claim has no element',
  split: 'Amounts by who pays: R4 has them in ClaimResponse only, which is the fund’s answer, not the facility’s request',
  period: 'Settlement month, five-year date, exemption from co-payment: no element',
  paper: 'What a Vietnamese form says (serial number, employer, relatives, escort, days of rest): Composition and ServiceRequest have no element',
  programme: 'Classes and milestones of the HIV and tuberculosis programmes: no element',
  citizen: 'Vietnamese population data (ethnic group, occupation, nationality, codes of administrative units): Patient is opened for them by extension only',
  medicine: 'Form, strength, processing of a drug: R4 has them in Medication only; one more resource a row would hide the drug’s code from search',
  moment: 'When a line was ordered: the time elements of its resources hold when it was done',
  disability: 'Findings of a Vietnamese assessment council: no element',
  birth: 'What a birth certificate says of the birth: no element on a paper, and the child is no Patient of the record yet',
  order: 'Row number that a program wrote, only where it is not the row’s place',
  reserve: 'Reserve field without a meaning',
  outcome: 'Treatment, outcome, advice and days of return of a visit: Encounter has no element',
  detail: 'Technical detail of a line (machine, bed, anaesthesia, package): the element of R4 wants a resource that nobody keeps',
} as const;

export type Why = keyof typeof WHY;
