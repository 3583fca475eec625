/** Valid resources that mutants are made of. None of these people exists. */
const coding = (system: string, code: string, display?: string): object => ({ coding: [{ system, code, ...(display !== undefined && { display }) }] });
const UCUM = 'http://unitsofmeasure.org';

export const BASES = {
  patient: {
    resourceType: 'Patient', id: 'p1', meta: { lastUpdated: '2026-01-02T03:04:05.678+07:00', profile: ['http://hl7.vn/Patient'] },
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Nguyễn Văn An</div>' },
    extension: [{ url: 'http://hl7.vn/ethnic', valueCode: '01' }],
    identifier: [{ use: 'official', system: 'urn:vn:cccd', value: '001099000001', period: { start: '2020-01-01', end: '2030-01-01' } }],
    active: true, name: [{ use: 'official', family: 'Nguyễn', given: ['Văn', 'An'] }], telecom: [{ system: 'phone', value: '0900000000', rank: 1 }],
    gender: 'male', birthDate: '1980-02-29', deceasedBoolean: false, address: [{ use: 'home', line: ['1 Lê Lợi'], city: 'Huế' }],
    photo: [{ contentType: 'image/png', data: 'aGVsbG8=' }], contact: [{ name: { text: 'Trần Thị B' } }],
    communication: [{ language: { text: 'Tiếng Việt' } }], generalPractitioner: [{ reference: 'Practitioner/d1' }], managingOrganization: { reference: 'Organization/o1' },
    link: [{ other: { reference: 'Patient/p2' }, type: 'seealso' }],
  },
  observation: {
    resourceType: 'Observation', id: 'o1', contained: [{ resourceType: 'Device', id: 'd' }], status: 'final',
    code: coding('http://loinc.org', '85354-9', 'Huyết áp'), subject: { reference: 'Patient/p1' }, encounter: { reference: 'Encounter/e1' },
    effectiveDateTime: '2026-01-02T03:04:05+07:00', issued: '2026-01-02T03:04:05+07:00', performer: [{ reference: 'Practitioner/d1' }], device: { reference: '#d' },
    valueQuantity: { value: 120, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' },
    referenceRange: [{ low: { value: 90, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' }, high: { value: 140, unit: 'mmHg', system: UCUM, code: 'mm[Hg]' } }],
    component: [{ code: coding('http://loinc.org', '8480-6'), valueRange: { low: { value: 1, unit: 'g' }, high: { value: 2, unit: 'g' } } }],
  },
  condition: {
    resourceType: 'Condition', clinicalStatus: coding('http://terminology.hl7.org/CodeSystem/condition-clinical', 'resolved'),
    verificationStatus: coding('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'), code: { text: 'Cúm' }, subject: { reference: 'Patient/p1' },
    onsetDateTime: '2025', abatementDateTime: '2025-03-01', recordedDate: '2025-01-02', stage: [{ summary: { text: 'I' } }], evidence: [{ code: [{ text: 'Sốt' }] }],
  },
  encounter: {
    resourceType: 'Encounter', status: 'finished', class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'AMB' }, subject: { reference: 'Patient/p1' },
    period: { start: '2026-01-01T08:00:00+07:00', end: '2026-01-01T09:00:00+07:00' }, length: { value: 1, unit: 'h', system: UCUM, code: 'h' },
    diagnosis: [{ condition: { reference: 'Condition/c1' }, rank: 1 }], serviceProvider: { reference: 'Organization/o1' },
  },
  medication: {
    resourceType: 'MedicationRequest', status: 'active', intent: 'order', medicationCodeableConcept: { text: 'Paracetamol 500 mg' }, subject: { reference: 'Patient/p1' },
    authoredOn: '2026-01-01', dosageInstruction: [{
      timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd', duration: 5, durationUnit: 'd' } }, asNeededBoolean: false,
      doseAndRate: [{ doseQuantity: { value: 1, unit: 'viên' }, rateRatio: { numerator: { value: 1 }, denominator: { value: 2 } } }],
    }],
  },
  claim: {
    resourceType: 'Claim', status: 'active', type: { text: 'BHYT' }, use: 'claim', patient: { reference: 'Patient/p1' }, created: '2026-01-31', provider: { reference: 'Organization/o1' },
    priority: { text: 'normal' }, insurance: [{ sequence: 1, focal: true, coverage: { reference: 'Coverage/v1' } }],
    item: [{ sequence: 1, productOrService: { text: 'Khám' }, unitPrice: { value: 42100, currency: 'VND' }, factor: 1 }], total: { value: 42100, currency: 'VND' },
  },
  bundle: {
    resourceType: 'Bundle', type: 'transaction', entry: [
      { fullUrl: 'urn:uuid:11111111-1111-4111-8111-111111111111', resource: { resourceType: 'Organization', name: 'Trạm y tế' }, request: { method: 'POST', url: 'Organization' } },
      { fullUrl: 'urn:uuid:22222222-2222-4222-8222-222222222222', resource: { resourceType: 'Patient', active: true }, request: { method: 'PUT', url: 'Patient/p1' } },
    ],
  },
  search: { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ fullUrl: 'http://h.vn/Patient/1', resource: { resourceType: 'Patient', id: '1' }, search: { mode: 'match' } }] },
  document: {
    resourceType: 'Bundle', type: 'document', identifier: { system: 'urn:doc', value: '1' }, timestamp: '2026-01-01T00:00:00Z', entry: [{
      fullUrl: 'urn:uuid:33333333-3333-4333-8333-333333333333',
      resource: { resourceType: 'Composition', status: 'final', type: { text: 'Tóm tắt' }, date: '2026-01-01', author: [{ reference: 'Practitioner/d1' }], title: 'Ra viện', section: [{ title: 'A', text: { status: 'generated', div: '<div>A</div>' } }] },
    }],
  },
  questionnaire: {
    resourceType: 'Questionnaire', status: 'draft', item: [
      { linkId: '1', type: 'group', item: [{ linkId: '1.1', type: 'choice', answerOption: [{ valueString: 'a' }] }] },
      { linkId: '2', type: 'boolean', enableWhen: [{ question: '1.1', operator: 'exists', answerBoolean: true }] },
      { linkId: '3', type: 'display', text: 'Cảm ơn' },
    ],
  },
  answers: { resourceType: 'QuestionnaireResponse', status: 'completed', item: [{ linkId: '1', answer: [{ valueString: 'a' }] }] },
  allergy: { resourceType: 'AllergyIntolerance', clinicalStatus: coding('http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical', 'active'), criticality: 'high', patient: { reference: 'Patient/p1' } },
  appointment: { resourceType: 'Appointment', status: 'booked', start: '2026-01-01T08:00:00Z', end: '2026-01-01T08:30:00Z', participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }] },
  organization: { resourceType: 'Organization', name: 'Trạm y tế', telecom: [{ system: 'phone', value: '1' }], address: [{ city: 'Huế' }] },
  coverage: { resourceType: 'Coverage', status: 'active', beneficiary: { reference: 'Patient/p1' }, payor: [{ reference: 'Organization/o1' }], period: { start: '2026-01-01', end: '2026-12-31' } },
  immunization: { resourceType: 'Immunization', status: 'completed', vaccineCode: { text: 'BCG' }, patient: { reference: 'Patient/p1' }, occurrenceDateTime: '2026-01-01', education: [{ documentType: 'tờ rơi' }] },
  family: { resourceType: 'FamilyMemberHistory', status: 'completed', patient: { reference: 'Patient/p1' }, relationship: { text: 'Mẹ' }, estimatedAge: true, ageAge: { value: 60, unit: 'a', system: UCUM, code: 'a' } },
  list: { resourceType: 'List', status: 'current', mode: 'working', entry: [{ item: { reference: 'Condition/c1' } }] },
  parameters: { resourceType: 'Parameters', parameter: [{ name: 'a', valueString: 'b' }] },
} as const;
