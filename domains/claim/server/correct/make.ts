import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import { wakeLanes } from '#platform/exchange/server';
import { describeError } from '#platform/http';
import type { Context } from '#platform/room';
import { fileGroup, OvertakenError } from '../filing/file-group.ts';
import { storable } from '../filing/prepare.ts';
import { LEASE_SECONDS } from '../filing/progress.ts';
import { INTAKE_JOB } from '../intake/desk.ts';
import { finish } from '../intake/finish.ts';
import { writeIntake } from '../intake/receive.ts';
import { giveBack } from '../intake/turns.ts';
import { bornFile } from './born.ts';
import { draftBody, draftOf, type Draft } from './draft.ts';
import { CORRECTION_FAULTS } from './faults.ts';

export const correctionBody = draftBody.extend({ reason: z.string().trim().min(5, 'ít nhất 5 ký tự').max(500) });

export interface Made {
  readonly intake: string;
  /** The revision that it became; null: received, but not filed yet. */
  readonly revision: number | null;
}

/**
 * Makes the corrected dossier's file, signs it with its facility's key and files it as a received one, in the name of the clerk. Until its bytes and its
 * intake are durable nothing is written; from then on it is filed, by us or by whoever goes on with the intake.
 * @throws Fault of CORRECTION_FAULTS, signing.*, files.full
 */
export async function makeCorrection(context: Context, policy: Policy, id: string, body: z.output<typeof correctionBody>): Promise<Made> {
  const draft = await draftOf(context, policy, id, body);
  if ('flaws' in draft) throw new Fault(CORRECTION_FAULTS.cells, {}, { places: draft.flaws.map(({ at, message }) => ({ path: `body.changes.${at}.value`, message })) });
  if (draft.changed.length === 0) throw new Fault(CORRECTION_FAULTS.nothing);
  const bytes = await bornFile(context.keys, draft.dossier, new Date());
  const stored = await context.files.put(Readable.from([Buffer.from(bytes)]), context.settings.uploadLimit);
  const owner = randomUUID();
  let receivedAt = new Date();
  const intake = await writeIntake(context, policy, nameOf(draft), stored, async (tx, made) => {
    receivedAt = await note(tx, made, owner, draft, body);
  });
  const revision = await fileNow(context, { id: intake, fileName: nameOf(draft), sha256: stored.sha256, receivedAt, facility: draft.found.facility }, owner, bytes.length, draft);
  wakeLanes(context);
  return { intake, revision };
}

const nameOf = ({ found }: Draft): string => `${found.ma_lk.replace(/[^\w.-]/gu, '_')}-sua-tai-cho-${found.revision + 1}.xml`;

const takenRow = z.object({ received_at: z.date() });

/** In the transaction of the intake: whose turn it is (ours), what it corrects, which cells and why. */
async function note(tx: Tx, intake: string, owner: string, { found, changed }: Draft, body: z.output<typeof correctionBody>): Promise<Date> {
  const [newest] = await tx.query('select revision from dossier where id = $1', [found.id], z.object({ revision: z.number() }));
  if (newest?.revision !== body.base) throw new Fault(CORRECTION_FAULTS.notNewest);
  await tx.run('insert into dossier_correction (intake, dossier, base, made_by, reason, changes) values ($1, $2, $3, $4, $5, $6)',
    [intake, found.id, body.base, tx.policy.actor.id, storable(body.reason), JSON.stringify(changed)]);
  await tx.audit({ action: 'dossier.correct', target: `dossier/${found.id}`, ...(found.person !== null && { person: found.person }) });
  const [taken] = await tx.query(
    `update intake set corrects = $2, status = 'running', owner = $3, owned_until = clock_timestamp() + make_interval(secs => $4) where id = $1 returning received_at`,
    [intake, body.base, owner, LEASE_SECONDS], takenRow);
  return taken?.received_at ?? new Date();
}

const itemRow = z.object({ outcome: z.string(), revision: z.number().nullable() });

async function fileNow(context: Context, file: Parameters<typeof fileGroup>[1], owner: string, bytes: number, draft: Draft): Promise<number | null> {
  try {
    await fileGroup(context, file, [draft.prepared], { owner, from: 0, to: 1, readBytes: bytes });
    const summary = { kind: draft.dossier.kind, facility: draft.dossier.facility, createdOn: draft.dossier.createdOn, announced: draft.dossier.kind === 'claim' ? 1 : null, dossiers: 1, broken: 0, bytes, signed: true, complete: true };
    await finish(context.db, file.id, { owner, from: 1, to: 1, readBytes: bytes }, summary, []);
  } catch (error) {
    if (!(error instanceof OvertakenError)) context.log.error({ intake: file.id, error: describeError(error) }, 'correction not filed at once');
    // Its bytes and its intake are durable: the desk goes on with it.
    await giveBack(context.db, owner).catch(() => {});
    context.jobs.wake(INTAKE_JOB);
    return null;
  }
  const [item] = await context.db.bookkeeping('claim-intake', (tx) => tx.query('select outcome, revision from intake_item where intake = $1 and position = 1', [file.id], itemRow));
  // Another revision came in between, or a check-in of somebody else.
  if (item === undefined || item.revision === null) throw new Fault(CORRECTION_FAULTS.notNewest);
  return item.revision;
}
