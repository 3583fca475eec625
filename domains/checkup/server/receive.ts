import { z } from 'zod';
import { readCheckup } from '#domains/checkup/rules';
import type { Policy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import { oweMessage } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { CHECKUP_FAULTS } from './faults.ts';
import { CHECKUP_HUB } from './hub.ts';

const latest = z.object({ id: z.string(), revision: z.number(), sha256: z.string() });
/** When nobody said which elements carry the moment of conclusion. */
const FIELDS = 'NGAY_KET_LUAN';

/**
 * Writes a document down and owes it, in one transaction. The same content again is the same: nothing new is owed.
 * @param sha256 of bytes that the file store has @throws Fault health-check.*
 */
export async function receiveCheckup(context: Context, policy: Policy, sha256: string): Promise<{ id: string; revision: number; isNew: boolean }> {
  const { facility } = policy;
  if (facility === null) throw new Fault(CHECKUP_FAULTS.noFacility);
  const lists = catalogues(context);
  const fields = (lists.parameter('checkup-date-fields', dayInVietnam(Date.now())) ?? FIELDS).split(';');
  const chunks: Buffer[] = [];
  for await (const chunk of await context.files.open(sha256)) chunks.push(Buffer.from(chunk));
  const read = readCheckup(Buffer.concat(chunks).toString('utf8'), fields);
  if ('problem' in read) throw new Fault(CHECKUP_FAULTS.unreadable, { problem: read.problem });
  return context.db.withAccess(policy, { action: 'health-check.create', target: `health-check/${facility}` }, async (tx) => {
    await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 12))', [`${facility} ${read.maLk}`]);
    const all = await tx.query('select id, revision, sha256 from health_check where facility = $1 and ma_lk = $2 order by revision', [facility, read.maLk], latest);
    const same = all.find((one) => one.sha256 === sha256);
    if (same !== undefined) return { id: same.id, revision: same.revision, isNew: false };
    const revision = (all.at(-1)?.revision ?? 0) + 1;
    const [made] = await tx.query('insert into health_check (facility, ma_lk, revision, sha256, concluded, received_by) values ($1, $2, $3, $4, $5, $6) returning id, revision, sha256',
      [facility, read.maLk, revision, sha256, read.concluded, policy.actor.id], latest);
    if (made === undefined) throw new Error('nothing was inserted');
    await oweMessage(tx, lists, {
      kind: 'health-check', destination: CHECKUP_HUB, facility, maLk: read.maLk, dossier: null, revision, file: sha256, position: 1, event: 'health-check.concluded', insured: false, labels: [], dueFrom: read.concluded,
    });
    return { id: made.id, revision, isNew: true };
  });
}
