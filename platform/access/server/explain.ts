import { z } from 'zod';
import { holdsFor, policySet, RELATIONS, viewOf, decide } from '#platform/access';
import type { Decision, Policy, Relation } from '#platform/access';
import type { Tx } from '#platform/db';
import { FAULTS, Fault } from '#platform/fault';
import { dayInVietnam } from '#platform/time/rules';
import { recordShown } from './shown.ts';
import { standingOf, viewIn } from './standing.ts';

const today = (): string => dayInVietnam(Date.now());

/** What the caller may see, and by which bases: for the screen “what can I see, and why”. */
export async function mine(tx: Tx) {
  const view = await viewIn(tx);
  const permits = view.policies.filter((one) => one.effect === 'permit' && one.kind === 'Record');
  const bases = policySet().bases.filter((basis) => permits.some((one) => one.basis === basis.basis && isFor(one.id, tx.policy)));
  return {
    role: tx.policy.role, facility: tx.policy.facility, strength: tx.policy.strength ?? 1,
    bases: bases.map(({ basis, display, law, validFrom, validTo }) => ({ basis, display, law, validFrom, validTo })),
    rights: policySet().classes.filter((one) => (tx.policy.rights ?? []).includes(one.class)).map((one) => ({ class: one.class, display: one.display, law: one.law })),
  };
}

/** Roles that a permit names, for telling; the decision itself is the policies'. */
const ROLES_OF: Readonly<Record<string, readonly string[]>> = {
  maker: ['facility', 'doctor', 'nurse', 'program'], care: ['facility', 'doctor', 'nurse', 'program'], referral: ['doctor', 'nurse'], population: ['doctor', 'nurse'], department: ['department'],
  'disease-control': ['disease-control'], insurer: ['insurer'], self: ['citizen'], guardian: ['citizen'], 'break-glass': ['doctor', 'nurse'], shared: ['facility', 'doctor', 'nurse', 'department', 'program', 'citizen', 'disease-control', 'insurer'],
};
const isFor = (permit: string, policy: Policy): boolean => ROLES_OF[permit]?.includes(policy.role) ?? false;

const relationRow = z.object({ facility: z.string(), kind: z.enum(RELATIONS), from: z.string(), until: z.string().nullable() });
const openingRow = z.object({ facility: z.string(), opened_at: z.date(), ends_at: z.date(), reason: z.string() });

const KIND_BASIS: Readonly<Record<Relation, string | null>> = { care: 'care', referred: 'referral', population: 'population', watched: 'disease-control', refused: null };

/** Who can see a person today, and why: facilities by their relations, openings in an emergency, and whom the law lets in besides. */
export async function whoSees(tx: Tx, person: string, facilityName: (code: string) => string) {
  const on = today();
  // That somebody came to a place where all that was done is protected is not told to others. To them such an Encounter is not in the table: only one that is seen can tell.
  const shown = tx.policy.person === person ? 'true' : "(a.kind <> 'care' or a.source <> 'visit' or exists (select 1 from resource r where r.patient = a.patient and r.type = 'Encounter' and r.labels = '{}'))";
  const relations = await tx.query(
    `select a.facility, a.kind, to_char(min(a.valid_from), 'YYYYMMDD') as "from", case when max(a.valid_to) = 'infinity' then null else to_char(max(a.valid_to), 'YYYYMMDD') end as until
     from access_relation a where a.person = $1 and $2::date between a.valid_from and a.valid_to and ${shown} group by a.facility, a.kind order by a.facility, a.kind`, [person, on], relationRow);
  const opened = await tx.query('select facility, opened_at, ends_at, reason from access_opening where person = $1 order by opened_at desc limit 50', [person], openingRow);
  const basisOf = (name: string | null) => policySet().bases.find((one) => one.basis === name && holdsFor(one, 'work', on));
  const named = (code: string) => ({ code, name: code === '*' ? '*' : facilityName(code) });
  const told = (name: string | null) => { const found = basisOf(name); return found === undefined ? null : { display: found.display, law: found.law }; };
  return {
    relations: relations.map((one) => ({ facility: named(one.facility), kind: one.kind, from: one.from, until: one.until, basis: told(KIND_BASIS[one.kind]) })),
    openings: opened.map((one) => ({ facility: named(one.facility), openedAt: one.opened_at.toISOString(), endsAt: one.ends_at.toISOString(), reason: one.reason })),
    // Who needs no relation; of specially protected classes they see nothing.
    byLaw: ['state-management', 'insurance'].flatMap((name) => { const found = told(name); return found === null ? [] : [found]; }),
  };
}

export interface Hypothetical {
  readonly role: Policy['role'];
  readonly facility: string | null;
  readonly purpose: string;
  readonly rights: readonly string[];
}

const attributeRow = z.object({ type: z.string(), facility: z.string().nullable(), patient: z.string().nullable(), person: z.string().nullable(), labels: z.array(z.string()), relations: z.record(z.string(), z.array(z.string())) });

/** Of a resource what policies ask for. @param seen condition on `r` @param params its parameters behind type, id and day */
async function attributesOf(tx: Tx, type: string, id: string, on: string, seen: (params: unknown[]) => Promise<string>) {
  const params: unknown[] = [type, id, on];
  const [found] = await tx.query(
    `select r.type, r.facility, r.patient, r.person, r.labels,
       (select coalesce(jsonb_object_agg(k.kind, k.facilities), '{}') from (select a.kind, jsonb_agg(a.facility) as facilities from access_relation a where a.person = r.person and $3::date between a.valid_from and a.valid_to group by a.kind) k) as relations
     from resource r where r.type = $1 and r.id = $2 and ${await seen(params)}`, params, attributeRow);
  return found;
}

/** Whether somebody of this kind could read a resource, and by which policies. The asker must be able to read it himself. @throws Fault request.not-found */
export async function couldRead(tx: Tx, type: string, id: string, who: Hypothetical): Promise<Decision & { readonly bases: readonly string[] }> {
  const on = today();
  const found = await attributesOf(tx, type, id, on, (params) => recordShown(tx, 'read', 'r', params));
  if (found === undefined) throw new Fault(FAULTS.notFound);
  const policy: Policy = { actor: { id: 'somebody', kind: 'account' }, role: who.role, facility: who.facility, purpose: who.purpose, requestId: null, rights: who.rights };
  const { allowed, because } = decide(viewOf(policy, await standingOf(tx, on, policy), on), 'read', found);
  const bases = policySet().policies.filter((one) => because.includes(one.id)).flatMap((one) => policySet().bases.find((basis) => basis.basis === one.basis)?.display ?? []);
  return { allowed, because, bases };
}
