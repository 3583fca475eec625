/**
 * What somebody can be while he works. `facility` keeps a facility's dossiers (its clerk); `program` is a backend service;
 * `sender` is a facility's program at the door (domains/claim/door): it hands files in and asks what became of them, nothing else;
 * `enrolling` is somebody in the act of signing in, or who must enrol a second factor first; `inspector` reads the audit for the department; a guardian is a citizen with a relation, not a role.
 */
export const ROLES = ['admin', 'facility', 'doctor', 'nurse', 'department', 'inspector', 'disease-control', 'insurer', 'citizen', 'program', 'sender', 'enrolling', 'sandbox-system', 'system', 'anonymous'] as const;
export type Role = (typeof ROLES)[number];

/** One row: from when until when a role may do what, and by which basis. */
export interface Grant {
  readonly role: Role;
  /** `noun.verb`, `noun.*` or `*`. */
  readonly action: string;
  /** yyyyMMdd */
  readonly validFrom: string;
  /** yyyyMMdd inclusive; null: open. */
  readonly validTo: string | null;
  readonly basis: string;
}

const FROM = '20260101';

function rows(role: Role, basis: string, actions: readonly string[]): Grant[] {
  return actions.map((action) => ({ role, action, validFrom: FROM, validTo: null, basis }));
}

/** What comes with being signed in. */
const EVERYONE = ['session.*', 'health.read', 'demo.read', 'web.read', 'fault.read', 'law.read', 'rule.read',
  'consent.*'] as const;

/** Roles that read the record; the administrator and the inspector do not. */
const RECORD_READERS: readonly Role[] = ['facility', 'doctor', 'nurse', 'department', 'disease-control', 'insurer', 'citizen', 'program'];

/**
 * Who may do what. A row is closed (`validTo`) and a new one opened, never changed in place.
 * The administrator keeps accounts, catalogues and the machine, and does not read dossiers.
 */
export const GRANTS: readonly Grant[] = [
  ...rows('anonymous', 'needed before sign-in', ['session.create', 'session.read', 'health.read', 'metrics.read', 'demo.read', 'web.read']),
  ...rows('admin', 'operator of the province', [
    ...EVERYONE, 'metrics.read', 'account.*', 'catalogue.*', 'facility-catalogue.*', 'exchange.read', 'exchange-place.*', 'demo.switch', 'audit.read', 'program.*',
  ]),
  ...rows('facility', 'sees its own facility', [
    ...EVERYONE, 'intake.*', 'dossier.*', 'person.*', 'person-join.read', 'file.read', 'exchange.*', 'health-check.create', 'conformance.*', 'catalogue.read', 'facility-catalogue.*',
  ]),
  ...rows('department', 'sees the province', [
    ...EVERYONE, 'intake.read', 'dossier.read', 'dossier.check', 'person.read', 'person.search', 'person-case.*', 'person-join.*', 'person-national.*', 'file.read', 'exchange.read', 'conformance.*',
    'catalogue.*', 'facility-catalogue.read', 'audit.read',
  ]),
  // The gate's own desk.
  ...RECORD_READERS.flatMap((role) => rows(role, 'knows what it may see', ['access.mine'])),
  ...rows('doctor', 'emergency', ['emergency.open', 'emergency.second', 'emergency.list']), ...rows('nurse', 'emergency', ['emergency.open', 'emergency.second', 'emergency.list']),
  ...rows('department', 'reviews emergencies', ['emergency.list', 'emergency.review', 'access.explain']), ...rows('inspector', 'reviews emergencies', ['emergency.list', 'emergency.review', 'access.explain']),
  ...rows('admin', 'keeps the policies', ['access-policy.*']), ...rows('citizen', 'his own record', ['my-record.*']),
  // The record over HTTP. What of it each sees is said by the policies.
  ...RECORD_READERS.flatMap((role) => rows(role, 'reads the record', ['capability.read', 'record.read', 'record.search', 'record.history'])),
  ...rows('facility', 'its own programs follow and take out what it may see', ['record.changes', 'record.export']),
  ...rows('department', 'state management', ['record.changes', 'record.export']),
  ...rows('program', 'backend services', ['record.changes', 'record.export']),
  ...rows('anonymous', 'public description', ['capability.read']),
  ...rows('facility', 'opens a program for a patient', ['launch.*']),
  ...rows('doctor', 'opens a program for a patient', ['launch.*']),
  ...rows('nurse', 'opens a program for a patient', ['launch.*']),
  ...rows('department', 'opens a program for a citizen', ['launch.*']),
  ...(['doctor', 'nurse', 'inspector', 'disease-control', 'citizen'] as const).flatMap((role) => rows(role, 'decides what a program may do in his name', ['consent.*', 'session.*', 'web.read'])),
  ...rows('program', 'what its token’s scopes say', ['web.read']),
  ...rows('enrolling', 'signing in, enrolling a second factor', ['session.create', 'session.read', 'session.delete', 'session.enrol', 'health.read', 'demo.read', 'web.read']),
  ...rows('admin', 'keeps shared computers', ['station.*']),
  ...rows('facility', 'keeps its shared computers', ['station.*']),
  ...rows('doctor', 'treats at a facility', [...EVERYONE, 'person.search', 'person.read', 'dossier.read', 'catalogue.read', 'facility-catalogue.read']),
  ...rows('nurse', 'cares at a facility', [...EVERYONE, 'person.search', 'person.read', 'dossier.read', 'catalogue.read', 'facility-catalogue.read']),
  ...rows('inspector', 'watches for the department', [...EVERYONE, 'audit.read', 'account.read', 'catalogue.read']),
  ...rows('disease-control', 'disease control of the province', [...EVERYONE, 'catalogue.read']),
  ...rows('insurer', 'the insurer', [...EVERYONE, 'catalogue.read']),
  ...rows('citizen', 'his own record', ['session.*', 'health.read', 'demo.read', 'web.read', 'fault.read', 'my-record.*']),
  ...rows('inspector', 'answers for the trail, before the department', [...EVERYONE, 'audit.*', 'audit-alert.*']),
  ...rows('citizen', 'sees who opened his own record', [...EVERYONE, 'my-record.accesses']),
  ...rows('department', 'answers for the trail', ['audit-alert.*']),
  ...rows('admin', 'keeps the machine', ['audit-alert.read']),
  ...rows('facility', 'accounts for its days', ['exchange-day.read', 'exchange-day.count', 'exchange-day.explain', 'exchange-day.close', 'exchange-day.reopen', 'receiver-list.*']),
  ...rows('department', 'sees which facility is behind', ['exchange-day.read', 'exchange-day.survey', 'receiver-list.*']),
  ...rows('sandbox-system', 'stand-in of the national portals, demonstration only', ['sandbox.*', 'health.read']),
  ...rows('sender', 'a facility’s program hands in its files', ['intake.create', 'door.enter', 'door.send', 'door.read']),
  ...rows('facility', 'hands in its electronic papers', ['paper.create']), ...rows('sender', 'a facility’s program hands in its electronic papers', ['paper.create']),
  ...rows('sender', 'a facility’s program says how many visits it closed', ['exchange-day.count']),
  ...rows('anonymous', 'needed before a session at the door', ['door.enter']),
  ...rows('admin', 'keeps the door: whose program may send, and who sends for whom', ['door-account.*', 'exchange.mode']),
  ...rows('facility', 'sees its program’s account', ['door-account.read']), ...rows('department', 'sees who is connected', ['door-account.read']),
  ...rows('admin', 'sets as whom a facility calls the insurer’s gateway', ['gateway-account.*']), ...rows('facility', 'sees its account at the gateway', ['gateway-account.read']), ...rows('department', 'sees who can send', ['gateway-account.read']),
  ...(['facility', 'doctor', 'nurse'] as const).flatMap((role) => rows(role, 'takes a patient in: looks up the card', ['card.lookup'])),
  ...rows('system', 'jobs of the program itself', ['*']),
];
