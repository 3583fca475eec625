import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Policy } from '#platform/access';
import type { Tx } from '#platform/db';
import { Fault } from '#platform/fault';
import type { StoredFile } from '#platform/files';
import type { Context } from '#platform/room';
import { readDossiers } from '#domains/claim/rules';
import { CLAIM_FAULTS } from '../faults.ts';
import { INTAKE_JOB } from './desk.ts';

/**
 * Keeps the bytes, then writes the intake down. When it returns both are on the disk: only then the sender is told.
 * @returns id of the intake. @throws Fault intake.* | request.too-large | request.cut-off | files.full
 */
export async function receive(context: Context, policy: Policy, fileName: string, body: Readable): Promise<string> {
  if (policy.role === 'facility' && policy.facility === null) throw new Fault(CLAIM_FAULTS.noFacility);
  const stored = await context.files.put(body, context.settings.uploadLimit);
  if (stored.bytes === 0) throw new Fault(CLAIM_FAULTS.emptyFile);
  return takeIn(context, policy, fileName, stored);
}

/** The last step of receiving, for bytes that are kept already. @returns id of the intake */
export async function takeIn(context: Context, policy: Policy, fileName: string, stored: StoredFile, beside?: Beside): Promise<string> {
  const id = await writeIntake(context, policy, fileName, stored, beside);
  context.jobs.wake(INTAKE_JOB);
  return id;
}

/** Further rows of the intake's own transaction: what it throws undoes the intake too. */
export type Beside = (tx: Tx, intake: string) => Promise<void>;

/** Writes down an intake whose bytes are kept already. @returns its id */
export async function writeIntake(context: Pick<Context, 'db' | 'files'>, policy: Policy, fileName: string, stored: StoredFile, beside?: Beside): Promise<string> {
  const id = randomUUID();
  const facility = policy.facility ?? await facilityOf(context, stored.sha256);
  await context.db.withAccess(policy, { action: 'intake.create', target: `intake/${id}` }, async (tx) => {
    await tx.run('insert into intake (id, sender, facility, file_name, sha256, bytes, received_by) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, policy.facility, facility, fileName, stored.sha256, stored.bytes, policy.actor.id]);
    await beside?.(tx, id);
  });
  return id;
}

/** The facility that a file is of, by its first dossier; null when it says none. */
async function facilityOf(context: Pick<Context, 'files'>, sha256: string): Promise<string | null> {
  const stream = await context.files.open(sha256);
  for await (const item of readDossiers(stream)) {
    stream.destroy();
    if (item.type === 'dossier') return /^[0-9A-Za-z]{5}$/.test(item.dossier.facility) ? item.dossier.facility : null;
    return null;
  }
  return null;
}

const LONGEST_NAME = 255;

/** The name out of the header, without folders and control characters. @throws Fault intake.file-name */
export function fileNameOf(header: unknown): string {
  try {
    const name = decodeURIComponent(String(header ?? '')).normalize('NFC').split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, '').trim() ?? '';
    if (name !== '' && name.length <= LONGEST_NAME) return name;
  } catch {
    // Not percent-encoded UTF-8: answered below.
  }
  throw new Fault(CLAIM_FAULTS.fileName);
}
