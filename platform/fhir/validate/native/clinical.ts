import { isJson, listOf, textOf, type Json } from '../../json.ts';
import { inOrder } from './data-types.ts';
import { anyOf, choiceIn, coded, has, isOneOf, needs, notBoth, objectsIn, type Natives } from './member.ts';

const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const VERIFIED = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
const ALLERGY = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification';
const WRONG = ['entered-in-error'];

/** Codings as text, to compare them as FHIRPath does: equal in every member, whatever their order. */
function codingsOf(value: Json, name: string): string[] {
  return objectsIn(value, name).flatMap((concept) => objectsIn(concept, 'coding')).map((coding) => JSON.stringify(Object.entries(coding).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Constraints of clinical resources and of people and places. */
export const CLINICAL_AND_PEOPLE: Natives = {
  'Patient.contact pat-1': anyOf('name', 'telecom', 'address', 'organization'),
  'Organization org-1': anyOf('identifier', 'name'),
  'Observation obs-6': (value) => !has(value, 'dataAbsentReason') || choiceIn(value, 'value') === undefined,
  'Observation obs-7': (value, scope) => {
    if (!has(value, 'component') || choiceIn(value, 'value') === undefined) return true;
    const own = new Set(codingsOf(scope.resource, 'code'));
    return !objectsIn(value, 'component').some((one) => codingsOf(one, 'code').some((coding) => own.has(coding)));
  },
  'Observation.referenceRange obs-3': anyOf('low', 'high', 'text'),
  'Condition con-4': (value) => choiceIn(value, 'abatement') === undefined || coded(value, 'clinicalStatus', CLINICAL, ['resolved', 'remission', 'inactive']),
  'Condition con-5': (value) => !coded(value, 'verificationStatus', VERIFIED, WRONG) || !has(value, 'clinicalStatus'),
  'Condition.stage con-1': anyOf('summary', 'assessment'),
  'Condition.evidence con-2': anyOf('code', 'detail'),
  'AllergyIntolerance ait-1': (value) => coded(value, 'verificationStatus', ALLERGY, WRONG) || has(value, 'clinicalStatus'),
  'AllergyIntolerance ait-2': (value) => !coded(value, 'verificationStatus', ALLERGY, WRONG) || !has(value, 'clinicalStatus'),
  'CarePlan.activity cpl-3': notBoth('detail', 'reference'),
  'MedicationAdministration.dosage mad-1': (value) => has(value, 'dose') || choiceIn(value, 'rate') !== undefined,
  'MedicationDispense mdd-1': (value) => inOrder(value['whenPrepared'], value['whenHandedOver']),
  'ServiceRequest prr-1': needs('orderDetail', 'code'),
  'FamilyMemberHistory fhs-1': (value) => choiceIn(value, 'age') === undefined || choiceIn(value, 'born') === undefined,
  'FamilyMemberHistory fhs-2': (value) => choiceIn(value, 'age') !== undefined || !has(value, 'estimatedAge'),
  'Goal.target gol-1': (value) => choiceIn(value, 'detail') === undefined || has(value, 'measure'),
  'Group grp-1': (value) => !has(value, 'member') || value['actual'] === true,
  'List lst-1': notBoth('emptyReason', 'entry'),
  'List lst-2': (value) => isOneOf(value, 'mode', ['changes']) || objectsIn(value, 'entry').every((one) => !has(one, 'deleted')),
  'List lst-3': (value) => isOneOf(value, 'mode', ['working']) || objectsIn(value, 'entry').every((one) => !has(one, 'date')),
  'Linkage lnk-1': (value) => listOf(value, 'item').length > 1,
  'Appointment app-2': (value) => has(value, 'start') === has(value, 'end'),
  'Appointment app-3': (value) => (has(value, 'start') && has(value, 'end')) || isOneOf(value, 'status', ['proposed', 'cancelled', 'waitlist']),
  'Appointment app-4': (value) => !has(value, 'cancelationReason') || isOneOf(value, 'status', ['no-show', 'cancelled']),
  'AppointmentResponse apr-1': anyOf('participantType', 'actor'),
  'Task inv-1': (value) => inOrder(value['authoredOn'], value['lastModified']),
  'Consent ppc-1': anyOf('policy', 'policyRule'),
  ...Object.fromEntries([['ppc-2', 'patient-privacy'], ['ppc-3', 'research'], ['ppc-4', 'adr'], ['ppc-5', 'treatment']].map(([key, code = '']) => (
    // The official expressions look in a system called 'something'; so nobody meets them, but they are official.
    [`Consent ${key}`, (value: Json) => has(value, 'patient') || !coded(value, 'scope', 'something', [code])]
  ))),
  'Parameters.parameter inv-1': (value) => {
    const given = choiceIn(value, 'value') !== undefined;
    return has(value, 'part') ? !given && !has(value, 'resource') : given !== has(value, 'resource');
  },
  'CareTeam.participant ctm-1': (value) => {
    const { member } = value;
    // Whom the reference means is not fetched; one that says a type is judged by it, as the reference check does.
    return !has(value, 'onBehalfOf') || !isJson(member) || !/^(Patient|RelatedPerson|CareTeam|Organization|PractitionerRole)\//.test(textOf(member, 'reference'));
  },
};
