import { z } from 'zod';
import type { Context } from '#platform/room';
import { auditKnowledge } from '../knowledge.ts';
import { findAlerts } from './find.ts';

/** Looks this far back again: rows come in a little late, and hours are counted whole. */
const AGAIN = 65 * 60_000;
const progressRow = z.object({ up_to: z.date() });

/** Looks at the reading since the last time and writes what is new. @returns how many */
export async function lookForAlerts(context: Pick<Context, 'db'>, now = new Date()): Promise<number> {
  return context.db.bookkeeping('audit-alerts', async (tx) => {
    const [before] = await tx.query('select up_to from audit_alert_progress for update', [], progressRow);
    const from = new Date((before?.up_to.getTime() ?? now.getTime() - 24 * 3_600_000) - AGAIN);
    const found = await findAlerts(tx, auditKnowledge(context), from, now);
    const made = await tx.run(
      `insert into audit_alert (key, rule, at, actor, role, facility, person, detail)
       select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::text[], $7::uuid[], $8::jsonb[]) on conflict (key) do nothing`,
      [found.map((one) => one.key), found.map((one) => one.rule), found.map((one) => one.at), found.map((one) => one.actor), found.map((one) => one.role), found.map((one) => one.facility), found.map((one) => one.person),
        found.map((one) => JSON.stringify(one.detail))]);
    await tx.run('insert into audit_alert_progress (up_to) values ($1) on conflict (one) do update set up_to = excluded.up_to', [now]);
    return made;
  });
}
