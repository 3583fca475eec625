import { codeSystem, extensionUrl } from '#domains/person/rules';
import { concept, filled, moment, number, optional, practitioners, stringExtension } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

/**
 * XML2 → MedicationDispense: a row says what was given and counted (SO_LUONG), not what was ordered nor what is still taken. A request
 * could not hold the amount used, and a statement has no quantity. The moment of the order stands beside it.
 */
export function medications(scene: Scene): void {
  scene.rows('XML2').forEach((row, index) => {
    const quantity = number(scene.tools, row, 'SO_LUONG');
    const given = moment(text(row, 'NGAY_TH_YL')) ?? moment(text(row, 'NGAY_YL'));
    const registration = text(row, 'SO_DANG_KY');
    const route = text(row, 'DUONG_DUNG');
    const dosage = [text(row, 'LIEU_DUNG'), text(row, 'CACH_DUNG')].filter((part) => part !== '').join('; ');
    const ordered = moment(text(row, 'NGAY_YL'));
    scene.add({
      resourceType: 'MedicationDispense', id: scene.id('XML2', index + 1), status: 'completed',
      medicationCodeableConcept: {
        coding: filled([
          ...(text(row, 'MA_THUOC') === '' ? [] : [{ system: codeSystem('ingredient'), code: text(row, 'MA_THUOC') }]),
          ...(registration === '' ? [] : [{ system: codeSystem('drug-registration'), code: registration }]),
        ]),
        text: optional(text(row, 'TEN_THUOC')) ?? 'Thuốc không ghi tên',
      },
      subject: scene.subject, context: scene.encounter,
      quantity: quantity === undefined ? undefined : { value: quantity, unit: optional(text(row, 'DON_VI_TINH')) },
      whenHandedOver: given,
      dosageInstruction: dosage === '' && route === '' ? undefined : [{ text: optional(dosage), route: concept('route', route, scene.display('route', route)) }],
      extension: filled([
        ...stringExtension('drug-strength', text(row, 'HAM_LUONG')), ...stringExtension('drug-form', text(row, 'DANG_BAO_CHE')),
        ...(ordered === undefined ? [] : [{ url: extensionUrl('ordered-at'), valueDateTime: ordered }]),
        ...practitioners(row, 'MA_BAC_SI').map((reference) => ({ url: extensionUrl('ordered-by'), valueReference: reference })),
      ]),
    }, scene.sensitive.row('XML2', row));
  });
}
