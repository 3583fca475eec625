import { compileClosure } from './cedar/closure.ts';
import type { Attributes, Decision } from './cedar/closure.ts';
import { compileSql } from './cedar/sql.ts';
import type { Binder, Column } from './cedar/sql.ts';
import type { CompiledPolicy } from './cedar/tree.ts';
import type { Policy } from './policy.ts';
import { inForce, policySet } from './policy-set.ts';
import type { PolicySet } from './policy-set.ts';

/** What policies ask of the record. `include`: reached from what was found, not asked for by itself. */
export type RecordAction = 'read' | 'search' | 'history' | 'include' | 'changes' | 'export' | 'write';

/** What of a caller stands in tables and is looked up once for a transaction. */
export interface Standing {
  /** Persons whose record he opened by break-glass. */
  readonly opened: readonly string[];
  /** Persons whom he is the guardian of. */
  readonly wards: readonly string[];
  /** Person that the program was launched for. */
  readonly launch: string | undefined;
}

export const NOTHING_OPEN: Standing = { opened: [], wards: [], launch: undefined };

/** A caller on a day: what decisions and predicates are made from. */
export interface View {
  readonly principal: Attributes;
  readonly context: Attributes;
  readonly policies: readonly CompiledPolicy[];
  /** yyyyMMdd in Vietnam: relations hold from day to day. */
  readonly on: string;
}

/** @param on yyyyMMdd */
export function viewOf(policy: Policy, standing: Standing, on: string, set: PolicySet = policySet()): View {
  return { principal: principalOf(policy, standing), context: { purpose: policy.purpose }, policies: inForce(set, purposeOf(policy), on), on };
}

/** Jobs say in words what they are for; every purpose that is no word of the list is the work of the role itself. */
function purposeOf(policy: Policy): string {
  return PURPOSES.has(policy.purpose) ? policy.purpose : 'work';
}

const PURPOSES: ReadonlySet<string> = new Set(['treatment', 'population', 'payment', 'surveillance', 'management', 'statistics', 'own', 'emergency']);

function principalOf(policy: Policy, standing: Standing): Attributes {
  return {
    role: policy.role, facility: policy.facility ?? undefined, person: policy.person, wards: standing.wards, rights: policy.rights ?? [], opened: standing.opened,
    strength: policy.strength ?? 1, launch: standing.launch,
  };
}

/** A resource of the record as policies see it; its relations are those of its person today. */
export interface RecordAttributes {
  readonly type: string;
  readonly facility: string | null;
  readonly patient: string | null;
  readonly person: string | null;
  readonly labels: readonly string[];
  readonly relations: Readonly<Partial<Record<Relation, readonly string[]>>>;
}

export const RELATIONS = ['care', 'referred', 'population', 'watched', 'refused'] as const;
export type Relation = (typeof RELATIONS)[number];

/** One resource: may he, and by which policies. */
export function decide(view: View, action: RecordAction, resource: RecordAttributes): Decision {
  const { type, facility, patient, person, labels, relations } = resource;
  const found = { type, facility: facility ?? undefined, patient: patient ?? undefined, person: person ?? undefined, labels, ...Object.fromEntries(RELATIONS.map((one) => [one, relations[one] ?? []])) };
  return compileClosure(view.policies)({ action, kind: 'Record', principal: view.principal, context: view.context, resource: found });
}

/**
 * The same as a predicate over a row of `resource`.
 * @param r alias of the row: type, facility, patient, person, labels
 * @param h alias of another version of it, whose labels count too
 */
export function recordPredicate(view: View, action: RecordAction, r: string, sql: Binder, h?: string): string {
  const columns = recordColumns(r, view.on);
  const shown = compileSql(view.policies, { action, kind: 'Record', principal: view.principal, context: view.context }, columns, sql);
  if (h === undefined || shown === 'false') return shown;
  // A version from before or after it was labelled reveals no more than the present one and no less.
  const past = compileSql(view.policies, { action, kind: 'Record', principal: view.principal, context: view.context }, { ...columns, labels: { kind: 'labels', sql: `${h}.labels` } }, sql);
  return past === shown ? shown : `${shown} and ${past}`;
}

function recordColumns(r: string, on: string): Readonly<Record<string, Column>> {
  const relation = (kind: Relation): Column => ({
    kind: 'relation',
    holds: (values, sql) => `exists (select 1 from access_relation a where a.person = ${r}.person and a.kind = '${kind}' and a.facility = any(${values}) and ${sql.bind(on)}::date between a.valid_from and a.valid_to)`,
  });
  return {
    type: { kind: 'text', sql: `${r}.type`, optional: false },
    facility: { kind: 'text', sql: `${r}.facility`, optional: true },
    patient: { kind: 'text', sql: `${r}.patient`, optional: true },
    person: { kind: 'text', sql: `${r}.person`, uuid: true, optional: true },
    labels: { kind: 'labels', sql: `${r}.labels` },
    ...Object.fromEntries(RELATIONS.map((one) => [one, relation(one)])),
  };
}

/** A predicate over rows of a desk table that belong to a facility. @param labels SQL of their labels; absent: rows without */
export function deskPredicate(view: View, columns: { facility: string; labels?: string }, sql: Binder): string {
  return compileSql(view.policies, { action: 'read', kind: 'Desk', principal: view.principal, context: view.context },
    { facility: { kind: 'text', sql: columns.facility, optional: true }, labels: { kind: 'labels', sql: columns.labels ?? "'{}'::text[]" } }, sql);
}
