import { codeSystem } from '#domains/person/rules';
import { concept, codes, filled, moment, optional, practitioners } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

/** MA_NHOM whose rows are no act on the patient: supplies, transport, examination, beds, meals. They stand in the Claim alone. Source: QĐ 5937/2021 PL3. */
const NO_ACT = new Set(['10', '11', '12', '13', '14', '15', '16', '19']);
/** Tests, imaging, functional diagnostics: they become reports. */
export const DIAGNOSTIC = new Set(['1', '2', '3']);

/** Rows of XML3 that did something to the patient: operations, procedures, and what older files call services paid in part. */
export function procedures(scene: Scene): void {
  scene.rows('XML3').forEach((row, index) => {
    const group = text(row, 'MA_NHOM');
    const code = text(row, 'MA_DICH_VU');
    if (code === '' || NO_ACT.has(group) || DIAGNOSTIC.has(group)) return;
    const from = moment(text(row, 'NGAY_TH_YL')) ?? moment(text(row, 'NGAY_YL'));
    scene.add({
      resourceType: 'Procedure', id: scene.id('XML3', index + 1), status: 'completed',
      category: concept('MA_NHOM', group, scene.display('MA_NHOM', group)),
      code: {
        coding: [{ system: codeSystem('service'), code }, ...codes(row, 'MA_PTTT_QT').map((icd9) => ({ system: codeSystem('icd9cm'), code: icd9, display: scene.display('icd9cm', icd9) }))],
        text: optional(text(row, 'TEN_DICH_VU')),
      },
      subject: scene.subject, encounter: scene.encounter, performedDateTime: from,
      performer: filled(practitioners(row, 'NGUOI_THUC_HIEN').map((actor) => ({ actor }))),
      reasonCode: filled(codes(row, 'MA_BENH').flatMap((icd) => concept('icd10', icd, scene.display('icd10', icd)) ?? [])),
    }, scene.sensitive.row('XML3', row));
  });
}
