import { concept, codes, isCode } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

export interface Diagnosis {
  readonly reference: { readonly reference: string };
  readonly main: boolean;
}

/** MA_BENH_CHINH, MA_BENH_KT and the traditional-medicine codes, in this order. No clinical status: the dossier does not say it. */
export function conditions(scene: Scene): Diagnosis[] {
  const { main } = scene;
  // A dossier with words but without code still has a diagnosis.
  const words = text(main, 'CHAN_DOAN_RV');
  const first = text(main, 'MA_BENH_CHINH');
  const all = [
    ...(first === '' && words === '' ? [] : [{ list: 'icd10', kind: 'main', code: first }]),
    ...codes(main, 'MA_BENH_KT').map((code, index) => ({ list: 'icd10', kind: `other-${index + 1}`, code })),
    ...codes(main, 'MA_BENH_YHCT').map((code, index) => ({ list: 'traditional', kind: `traditional-${index + 1}`, code })),
  ];
  return all.map(({ list, kind, code }) => {
    const id = scene.id('condition', kind);
    const coded = isCode(code) ? code : '';
    scene.add({
      resourceType: 'Condition', id, meta: { source: scene.mainSource },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'encounter-diagnosis' }] }],
      code: concept(list, coded, scene.display(list, code) ?? (coded === '' ? code || words : undefined)),
      subject: scene.subject, encounter: scene.encounterReference, recordedDate: scene.recorded,
      ...(kind === 'main' && words !== '' && { note: [{ text: words }] }),
    }, scene.sensitive.icd(code));
    return { reference: { reference: `Condition/${id}` }, main: kind === 'main' };
  });
}
