import { z } from 'zod';
import type { Tx } from '#platform/db';
import { dayInVietnam } from '#platform/time/rules';
import type { AuditKnowledge } from '../knowledge.ts';

/** A reading that somebody should look at. */
export interface FoundAlert {
  readonly key: string; readonly rule: string; readonly at: Date; readonly actor: string; readonly role: string; readonly facility: string | null; readonly person: string | null;
  readonly detail: Readonly<Record<string, number | string>>;
}

export const RULES = ['mass', 'break-glass', 'colleague', 'kin', 'night'] as const;
export type RuleCode = (typeof RULES)[number];

const readRow = z.object({ at: z.date(), hour: z.number(), day: z.string(), actor: z.string(), role: z.string(), facility: z.string().nullable(), person: z.string(), purpose: z.string() });
type Reading = z.output<typeof readRow>;
const massRow = z.object({ actor: z.string(), role: z.string(), facility: z.string().nullable(), at: z.date(), hour: z.string(), persons: z.number(), habit: z.number() });
const ruleRow = z.object({ code: z.enum(RULES), threshold: z.record(z.string(), z.number()) });

/** Reading by people; a citizen looks at himself. */
const BY_PEOPLE = `e.outcome = 'done' and e.role not in ('system', 'sandbox-system', 'citizen', 'program', 'sender')`;
const ZONE = `at time zone 'Asia/Ho_Chi_Minh'`;

/** Looks at what was read from `from` to `to`, by the rules in force on the day. Looking twice gives the same keys. */
export async function findAlerts(tx: Tx, knowledge: AuditKnowledge, from: Date, to: Date): Promise<FoundAlert[]> {
  const rules = new Map((await tx.query('select code, threshold from audit_alert_rule where valid_from <= $1::date and (valid_to is null or valid_to >= $1::date)', [dayInVietnam(to.getTime())], ruleRow)).map((row) => [row.code, row.threshold]));
  const found: FoundAlert[] = [];
  const mass = rules.get('mass');
  if (mass !== undefined) found.push(...await massReading(tx, mass, from, to));
  // One row for each who read whom on which day: an alert is about that, not about every page.
  const readings = await tx.query(
    `select distinct on (e.actor, e.person, to_char(e.at ${ZONE}, 'YYYYMMDD'), e.purpose = 'break-glass') e.at, extract(hour from e.at ${ZONE})::int as hour, to_char(e.at ${ZONE}, 'YYYYMMDD') as day,
       e.actor, e.role, e.facility, e.person::text, e.purpose from audit_event e
     where e.at >= $1 and e.at < $2 and e.person is not null and not e.action like '%.find' and ${BY_PEOPLE} order by e.actor, e.person, to_char(e.at ${ZONE}, 'YYYYMMDD'), e.purpose = 'break-glass', e.at`, [from, to], readRow);
  if (rules.has('break-glass')) for (const one of readings) if (one.purpose === 'break-glass') found.push(alertOf('break-glass', one, {}));
  const night = rules.get('night');
  if (night !== undefined) found.push(...await nightReading(tx, knowledge, readings, night, to));
  found.push(...await ofTheirOwn(tx, knowledge, readings, rules));
  return found;
}

function alertOf(rule: RuleCode, one: Reading, detail: FoundAlert['detail']): FoundAlert {
  return { key: `${rule}/${one.actor}/${one.person}/${one.day}`, rule, at: one.at, actor: one.actor, role: one.role, facility: one.facility, person: one.person, detail };
}

/** More different persons in an hour than the floor, and many times more than this account's hours of the thirty days before. */
async function massReading(tx: Tx, { floor = 30, factor = 3 }: Record<string, number>, from: Date, to: Date): Promise<FoundAlert[]> {
  const rows = await tx.query(
    `with hours as (
       select e.actor, min(e.role) as role, min(e.facility) as facility, date_trunc('hour', e.at) as hour, min(e.at) as at, count(distinct coalesce(e.person::text, e.patient))::int as persons
       from audit_event e where e.at >= date_trunc('hour', $1::timestamptz) and e.at < $2 and coalesce(e.person::text, e.patient) is not null and not e.action like '%.find' and ${BY_PEOPLE} group by e.actor, date_trunc('hour', e.at))
     select h.actor, h.role, h.facility, h.at, to_char(h.hour at time zone 'UTC', 'YYYYMMDDHH24') as hour, h.persons, coalesce((
       select avg(p.persons) from (select count(distinct coalesce(e.person::text, e.patient)) as persons from audit_event e
         where e.actor = h.actor and e.at >= h.hour - interval '30 days' and e.at < h.hour and coalesce(e.person::text, e.patient) is not null and not e.action like '%.find' and ${BY_PEOPLE} group by date_trunc('hour', e.at)) p), 0)::float8 as habit
     from hours h where h.persons >= $3`, [from, to, floor], massRow);
  return rows.filter((row) => row.persons >= row.habit * factor).map((row) => ({
    key: `mass/${row.actor}/${row.hour}`, rule: 'mass', at: row.at, actor: row.actor, role: row.role, facility: row.facility, person: null, detail: { persons: row.persons, habit: Math.round(row.habit * 10) / 10, floor },
  }));
}

/** In the night, the record of somebody who has not been at the reader's own facility for months. */
async function nightReading(tx: Tx, knowledge: AuditKnowledge, readings: readonly Reading[], { from = 22, until = 5, months = 6 }: Record<string, number>, now: Date): Promise<FoundAlert[]> {
  const atNight = readings.filter((one) => one.purpose !== 'break-glass' && (one.hour >= from || one.hour < until));
  const pairs = atNight.flatMap(({ person, facility }) => (facility === null ? [] : [{ person, facility }]));
  if (pairs.length === 0 || knowledge.visitedSince === undefined) return [];
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - months);
  const visited = await knowledge.visitedSince(tx, pairs, dayInVietnam(since.getTime()));
  return atNight.filter((one) => one.facility !== null && !visited.has(`${one.person}/${one.facility}`)).map((one) => alertOf('night', one, { hour: one.hour, months }));
}

/** Colleagues, and people of the same surname and commune as the one who reads. Needs to know who the holders of accounts are. */
async function ofTheirOwn(tx: Tx, knowledge: AuditKnowledge, readings: readonly Reading[], rules: ReadonlyMap<RuleCode, unknown>): Promise<FoundAlert[]> {
  if (readings.length === 0 || knowledge.holders === undefined) return [];
  const holders = await knowledge.holders(tx);
  const byActor = new Map(holders.map((one) => [one.actor, one]));
  const staff = new Set(holders.flatMap((one) => (one.person === null ? [] : [one.person])));
  const known = new Map((await knowledge.describe?.(tx, [...new Set(readings.map((one) => one.person))]) ?? []).map((one) => [one.person, one]));
  return readings.flatMap((one): FoundAlert[] => {
    const me = byActor.get(one.actor);
    if (one.purpose === 'break-glass' || me?.person === one.person) return [];
    if (rules.has('colleague') && staff.has(one.person)) return [alertOf('colleague', one, {})];
    const read = known.get(one.person);
    const isKin = me !== undefined && me.surname !== null && me.commune !== null && read?.surname === me.surname && read.commune === me.commune;
    return rules.has('kin') && isKin ? [alertOf('kin', one, {})] : [];
  });
}
