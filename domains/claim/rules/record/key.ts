import { identityOf, type Identity } from '#domains/person/rules';
import { text, type Dossier, type Row } from '../model/index.ts';

export { text } from '../model/index.ts';

/** The row that says who and when: XML1, XML0 or XML12. */
export function mainRow(dossier: Dossier): Row | undefined {
  return (dossier.tables.get('XML1') ?? dossier.tables.get('XML0') ?? dossier.tables.get('XML12'))?.rows[0];
}

/**
 * What the dossier is known by at its facility: MA_LK. An assessment (XML12) has none: the day of the council and the number of its minutes.
 * '' when that is missing too.
 */
export function visitKeyOf(dossier: Dossier): string {
  const row = mainRow(dossier);
  if (dossier.kind !== 'assessment') return text(row, 'MA_LK');
  const minutes = text(row, 'SO_BIEN_BAN');
  return minutes === '' ? '' : `${text(row, 'NGAY_HOP')}/${minutes}`;
}

export function describedPerson(dossier: Dossier): Identity {
  const row = mainRow(dossier);
  return identityOf({
    name: text(row, 'HO_TEN'), born: text(row, 'NGAY_SINH'), sex: text(row, 'GIOI_TINH'), paper: text(row, 'SO_CCCD'),
    cards: text(row, 'MA_THE_BHYT'), phone: text(row, 'DIEN_THOAI'),
  });
}

/** MA_BN; without one every visit is a patient of its own. */
export function patientNumberOf(dossier: Dossier): string {
  const number = text(mainRow(dossier), 'MA_BN');
  return number.length > 100 ? '' : number;
}
