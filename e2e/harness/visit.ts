import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { writeFile } from '#domains/claim/rules';
import { DossierText, makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';

export interface Prepared { readonly good: string; readonly faulty: string; readonly name: string; readonly maLk: string }

/** One new inpatient visit of the demonstration hospital, as it should be and with a wrong amount in the first drug line. */
export function prepareVisit(): Prepared {
  const catalogues = memoryCatalogues(fileSources());
  const province = makeProvince(referenceWorld(catalogues, '20261113'), catalogues, { people: 900, visits: 200, seed: 'minh-hoa', from: '20260803', to: '20261113', firstVisit: 500_001 });
  for (const { draft, dossier } of province.visits()) {
    if (dossier.facility !== '62990' || draft.visitType !== '03' || draft.cards.length !== 1 || draft.drugs.length === 0 || draft.person.ethnic !== '01') continue;
    const good = writeFile({ kind: 'claim', facility: dossier.facility, createdOn: dossier.createdOn, dossiers: [dossier] });
    const text = DossierText.open(good);
    text.set('XML2', 1, 'THANH_TIEN_BV', '1000');
    return { good, faulty: text.close(), name: draft.person.name, maLk: draft.id };
  }
  throw new Error('no such visit');
}
