import { SID } from '#domains/person/rules';
import { codes, filled, identifier, period, stringExtension } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

/** One Coverage a card; without a card the patient pays, which R4 writes as a Coverage too, because a Claim must name one. @returns references */
export function coverages(scene: Scene): { reference: string }[] {
  const { main } = scene;
  const cards = codes(main, 'MA_THE_BHYT');
  const until = codes(main, 'GT_THE_DEN');
  const from = codes(main, 'GT_THE_TU');
  const registered = codes(main, 'MA_DKBD');
  if (cards.length === 0) {
    const id = scene.id('coverage', 'self');
    scene.add({
      resourceType: 'Coverage', id, status: 'active', beneficiary: scene.subject, payor: [scene.subject],
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-selfpay', code: 'pay' }], text: 'Tự chi trả' },
    }, []);
    return [{ reference: `Coverage/${id}` }];
  }
  return cards.map((card, index) => {
    const id = scene.id('coverage', index + 1);
    const last = (list: readonly string[]): string => list[index] ?? list.at(-1) ?? '';
    scene.add({
      resourceType: 'Coverage', id, status: 'active', identifier: identifier(SID.card, card), subscriberId: card, beneficiary: scene.subject,
      type: { text: 'Bảo hiểm y tế' }, period: period(last(from), last(until)), payor: [{ type: 'Organization', display: 'Quỹ bảo hiểm y tế' }],
      extension: filled([...stringExtension('registered-facility', last(registered)), ...stringExtension('living-area', text(main, 'MA_KHUVUC'))]),
    }, []);
    return { reference: `Coverage/${id}` };
  });
}
