import { Fault } from '#platform/fault';
import { readDossiers } from '#domains/claim/rules';
import { DOOR_FAULTS } from './faults.ts';

export type Kind = 'claim' | 'checkin' | 'assessment';

const NAMES: Readonly<Record<Kind, string>> = { claim: 'GIAMDINHHS', checkin: 'CHI_TIEU_TRANG_THAI_KCB (XML0)', assessment: 'CHI_TIEU_GIAM_DINH_YKHOA (XML12)' };

/**
 * What a file says of itself, as far as it must be read to its first dossier. What is wrong inside is no reason to refuse it: that is told by the findings.
 * @returns the facility code in it; '' where it says none (XML12 never does)
 * @throws Fault door.wrong-file
 */
export async function lookAt(bytes: Buffer, wanted: Kind, limit: number): Promise<string> {
  for await (const item of readDossiers([bytes], { file: limit })) {
    if (item.type === 'problem') continue;
    const { kind, facility } = item.type === 'dossier' ? item.dossier : item.summary;
    if (kind === null) throw new Fault(DOOR_FAULTS.wrongFile, { what: `không phải tệp XML ${NAMES[wanted]}` });
    if (kind !== wanted) throw new Fault(DOOR_FAULTS.wrongFile, { what: `dịch vụ này nhận ${NAMES[wanted]}, tệp là ${NAMES[kind]}` });
    return kind === 'assessment' ? '' : facility.trim();
  }
  return '';
}
