import { z } from 'zod';
import { decide, keptSet, SHIPPED, policySet, usePolicySet, viewOf, NOTHING_OPEN } from '#platform/access';
import type { Policy, PolicySet } from '#platform/access';
import { ROLES } from '#platform/access';
import type { Database, Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { displayNames } from '#platform/identity';
import { dayInVietnam } from '#platform/time/rules';
import { compileApart } from './engine-apart.ts';
import { ACCESS_FAULTS } from './faults.ts';
import { PolicyTextError } from './problems.ts';

const setRow = z.object({ id: z.string(), content: keptSet });

/** Brings what is in force today into this process; other processes do the same within a minute. */
export async function refreshPolicies(db: Database): Promise<void> {
  const [row] = await db.bookkeeping('access', (tx) => tx.query('select id::text, content from access_policy_set where valid_from <= $1::date order by valid_from desc, id desc limit 1', [dayInVietnam(Date.now())], setRow));
  const wanted = row?.content ?? SHIPPED;
  if (wanted.text !== policySet().text) usePolicySet(wanted);
}

/** @param text Cedar; bases and classes are those in force. @throws Fault access.bad-policies with a place for each problem */
export async function readPolicies(text: string): Promise<PolicySet> {
  try {
    return await compileApart(text, policySet().bases, policySet().classes);
  } catch (error) {
    if (!(error instanceof PolicyTextError)) throw error;
    throw new Fault(ACCESS_FAULTS.badPolicies, { count: error.problems.length }, { places: error.problems.slice(0, 20).map(({ line, message }) => ({ path: line === null ? 'text' : `text:${line}`, message })) });
  }
}

/** @param from yyyyMMdd @throws Fault access.confirm-first | access.past-day | access.bad-policies */
export async function putInForce(tx: Tx, text: string, from: string, reason: string): Promise<void> {
  if (tx.policy.strength !== 3) throw new Fault(ACCESS_FAULTS.confirmFirst);
  if (from < dayInVietnam(Date.now())) throw new Fault(ACCESS_FAULTS.pastDay);
  const set = await readPolicies(text);
  await tx.run('insert into access_policy_set (content, valid_from, reason, made_by) values ($1, $2::date, $3, $4)', [JSON.stringify(set), from, reason, tx.policy.actor.id]);
}

const historyRow = z.object({ valid_from: z.string(), reason: z.string(), made_by: z.string(), made_at: z.date() });

export async function policyHistory(tx: Tx) {
  const rows = await tx.query("select to_char(valid_from, 'YYYYMMDD') as valid_from, reason, made_by, made_at from access_policy_set order by id desc limit 100", [], historyRow);
  const who = await displayNames(tx, rows.map((one) => one.made_by));
  return rows.map((one) => ({ validFrom: one.valid_from, reason: one.reason, madeBy: who(one.made_by), madeAt: one.made_at.toISOString() }));
}

const accessRow = z.object({
  role: z.enum(ROLES), facility_of: z.string().nullable(), purpose: z.string(), action: z.string(), count: z.number(),
  type: z.string(), facility: z.string().nullable(), patient: z.string().nullable(), person: z.string().nullable(), labels: z.array(z.string()), relations: z.record(z.string(), z.array(z.string())),
});

/** So many different accesses are looked at; the newest first. */
const MOST = 20_000;

/**
 * What other policies would have said to real accesses of the last days. Told are kinds of callers and resources, never whose they are. Callers whose right
 * follows from themselves (citizens, emergencies) are left out: the trail does not keep what they had opened.
 */
export async function tryPolicies(tx: Tx, text: string, days: number, facilityName: (code: string) => string) {
  const other = await readPolicies(text);
  const on = dayInVietnam(Date.now());
  const rows = await tx.query(
    `with seen as (
       select e.role, e.facility as facility_of, e.purpose, e.action, e.target, count(*)::int as count, max(e.at) as last from audit_event e
       where e.at > now() - make_interval(days => $1) and e.outcome = 'done' and e.action in ('record.read', 'record.history', 'person.read', 'person.find', 'record.find') and e.role not in ('system', 'citizen', 'anonymous')
       group by 1, 2, 3, 4, 5 order by last desc limit $2)
     select s.role, s.facility_of, s.purpose, s.action, s.count, r.type, r.facility, r.patient, r.person, r.labels,
       (select coalesce(jsonb_object_agg(k.kind, k.facilities), '{}') from (select a.kind, jsonb_agg(a.facility) as facilities from access_relation a where a.person = r.person and $3::date between a.valid_from and a.valid_to group by a.kind) k) as relations
     from seen s join lateral (
       select r.* from resource r where (s.target like 'person/%' and r.type = 'Patient' and r.person = (case when s.target like 'person/%' then substr(s.target, 8)::uuid end))
         or (r.type = split_part(s.target, '/', 1) and r.id = split_part(s.target, '/', 2)) limit 1) r on true`, [days, MOST, on], accessRow);
  let accesses = 0;
  const changed = new Map<string, { role: string; facility: string | null; type: string; protectedClass: boolean; now: boolean; because: readonly string[]; count: number }>();
  for (const row of rows) {
    accesses += row.count;
    const policy: Policy = { actor: { id: 'somebody', kind: 'account' }, role: row.role, facility: row.facility_of, purpose: row.purpose, requestId: null };
    const before = decide(viewOf(policy, NOTHING_OPEN, on), 'read', row);
    const after = decide(viewOf(policy, NOTHING_OPEN, on, other), 'read', row);
    if (before.allowed === after.allowed) continue;
    const key = `${row.role}|${row.facility_of ?? ''}|${row.type}|${after.because.join()}`;
    const known = changed.get(key);
    changed.set(key, { role: row.role, facility: row.facility_of, type: row.type, protectedClass: row.labels.length > 0, now: after.allowed, because: after.because, count: (known?.count ?? 0) + row.count });
  }
  const named = (code: string | null) => (code === null ? null : { code, name: facilityName(code) });
  return { days, accesses, changed: [...changed.values()].sort((a, b) => b.count - a.count).slice(0, 200).map((one) => ({ ...one, facility: named(one.facility) })) };
}
