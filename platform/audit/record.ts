import { z } from 'zod';
import type { Policy } from '#platform/access';

export type Outcome = 'done' | 'refused' | 'failed';

export interface Access {
  /** `noun.verb` */
  readonly action: string;
  /** `noun/id`: keys only, never names or content. */
  readonly target: string;
  /** Legal basis of the access where one must be named. */
  readonly basis?: string;
  /** Person (uuid) whose data are looked at; read from a target `person/…` when not said. */
  readonly person?: string;
  /** Id of the Patient whose data are looked at; read from a target `Patient/…` when not said. */
  readonly patient?: string;
  /** Rows that a search showed. */
  readonly found?: number;
  /** Whether it only reads. Not said: the verb tells (`isRead`). What reads runs in a read-only transaction and its row is committed in a group. */
  readonly reads?: boolean;
}

/** What becomes known while the work runs: goes into the row of the access itself. */
export type Learned = Pick<Access, 'person' | 'patient' | 'found' | 'basis'>;

const READING = new Set(['read', 'search', 'find', 'list', 'history']);

/** Whether an access only reads. */
export function isRead(access: Access): boolean {
  return access.reads ?? READING.has(access.action.slice(access.action.lastIndexOf('.') + 1));
}

export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** One row of the trail, before it has a number and a moment. */
export interface AuditEntry {
  readonly actor: string; readonly role: string; readonly facility: string | null; readonly action: string; readonly target: string; readonly outcome: Outcome;
  readonly purpose: string; readonly basis: string | null; readonly request_id: string | null; readonly strength: number | null; readonly program: string | null;
  readonly address: string | null; readonly person: string | null; readonly patient: string | null; readonly found: number | null;
}

/** Keys are short; what comes in as one and is not must not stand in the trail at any length, nor break the group of its neighbours. */
const LONGEST = 300;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const EVERY_UUID = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/giu;
/** PostgreSQL takes a key in capitals for the same: in the trail it stands in one spelling, or who looks for it would miss a row. */
const oneSpelling = (text: string): string => text.replace(EVERY_UUID, (key) => key.toLowerCase());
const clean = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\u{fffd}') : text).slice(0, LONGEST);
const cleaned = (text: string | null | undefined): string | null => (text === null || text === undefined ? null : clean(text));

/** Who did what, out of the policy and the access. */
export function entryOf(policy: Policy, access: Access, outcome: Outcome): AuditEntry {
  const person = access.person ?? after(access.target, 'person/');
  const patient = access.patient ?? after(access.target, 'Patient/');
  return {
    actor: clean(policy.actor.id), role: policy.role, facility: cleaned(policy.facility), action: clean(access.action), target: oneSpelling(clean(access.target)), outcome, purpose: clean(policy.purpose),
    basis: cleaned(access.basis), request_id: cleaned(policy.requestId), strength: policy.strength ?? null, program: cleaned(policy.program), address: cleaned(policy.from),
    person: person !== undefined && UUID.test(person) ? person.toLowerCase() : null, patient: cleaned(patient), found: access.found === undefined ? null : Math.trunc(access.found),
  };
}

/** The id in `noun/id` or `noun/id/more`. */
function after(target: string, noun: string): string | undefined {
  return target.startsWith(noun) ? target.slice(noun.length).split('/')[0] || undefined : undefined;
}

const COLUMNS = {
  actor: 'text', role: 'text', facility: 'text', action: 'text', target: 'text', outcome: 'text', purpose: 'text', basis: 'text', request_id: 'text',
  strength: 'smallint', program: 'text', address: 'text', person: 'uuid', patient: 'text', found: 'int',
} as const satisfies Record<keyof AuditEntry, string>;
const NAMES = Object.keys(COLUMNS);

/** Many rows are one statement whose text never changes; their order is kept. */
const INSERT = `insert into audit_event (${NAMES.join(', ')}) select ${NAMES.join(', ')} from unnest(${Object.values(COLUMNS).map((type, at) => `$${at + 1}::${type}[]`).join(', ')})
  with ordinality as t(${NAMES.join(', ')}, place) order by place`;

/** The INSERT of rows, in their order. */
export function auditStatement(entries: readonly AuditEntry[]): Statement {
  return {
    sql: INSERT,
    params: [
      entries.map((one) => one.actor), entries.map((one) => one.role), entries.map((one) => one.facility), entries.map((one) => one.action), entries.map((one) => one.target),
      entries.map((one) => one.outcome), entries.map((one) => one.purpose), entries.map((one) => one.basis), entries.map((one) => one.request_id), entries.map((one) => one.strength),
      entries.map((one) => one.program), entries.map((one) => one.address), entries.map((one) => one.person), entries.map((one) => one.patient), entries.map((one) => one.found),
    ],
  };
}

export const auditRow = z.object({
  id: z.string(), at: z.date(), actor: z.string(), role: z.string(), facility: z.string().nullable(),
  action: z.string(), target: z.string(), outcome: z.enum(['done', 'refused', 'failed']),
  purpose: z.string(), basis: z.string().nullable(), request_id: z.string().nullable(),
  strength: z.number().nullable(), program: z.string().nullable(), address: z.string().nullable(), person: z.string().nullable(), patient: z.string().nullable(), found: z.number().nullable(),
});
export type AuditRow = z.output<typeof auditRow>;
export const AUDIT_COLUMNS = 'e.id::text, e.at, e.actor, e.role, e.facility, e.action, e.target, e.outcome, e.purpose, e.basis, e.request_id, e.strength, e.program, e.address, e.person::text, e.patient, e.found';
