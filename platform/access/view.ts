import { compileClosure } from './cedar/closure.ts';
import type { Attributes, Decision } from './cedar/closure.ts';
import { compileSql, fill, related, templateOf } from './cedar/sql.ts';
import type { Binder, Column, Template } from './cedar/sql.ts';
import type { CompiledPolicy } from './cedar/tree.ts';
import type { Policy } from './policy.ts';
import { openedSources } from './sources.ts';
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
    role: policy.role, facility: policy.facility ?? undefined, person: policy.person, wards: standing.wards, rights: policy.rights ?? [], sources: openedSources(policy.rights ?? []), opened: standing.opened,
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
  const found = {
    type, facility: facility ?? undefined, patient: patient ?? undefined, person: person ?? undefined, labels,
    care: relations.care ?? NONE, referred: relations.referred ?? NONE, population: relations.population ?? NONE, watched: relations.watched ?? NONE, refused: relations.refused ?? NONE,
  };
  return decider(view.policies)({ action, kind: 'Record', principal: view.principal, context: view.context, resource: found });
}

const NONE: readonly string[] = [];
const deciders = new WeakMap<readonly CompiledPolicy[], ReturnType<typeof compileClosure>>();

function decider(policies: readonly CompiledPolicy[]): ReturnType<typeof compileClosure> {
  const known = deciders.get(policies) ?? compileClosure(policies);
  deciders.set(policies, known);
  return known;
}

/**
 * The same as a predicate over a row of `resource`.
 * @param r alias of the row: type, facility, patient, person, labels
 * @param h alias of another version of it, whose labels count too
 */
export function recordPredicate(view: View, action: RecordAction, r: string, sql: Binder, h?: string): string {
  const name = `${action}|${r}|${h ?? ''}`;
  const known = templates.get(view) ?? new Map<string, Template>();
  templates.set(view, known);
  const template = known.get(name) ?? templateOf((binder) => predicateOf(view, action, r, binder, h));
  known.set(name, template);
  return fill(template, sql);
}

/** Made once for a caller and an alias, filled in for each statement. */
const templates = new WeakMap<View, Map<string, Template>>();

function predicateOf(view: View, action: RecordAction, r: string, sql: Binder, h?: string): string {
  const columns = recordColumns(r, view.on);
  const shown = compileSql(view.policies, { action, kind: 'Record', principal: view.principal, context: view.context }, columns, sql);
  if (h === undefined || shown === 'false') return asked(shown);
  // A version from before or after it was labelled reveals no more than the present one and no less.
  const past = compileSql(view.policies, { action, kind: 'Record', principal: view.principal, context: view.context }, { ...columns, labels: { kind: 'labels', sql: `${h}.labels` } }, sql);
  return asked(past === shown ? shown : `${shown} and ${past}`);
}

/**
 * Asked of each row as it comes. PostgreSQL takes a condition that it cannot judge to keep half of the rows or fewer, and then gathers and sorts what it
 * should read in order; of what a search finds, most may be seen. Written as a comparison of numbers it is taken to keep nearly all. One person alone is
 * left as it is: that is few.
 */
function asked(condition: string): string {
  if (condition === 'true' || condition === 'false') return condition;
  return / is not null\b|labels/.test(condition) && !/\.person = /.test(condition.replaceAll('a.person = ', '')) ? `(case when ${condition} then 1 else 0 end) <> 0` : condition;
}

function recordColumns(r: string, on: string): Readonly<Record<string, Column>> {
  const relation = (kind: Relation): Column => ({
    kind: 'relation',
    holds: (values, sql) => related(r, [kind], values, `${sql.bind(on)}::date`),
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
