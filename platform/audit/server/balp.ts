import type { AuditRow } from '#platform/audit';
import type { Resource } from '#platform/fhir';

interface Coding { readonly system: string; readonly code: string; readonly display: string }

const TYPE = 'http://terminology.hl7.org/CodeSystem/audit-event-type';
const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const REST = 'http://hl7.org/fhir/restful-interaction';
const PROFILE = 'https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.';
const REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';

interface Shape { readonly profile: string; readonly type: Coding; readonly subtype: Coding; readonly action: 'C' | 'R' | 'U' | 'D' | 'E' }

const RESTFUL: Coding = { system: TYPE, code: 'rest', display: 'Restful Operation' };
const rest = (profile: string, code: string, action: Shape['action']): Shape => ({ profile, type: RESTFUL, subtype: { system: REST, code, display: code }, action });
const VERBS: Readonly<Record<string, Shape>> = {
  read: rest('BasicAudit.Read', 'read', 'R'), list: rest('BasicAudit.Query', 'search', 'E'), search: rest('BasicAudit.Query', 'search', 'E'), find: rest('BasicAudit.Read', 'read', 'R'),
  create: rest('BasicAudit.Create', 'create', 'C'), import: rest('BasicAudit.Create', 'create', 'C'), file: rest('BasicAudit.Create', 'create', 'C'), delete: rest('BasicAudit.Delete', 'delete', 'D'),
};
const UPDATE = rest('BasicAudit.Update', 'update', 'U');
const disclosure = (side: 'Source' | 'Recipient'): Shape => ({
  profile: `BasicAudit.PrivacyDisclosure.${side}`, type: { system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle', code: 'disclose', display: 'Disclose Record Lifecycle Event' },
  subtype: { system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle', code: 'transmit', display: 'Transmit Record Lifecycle Event' }, action: side === 'Source' ? 'R' : 'C',
});
const authentication = (code: '110122' | '110123', display: string): Shape => ({ profile: 'BasicAudit.UserAuthentication', type: { system: DCM, code: '110114', display: 'User Authentication' }, subtype: { system: DCM, code, display }, action: 'E' });

/** Which of IHE BALP's kinds an action is. About a known patient the profiles have a name of their own. */
function shapeOf(action: string, aboutPatient: boolean): Shape {
  const [noun = '', verb = ''] = [action.slice(0, action.lastIndexOf('.')), action.slice(action.lastIndexOf('.') + 1)];
  if (noun === 'session' && verb !== 'read') return verb === 'delete' ? authentication('110123', 'Logout') : authentication('110122', 'Login');
  if (verb === 'send' || verb === 'resend' || verb === 'disclose' || verb === 'export') return disclosure('Source');
  if (verb === 'receive') return disclosure('Recipient');
  const shape = VERBS[verb] ?? UPDATE;
  return aboutPatient && shape.profile.startsWith('BasicAudit.') ? { ...shape, profile: shape.profile.replace('BasicAudit.', 'BasicAudit.Patient') } : shape;
}

/** Purposes of use that HL7 has a code for. */
const PURPOSES: Readonly<Record<string, readonly [string, string]>> = {
  care: ['TREAT', 'treatment'], 'break-glass': ['BTG', 'break the glass'], emergency: ['ETREAT', 'Emergency Treatment'], payment: ['HPAYMT', 'healthcare payment'], insurance: ['HPAYMT', 'healthcare payment'],
  'disease-control': ['PUBHLTH', 'public health'], 'public-health': ['PUBHLTH', 'public health'], research: ['HRESCH', 'healthcare research'], operations: ['HOPERAT', 'healthcare operations'], self: ['PATRQT', 'patient requested'],
};

const OUTCOMES: Readonly<Record<AuditRow['outcome'], readonly [string, string]>> = { done: ['0', 'Success'], refused: ['4', 'Refused: not allowed'], failed: ['8', 'Failed'] };
const ACTORS = { account: 'urn:yteso:account', program: 'urn:yteso:program', facility: 'urn:yteso:facility', person: 'urn:yteso:person', target: 'urn:yteso:target', role: 'urn:yteso:role', action: 'urn:yteso:action' } as const;

/**
 * A row of the trail as FHIR R4 AuditEvent by IHE BALP 1.1. Pure. Keys only: names stand nowhere in the trail.
 * What was searched for is not kept, so a query entity holds the operation alone.
 */
export function auditEventOf(row: AuditRow, observer = 'yteso'): Resource & Readonly<Record<string, unknown>> {
  const { profile, type, subtype, action } = shapeOf(row.action, row.person !== null || row.patient !== null);
  const [outcome, outcomeDesc] = OUTCOMES[row.outcome];
  const purpose = PURPOSES[row.purpose];
  const purposeOfEvent = [{ ...(purpose === undefined ? {} : { coding: [{ system: REASON, code: purpose[0], display: purpose[1] }] }), text: row.purpose }];
  return {
    resourceType: 'AuditEvent', id: `audit-${row.id}`, meta: { profile: [`${PROFILE}${profile}`] },
    type, subtype: [subtype, { system: ACTORS.action, code: row.action }], action, recorded: row.at.toISOString(), outcome, outcomeDesc, purposeOfEvent,
    agent: [
      {
        type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'IRCP', display: 'information recipient' }] },
        role: [{ coding: [{ system: ACTORS.role, code: row.role }] }], who: { identifier: { system: ACTORS.account, value: row.actor } }, requestor: true,
        ...(row.facility === null ? {} : { location: { identifier: { system: ACTORS.facility, value: row.facility } } }),
        ...(row.basis === null ? {} : { policy: [`urn:yteso:basis:${encodeURIComponent(row.basis)}`] }),
        ...(row.address === null ? {} : { network: { address: row.address, type: '2' } }), purposeOfUse: purposeOfEvent,
      },
      {
        type: { coding: [{ system: DCM, code: '110153', display: 'Source Role ID' }] },
        who: { identifier: row.program === null ? { system: ACTORS.program, value: 'yteso-web' } : { system: ACTORS.program, value: row.program } }, requestor: false,
      },
      { type: { coding: [{ system: DCM, code: '110152', display: 'Destination Role ID' }] }, who: { display: observer }, requestor: false },
    ],
    source: { observer: { display: observer }, type: [{ system: 'http://terminology.hl7.org/CodeSystem/security-source-type', code: '4', display: 'Application Server' }] },
    entity: entitiesOf(row, subtype.code === 'search'),
  };
}

function entitiesOf(row: AuditRow, isQuery: boolean): object[] {
  const kind = (code: string, display: string): Coding => ({ system: TYPE.replace('audit-event-type', 'audit-entity-type'), code, display });
  const role = (code: string, display: string): Coding => ({ system: 'http://terminology.hl7.org/CodeSystem/object-role', code, display });
  const patient = row.patient !== null ? { reference: `Patient/${row.patient}` } : row.person !== null ? { identifier: { system: ACTORS.person, value: row.person } } : undefined;
  return [
    ...(patient === undefined ? [] : [{ what: patient, type: kind('1', 'Person'), role: role('1', 'Patient') }]),
    {
      what: { identifier: { system: ACTORS.target, value: row.target } }, type: kind('2', 'System Object'), role: isQuery ? role('24', 'Query') : role('4', 'Domain Resource'),
      ...(isQuery ? { query: Buffer.from(row.target).toString('base64') } : {}),
      ...(row.found === null ? {} : { detail: [{ type: 'found', valueString: String(row.found) }] }),
    },
    ...(row.request_id === null ? [] : [{ what: { identifier: { value: row.request_id } }, type: { system: 'https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType', code: 'XrequestId', display: 'The X-Request-Id' } }]),
  ];
}
