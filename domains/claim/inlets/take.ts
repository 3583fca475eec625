import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { readDossiers } from '#domains/claim/rules';
import { takeIn } from '#domains/claim/server';
import { systemPolicy } from '#platform/access';
import type { Context } from '#platform/room';
import { readSubject } from '#domains/claim/nats';
import type { Inlet } from './config.ts';

const KINDS: ReadonlyMap<string, string> = new Map([['dossier', 'claim'], ['check-in', 'checkin'], ['assessment', 'assessment']]);

/** The message was taken before; another process was faster. */
class AlreadyThere extends Error {}

/**
 * Takes one message in: its bytes become a file that is filed like any other. What is none is written down with the reason and not asked for again; the bytes stay.
 * When this returns, all is on the disk. The same subject again changes nothing.
 * @throws whatever keeps it from being written down: the message is to come again
 */
export async function takeMessage(context: Context, inlet: Inlet, subject: string, bytes: Uint8Array): Promise<'taken' | 'again' | 'refused'> {
  const name = nameOf(subject);
  const before = await context.db.bookkeeping('inlet', (tx) => tx.query('select 1 as one from inlet_message where inlet = $1 and subject = $2', [inlet.name, name], z.object({ one: z.number() })));
  if (before.length > 0) return 'again';
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const why = await whyNot(context, inlet, subject, bytes);
  if (why !== undefined) {
    if (bytes.length > 0 && bytes.length <= context.settings.uploadLimit) await context.files.put(Readable.from([bytes]), bytes.length);
    await context.db.bookkeeping('inlet', (tx) => tx.run('insert into inlet_message (inlet, subject, sha256, refused) values ($1, $2, $3, $4) on conflict do nothing', [inlet.name, name, sha256, why]));
    return 'refused';
  }
  const stored = await context.files.put(Readable.from([bytes]), bytes.length);
  // Bound to the facility of the subject, as an account is to its own: `whyNot` looks at the first dossier, filing at each.
  const said = readSubject(inlet, subject);
  const policy = { ...systemPolicy(`inlet/${inlet.name}`, 'claim-payment'), facility: said?.facility ?? null };
  try {
    await takeIn(context, policy, `${said?.id ?? sha256}.xml`, stored, async (tx, intake) => {
      const made = await tx.run('insert into inlet_message (inlet, subject, sha256, intake) values ($1, $2, $3, $4) on conflict do nothing', [inlet.name, name, sha256, intake]);
      if (made === 0) throw new AlreadyThere();
    });
  } catch (error) {
    if (error instanceof AlreadyThere) return 'again';
    throw error;
  }
  return 'taken';
}

/** What a message is remembered by: its subject. One that no installation of ours writes may hold what the database cannot keep, or be longer than its index takes. */
const nameOf = (subject: string): string => (/^[!-~]{1,300}$/u.test(subject) ? subject : `sha256:${createHash('sha256').update(subject).digest('hex')}`);

/** Why a message is not taken in; undefined: it is. What is wrong inside a dossier is told by its findings. */
async function whyNot(context: Context, inlet: Inlet, subject: string, bytes: Uint8Array): Promise<string | undefined> {
  const said = readSubject(inlet, subject);
  const kind = said === undefined ? undefined : KINDS.get(said.kind);
  if (said === undefined || kind === undefined) return 'Chủ đề của tin không đúng mẫu.';
  if (inlet.facilities.length > 0 && !inlet.facilities.some((one) => said.facility.startsWith(one))) return `Cơ sở ${said.facility} không được gửi qua đường này.`;
  if (bytes.length > context.settings.uploadLimit) return 'Tệp lớn hơn mức nhận.';
  for await (const item of readDossiers([bytes])) {
    if (item.type === 'problem') continue;
    const found = item.type === 'dossier' ? item.dossier : item.summary;
    if (found.kind === null) return 'Không đọc được tệp.';
    if (found.kind !== kind) return 'Nội dung không phải loại tệp mà chủ đề nói.';
    return kind === 'assessment' || found.facility.trim() === said.facility ? undefined : 'Mã cơ sở trong tệp khác mã cơ sở của chủ đề.';
  }
  return 'Không đọc được tệp.';
}
