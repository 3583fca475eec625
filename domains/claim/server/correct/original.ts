import { Fault } from '#platform/fault';
import type { FileStore } from '#platform/files';
import { carriesOver, readDossiers, type Dossier, type ReadItem } from '#domains/claim/rules';
import { CORRECTION_FAULTS } from './faults.ts';

/**
 * A dossier as its file has it: what is kept on the desk does not tell how an empty table stood, nor what could not be read.
 * @param position 1-based, in the file @throws Fault correction.not-whole when something of it would be lost by writing it anew
 */
export async function originalOf(files: FileStore, sha256: string, position: number): Promise<Dossier> {
  const stream = await files.open(sha256);
  const items: ReadItem[] = [];
  let found: Dossier | undefined;
  for await (const item of readDossiers(stream)) {
    const at = item.type === 'dossier' ? item.dossier.position : item.type === 'problem' ? item.position : null;
    // What stands behind the next dossier is no part of this one.
    if (at !== null && at > position) break;
    if (at === null || at === position) items.push(item);
    if (item.type === 'dossier' && at === position) found = item.dossier;
  }
  stream.destroy();
  const lost = carriesOver(items);
  if (lost !== undefined || found === undefined) throw new Fault(CORRECTION_FAULTS.notWhole, { why: lost ?? 'không đọc lại được hồ sơ trong tệp.' });
  return found;
}
