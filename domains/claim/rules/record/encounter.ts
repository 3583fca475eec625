import { SID } from '#domains/person/rules';
import type { Diagnosis } from './conditions.ts';
import { concept, filled, moment, named, optional, period, stringExtension } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

const ROLE = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';
const CLASS = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

/** Opened by the check-in, closed by the claim. A stay that began (NGAY_VAO_NOI_TRU) is IMP, all else AMB; MA_LOAI_KCB says it exactly. */
export function encounter(scene: Scene, diagnoses: readonly Diagnosis[]): void {
  const { main, input } = scene;
  const closed = input.dossier.kind === 'claim';
  const admitted = text(main, 'NGAY_VAO_NOI_TRU') !== '';
  const type = text(main, 'MA_LOAI_KCB');
  const category = text(main, 'MA_DOITUONG_KCB');
  const reason = text(main, 'LY_DO_VV') || text(main, 'LY_DO_VNT');
  const outcome = text(main, 'MA_LOAI_RV');
  scene.add({
    resourceType: 'Encounter', id: scene.id('visit'),
    identifier: [{ system: SID.visit(input.facility.code), value: input.maLk }, { system: SID.dossier, value: input.dossierId }],
    status: closed ? 'finished' : 'in-progress',
    class: admitted ? { system: CLASS, code: 'IMP', display: 'inpatient encounter' } : { system: CLASS, code: 'AMB', display: 'ambulatory' },
    type: filled([concept('MA_LOAI_KCB', type, scene.display('MA_LOAI_KCB', type)), concept('MA_DOITUONG_KCB', category, scene.display('MA_DOITUONG_KCB', category))].filter((one) => one !== undefined)),
    subject: scene.subject,
    period: closed ? period(text(main, 'NGAY_VAO'), text(main, 'NGAY_RA')) : period(text(main, 'NGAY_VAO'), ''),
    reasonCode: reason === '' ? undefined : [{ text: reason }],
    diagnosis: filled(diagnoses.map((diagnosis, index) => ({
      condition: diagnosis.reference, use: { coding: [{ system: ROLE, code: diagnosis.main ? 'DD' : 'CM' }] }, rank: index + 1,
    }))),
    hospitalization: outcome === '' ? undefined : { dischargeDisposition: concept('MA_LOAI_RV', outcome, scene.display('MA_LOAI_RV', outcome)) },
    serviceProvider: named('Organization', SID.facility, input.facility.code, input.facility.name),
    extension: filled([
      ...stringExtension('treatment', text(main, 'PP_DIEU_TRI')), ...stringExtension('advice', text(main, 'GHI_CHU')),
      ...stringExtension('treatment-outcome', scene.display('KET_QUA_DTRI', text(main, 'KET_QUA_DTRI')) ?? text(main, 'KET_QUA_DTRI')),
      ...stringExtension('admitted', optional(moment(text(main, 'NGAY_VAO_NOI_TRU')) ?? '') ?? ''),
    ]),
  });
}
