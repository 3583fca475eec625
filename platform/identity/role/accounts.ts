import { z } from 'zod';
import { fold } from '#platform/db';
import type { Tx } from '#platform/db';
import { factorsOf } from '../factor/change.ts';
import { sessionsOf } from '../session/list.ts';

const PAGE = 50;

const role = z.object({ id: z.string(), role: z.string(), facility: z.string().nullable(), rights: z.array(z.string()), validFrom: z.string(), validTo: z.string().nullable(), open: z.boolean() });
const row = z.object({
  id: z.string(), user_name: z.string(), display_name: z.string(), active: z.boolean(), closed_reason: z.string().nullable(), last_seen_at: z.date(), created_at: z.date(), reviewed_at: z.date().nullable(),
  password_set: z.boolean(), second: z.boolean(), due: z.boolean(), roles: z.array(role),
});

const COLUMNS = `a.id, a.user_name, a.display_name, a.active, a.closed_reason, a.last_seen_at, a.created_at, a.reviewed_at, a.password_at is not null as password_set,
  exists (select 1 from account_totp t where t.account = a.id and t.confirmed_at is not null) or exists (select 1 from account_passkey p where p.account = a.id) as second,
  a.active and coalesce(a.reviewed_at, a.created_at) < now() - make_interval(months => $2) as due,
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'role', r.role, 'facility', r.facility, 'rights', to_jsonb(r.rights), 'validFrom', to_char(r.valid_from, 'YYYYMMDD'),
    'validTo', to_char(r.valid_to, 'YYYYMMDD'), 'open', r.valid_to is null or r.valid_to >= $1::date) order by r.granted_at, r.id) from account_role r where r.account = a.id), '[]'::jsonb) as roles`;

export interface Wanted {
  /** Part of the user name or the shown name, accents or not; a facility's code. */
  readonly term: string;
  readonly state: 'all' | 'review' | 'closed' | 'invited';
  /** User name of the last one of the page before. */
  readonly after: string | undefined;
  readonly today: string;
  readonly reviewMonths: number;
}

/** Accounts by user name, a page at a time. */
export async function accountList(tx: Tx, wanted: Wanted) {
  const state = { all: 'a.active', closed: 'not a.active', invited: 'a.active and a.password_at is null', review: 'a.active and coalesce(a.reviewed_at, a.created_at) < now() - make_interval(months => $2)' }[wanted.state];
  const rows = await tx.query(
    `select ${COLUMNS} from account a where ${state} and a.user_name > $3
       and ($4 = '' or a.user_name like '%' || $4 || '%' or fold(a.display_name) like '%' || $4 || '%' or exists (select 1 from account_role r where r.account = a.id and lower(r.facility) = $4))
     order by a.user_name limit ${PAGE + 1}`, [wanted.today, wanted.reviewMonths, wanted.after ?? '', fold(wanted.term.trim()).replace(/[\\%_]/g, '\\$&')], row);
  return { items: rows.slice(0, PAGE).map(shown), more: rows.length > PAGE };
}

export async function accountDetail(tx: Tx, id: string, today: string, idleMinutes: number) {
  const [found] = await tx.query(`select ${COLUMNS} from account a where a.id = $3`, [today, 6, id], row);
  return found && { ...shown(found), factors: await factorsOf(tx, id), sessions: await sessionsOf(tx, id, idleMinutes) };
}

function shown(found: z.output<typeof row>) {
  return {
    id: found.id, user: found.user_name, displayName: found.display_name, active: found.active, closedReason: found.closed_reason, lastSeenAt: found.last_seen_at, reviewedAt: found.reviewed_at,
    invited: !found.password_set, second: found.second, due: found.due, roles: found.roles,
  };
}
