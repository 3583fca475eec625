import { concept, codes, moment } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

export interface Diagnosis {
  readonly reference: { readonly reference: string };
  readonly main: boolean;
}

/** MA_BENH_CHINH, MA_BENH_KT and the traditional-medicine codes, in this order. No clinical status: the dossier does not say it. */
export function conditions(scene: Scene): Diagnosis[] {
  const { main } = scene;
  const coded = [
    ...[text(main, 'MA_BENH_CHINH')].filter((code) => code !== '').map((code) => ({ list: 'icd10', kind: 'main', code })),
    ...codes(main, 'MA_BENH_KT').map((code, index) => ({ list: 'icd10', kind: `other-${index + 1}`, code })),
    ...codes(main, 'MA_BENH_YHCT').map((code, index) => ({ list: 'traditional', kind: `traditional-${index + 1}`, code })),
  ];
  // A dossier with words but without code still has a diagnosis.
  const words = text(main, 'CHAN_DOAN_RV');
  const all = coded.length > 0 || words === '' ? coded : [{ list: 'icd10', kind: 'main', code: '' }];
  return all.map(({ list, kind, code }) => {
    const id = scene.id('condition', kind);
    scene.add({
      resourceType: 'Condition', id,
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] }],
      code: concept(list, code, scene.display(list, code) ?? (kind === 'main' && words !== '' ? words : undefined)),
      subject: scene.subject, encounter: scene.encounter, recordedDate: moment(text(main, 'NGAY_RA')),
      note: kind === 'main' && words !== '' ? [{ text: words }] : undefined,
    }, scene.sensitive.icd(code));
    return { reference: { reference: `Condition/${id}` }, main: kind === 'main' };
  });
}
