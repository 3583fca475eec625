import { filled, moment, practitioners, optional } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

/** XML5 → ClinicalImpression: what someone found at a moment, in words. Consultation and operation notes are notes of it. */
export function course(scene: Scene): void {
  scene.rows('XML5').forEach((row, index) => {
    const parts = [['Hội chẩn', 'HOI_CHAN'], ['Phẫu thuật, thủ thuật', 'PHAU_THUAT'], ['Giai đoạn bệnh', 'GIAI_DOAN_BENH']] as const;
    scene.add({
      resourceType: 'ClinicalImpression', id: scene.id('XML5', index + 1), status: 'completed',
      subject: scene.subject, encounter: scene.encounter, effectiveDateTime: moment(text(row, 'THOI_DIEM_DBLS')),
      assessor: practitioners(row, 'NGUOI_THUC_HIEN')[0],
      summary: optional(text(row, 'DIEN_BIEN_LS')),
      note: filled(parts.flatMap(([title, field]) => (text(row, field) === '' ? [] : [{ text: `${title}: ${text(row, field)}` }]))),
    });
  });
}
