import { SID } from '#domains/person/rules';
import { date } from './carry/codec.ts';
import type { Node } from './carry/node.ts';
import { codes, identifier, stringExtension } from './element.ts';
import { text } from './key.ts';
import { soundPeriod } from './period.ts';
import type { Scene } from './scene.ts';

/** One Coverage a card; without a card the patient pays, which R4 writes as a Coverage too, because a Claim must name one. */
export function coverages(scene: Scene): void {
  const { main, tools } = scene;
  const list = (field: string): string[] => text(main, field).split(';');
  const [from, until, registered] = [list('GT_THE_TU'), list('GT_THE_DEN'), list('MA_DKBD')];
  const cards = codes(main, 'MA_THE_BHYT');
  const base = { meta: { source: scene.mainSource }, status: 'active', beneficiary: scene.subject };
  scene.coverages = cards.length === 0
    ? [{
      resourceType: 'Coverage', id: scene.id('coverage', 'self'), ...base, payor: [scene.subject],
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/coverage-selfpay', code: 'pay' }], text: 'Tự chi trả' },
    }]
    : cards.map((card, index): Node => {
      const place = stringExtension('registered-facility', (registered[index] ?? '').trim());
      const node: Node = {
        resourceType: 'Coverage', id: scene.id('coverage', index + 1), ...base, identifier: identifier(SID.card, card), subscriberId: card, order: index + 1,
        type: { text: 'Bảo hiểm y tế' }, payor: [{ type: 'Organization', display: 'Quỹ bảo hiểm y tế' }],
        period: { start: date.write(from[index] ?? '', tools), end: date.write(until[index] ?? '', tools) },
        ...(place.length > 0 && { extension: place }),
      };
      soundPeriod(node, 'period');
      return node;
    });
  // One a visit: a card alone would tell that there was one.
  for (const node of scene.coverages) scene.add(node);
}
