import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { NotReadyError } from '#platform/exchange/server';
import type { Outgoing } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { signDossierFile, SIGNING_FAULTS, type RawSigner } from '#platform/signing';

export type SignsWith = Pick<Context, 'db' | 'files' | 'keys'>;

const row = z.object({ sha256: z.string() });

/** The file that was made of this dossier before; undefined: none was. */
export async function madeBefore({ db, files }: SignsWith, message: Outgoing): Promise<Uint8Array | undefined> {
  const [known] = await db.bookkeeping('exchange', (tx) => tx.query('select sha256 from cut_file where file = $1 and position = $2', [message.file, message.position], row));
  return known === undefined ? undefined : readFile(await files.pathOf(known.sha256));
}

/**
 * A file that we put together is ours to sign: with the key of its facility, where it has one. Made once and kept; of two that make it at the same time the
 * first one's stays. What an earlier try sent unsigned goes on unsigned.
 * @param cut the file as cut out @returns the signed file; `cut` itself where the facility has no key or the file has no form that can be signed
 * @throws NotReadyError when the key is there and cannot be used
 */
export async function signedCut(context: SignsWith, message: Outgoing, cut: Uint8Array): Promise<Uint8Array> {
  if (message.sent === createHash('sha256').update(cut).digest('hex')) return cut;
  const at = new Date();
  const signer = await signerOf(context, message.facility, at);
  const signed = signer && await sign(cut, signer, at);
  if (signed === undefined) return cut;
  const { sha256 } = await context.files.put(Readable.from([Buffer.from(signed)]), Number.MAX_SAFE_INTEGER);
  await context.db.bookkeeping('exchange', (tx) => tx.run('insert into cut_file (file, position, sha256) values ($1, $2, $3) on conflict do nothing', [message.file, message.position, sha256]));
  return await madeBefore(context, message) ?? signed;
}

async function signerOf({ keys }: SignsWith, facility: string, at: Date): Promise<RawSigner | undefined> {
  try {
    return await keys.signerFor(facility, at);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.entry === SIGNING_FAULTS.noKey) return undefined;
    throw new NotReadyError(`${error.message} ${error.remedy}`);
  }
}

/** @returns undefined: a remark, another encoding, no place for a signature … it goes as the facility wrote it */
async function sign(cut: Uint8Array, signer: RawSigner, at: Date): Promise<Uint8Array | undefined> {
  try {
    return await signDossierFile(cut, signer, at);
  } catch (error) {
    if (error instanceof Fault && [SIGNING_FAULTS.unreadable, SIGNING_FAULTS.notUtf8, SIGNING_FAULTS.noPlace, SIGNING_FAULTS.tooLarge, SIGNING_FAULTS.signed].some((one) => one === error.entry)) return undefined;
    throw error;
  }
}
