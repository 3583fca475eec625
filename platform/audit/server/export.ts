import { AUDIT_COLUMNS, auditRow } from '#platform/audit';
import type { Policy } from '#platform/access';
import type { Database } from '#platform/db';
import { auditEventOf } from './balp.ts';

const STEP = 2000;

/** AuditEvents of a stretch of days in the order of their numbers, one JSON a line. Taking the trail out is an access as well. @param from, to ISO moments; `to` excluded */
export async function* exportEvents(db: Database, policy: Policy, from: Date, to: Date): AsyncGenerator<string> {
  let after = '0';
  for (;;) {
    const rows = await db.withAccess(policy, { action: 'audit.read', target: 'audit/export' }, async (tx) => {
      const found = await tx.query(`select ${AUDIT_COLUMNS} from audit_event e where e.at >= $1 and e.at < $2 and e.id > $3 order by e.id limit $4`, [from, to, after, STEP], auditRow);
      tx.learned({ found: found.length });
      return found;
    });
    yield rows.map((row) => `${JSON.stringify(auditEventOf(row))}\n`).join('');
    after = rows.at(-1)?.id ?? after;
    if (rows.length < STEP) return;
  }
}
