import { Fault } from '#platform/fault';
import type { Keyring } from '#platform/signing';
import { signDossierFile } from '#platform/signing';
import { canonical, readBytes, writeFile, type Dossier } from '#domains/claim/rules';
import { CORRECTION_FAULTS } from './faults.ts';

/**
 * The file of a dossier that was made here: one dossier, signed by its facility over the whole file. Read again before it is given out: it says what the
 * dossier says, nothing more and nothing less.
 * @throws Fault signing.*, correction.not-whole
 */
export async function bornFile(keys: Keyring, dossier: Dossier, at: Date): Promise<Uint8Array> {
  const signer = await keys.signerFor(dossier.facility, at);
  const text = writeFile({ kind: dossier.kind, facility: dossier.facility, createdOn: dossier.createdOn, dossiers: [dossier] });
  const signed = await signDossierFile(Buffer.from(text), signer, at);
  const items = readBytes(signed);
  const [item, end] = items;
  const sound = items.length === 2 && item?.type === 'dossier' && item.dossier.problems.length === 0 && end?.type === 'end' && end.summary.complete && end.summary.signed;
  if (!sound || canonical(item.dossier) !== canonical(dossier)) throw new Fault(CORRECTION_FAULTS.notWhole, { why: 'tệp ghi lại không giống hồ sơ đã nhận.' });
  return signed;
}
