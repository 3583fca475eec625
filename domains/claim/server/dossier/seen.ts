import { z } from 'zod';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { CLAIM_FAULTS } from '../faults.ts';
import { getDossier } from './find.ts';

export const seenBody = z.object({
  rule: z.string().max(40), table: z.string().max(10).nullable(), row: z.number().int().positive().nullable(), field: z.string().max(60).nullable(),
  reason: z.string().trim().min(3).max(500),
});

/** "Đã xem, vẫn đúng". It holds while the finding says the same at the same place. @throws Fault dossier.no-finding | dossier.error-not-seen, and as getDossier */
export async function markSeen(tx: Tx, id: string, body: z.output<typeof seenBody>): Promise<void> {
  const found = await getDossier(tx, id, undefined);
  const place = [body.rule, body.table ?? '', body.row ?? 0, body.field ?? ''];
  const [finding] = await tx.query(
    `select severity, message from finding where dossier = $1 and revision = $2 and rule = $3 and coalesce(table_name, '') = $4 and coalesce(row_number, 0) = $5 and coalesce(field, '') = $6 limit 1`,
    [id, found.revision, ...place], z.object({ severity: z.string(), message: z.string() }));
  if (finding === undefined) throw new Fault(CLAIM_FAULTS.noFinding);
  if (finding.severity === 'error') throw new Fault(CLAIM_FAULTS.errorNotSeen);
  await tx.run(
    `insert into finding_seen (dossier, rule, table_name, row_number, field, message, seen_by, reason)
     select distinct $1::uuid, $3, $4, $5::int, $6, message, $7, $8 from finding
     where dossier = $1 and revision = $2 and rule = $3 and coalesce(table_name, '') = $4 and coalesce(row_number, 0) = $5 and coalesce(field, '') = $6
     on conflict (dossier, rule, table_name, row_number, field, message) do update set seen_by = excluded.seen_by, seen_at = clock_timestamp(), reason = excluded.reason`,
    [id, found.revision, ...place, tx.policy.actor.id, body.reason]);
}
