import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { momentInVietnam } from '#platform/time/rules';
import { isNewborn } from '#domains/person/rules';
import { resolvePeople, type PatientToJoin } from '#domains/person/server';
import { patientNumberOf, type Dossier } from '#domains/claim/rules';
import { mainRowOf } from './content.ts';
import type { Filing } from './decide.ts';
import { readableMoment, storable } from './prepare.ts';
import { stableId } from './tools.ts';

export interface JoinedFiling {
  readonly filing: Filing;
  /** null for an assessment: it is no visit and makes no Patient. */
  readonly patient: string | null;
  readonly person: string | null;
  /** Whether what this dossier says of the Patient goes into the record. */
  readonly describes: boolean;
}

/** Whom each dossier is about. @param receivedAt when the file came: no visit of it describes a person as of later */
export async function joinPeople(tx: Tx, context: Context, filings: readonly Filing[], receivedAt: Date): Promise<JoinedFiling[]> {
  const visits = filings.filter((filing) => filing.dossier.kind !== 'assessment');
  const joined = await resolvePeople(tx, visits.map((filing) => toJoin(context, filing, receivedAt)));
  const of = new Map(visits.map((filing, index) => [filing, joined[index]]));
  return filings.map((filing) => {
    const found = of.get(filing);
    // A check-in knows little of the patient (no address, no phone): it describes only whom nothing else describes.
    const describes = found !== undefined && (filing.dossier.kind === 'claim' ? found.isLatest : found.isNewLink);
    return { filing, patient: found?.patient ?? null, person: found?.person ?? null, describes };
  });
}

/** MA_DOITUONG_KCB of a newborn without card. Source: QĐ 824/2023 PL2, QĐ 3276/2025 PL1. */
const NEWBORN_CATEGORY = '1.7';

function toJoin(context: Context, { prepared, dossier, id, before, sibling }: Filing, receivedAt: Date): PatientToJoin {
  const { facility, maLk, identity } = prepared;
  const row = mainRowOf(dossier);
  const number = patientNumberOf(dossier);
  const at = readableMoment(row?.['NGAY_VAO']?.trim() ?? '');
  const on = at.slice(0, 8);
  const lists = catalogues(context);
  const commune = row?.['MAXA_CU_TRU']?.trim() ?? '';
  const sameAs = before?.patient ?? sibling?.patient;
  const said = (field: string): string => row?.[field]?.trim().slice(0, 300) ?? '';
  return {
    // Without a number of the facility each visit is a patient of its own.
    patient: number === '' ? stableId(facility, 'patient-of-visit', maLk) : stableId(facility, 'patient', number),
    otherPatient: stableId(facility, 'patient-of-visit', maLk),
    facility, patientNumber: number, identity, at: notAfter(at, receivedAt), why: `dossier/${id}`, ...(sameAs && { sameAs }),
    around: {
      commune: /^\d{5}$/.test(commune) ? commune : '', communeName: commune === '' || on === '' ? '' : (lists.find('commune', commune, on) ?? lists.find('old-commune', commune, '20250630'))?.display ?? '',
      address: storable(said('DIA_CHI')), mother: storable(parentOf(dossier, 'HO_TEN_ME')), father: storable(parentOf(dossier, 'HO_TEN_CHA')), ethnic: storable(said('MA_DANTOC')).slice(0, 5),
      newborn: isNewborn({
        born: identity.born, on, cards: identity.cards, category: row?.['MA_DOITUONG_KCB']?.trim() ?? '', name: identity.name,
        days: on === '' ? 0 : Number(lists.parameter('newborn-days', on) ?? 0), newbornCategory: NEWBORN_CATEGORY,
      }),
    },
  };
}

/** Parents stand in the papers alone. */
function parentOf(dossier: Dossier, field: string): string {
  for (const table of ['XML7', 'XML8'] as const) {
    const found = dossier.tables.get(table)?.rows[0]?.[field]?.trim().slice(0, 300);
    if (found) return found;
  }
  return '';
}

/** A visit dated in the future, by mistake or on purpose, must not outrank every real one that follows. @returns yyyyMMddHHmm or '' */
function notAfter(at: string, receivedAt: Date): string {
  const received = momentInVietnam(receivedAt.getTime()).slice(0, 12);
  return at > received ? received : at;
}
