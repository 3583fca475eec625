import { SID } from '#domains/person/rules';
import type { Row } from '../model/index.ts';
import type { Diagnosis } from './conditions.ts';
import { amounts, concept, filled, money, moment, named, number, period } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

const TOTALS = ['T_THUOC', 'T_VTYT', 'T_TONGCHI_BV', 'T_TONGCHI_BH', 'T_BNTT', 'T_BNCCT', 'T_BHTT', 'T_NGUONKHAC', 'T_BHTT_GDV'] as const;
const OF_LINE = ['THANH_TIEN_BH', 'T_NGUONKHAC', 'T_BNTT', 'T_BNCCT', 'T_BHTT'] as const;

/** What is asked of the fund and of the patient; every amount as written, never computed here. */
export function claim(scene: Scene, covers: readonly { reference: string }[], diagnoses: readonly Diagnosis[]): void {
  const { main, input, tools } = scene;
  const created = moment(text(main, 'NGAY_TTOAN')) ?? moment(input.dossier.createdOn) ?? input.source.receivedAt;
  const items = [...scene.rows('XML2').map((row) => item(scene, row, 'XML2')), ...scene.rows('XML3').map((row) => item(scene, row, 'XML3'))];
  scene.add({
    resourceType: 'Claim', id: scene.id('claim'),
    identifier: [{ system: SID.visit(input.facility.code), value: input.maLk }],
    status: 'active', use: 'claim', created,
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' }] },
    patient: scene.subject, billablePeriod: period(text(main, 'NGAY_VAO'), text(main, 'NGAY_RA')),
    provider: named('Organization', SID.facility, input.facility.code, input.facility.name),
    priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'normal' }] },
    diagnosis: filled(diagnoses.map((diagnosis, index) => ({ sequence: index + 1, diagnosisReference: diagnosis.reference }))),
    insurance: covers.map((coverage, index) => ({ sequence: index + 1, focal: index === 0, coverage })),
    item: filled(items.map((one, index) => ({ sequence: index + 1, ...one, encounter: [scene.encounter] }))),
    total: money(tools, main, 'T_TONGCHI_BV'),
    extension: amounts(tools, main, TOTALS),
  }, scene.sensitive.all);
}

function item(scene: Scene, row: Row, table: 'XML2' | 'XML3'): object {
  const { tools } = scene;
  const group = text(row, 'MA_NHOM');
  const code = table === 'XML2' ? text(row, 'MA_THUOC') : text(row, 'MA_DICH_VU') || text(row, 'MA_VAT_TU');
  const name = table === 'XML2' ? text(row, 'TEN_THUOC') : text(row, 'TEN_DICH_VU') || text(row, 'TEN_VAT_TU');
  const list = table === 'XML2' ? 'ingredient' : text(row, 'MA_DICH_VU') === '' ? 'supply' : 'service';
  const quantity = number(tools, row, 'SO_LUONG');
  return {
    category: concept('MA_NHOM', group, scene.display('MA_NHOM', group)),
    productOrService: concept(list, code, name) ?? { text: 'không ghi mã' },
    servicedDate: moment(text(row, 'NGAY_YL').slice(0, 8)),
    quantity: quantity === undefined ? undefined : { value: quantity, unit: text(row, 'DON_VI_TINH') || undefined },
    unitPrice: money(tools, row, table === 'XML2' ? 'DON_GIA' : 'DON_GIA_BV'),
    net: money(tools, row, 'THANH_TIEN_BV'),
    extension: amounts(tools, row, OF_LINE),
  };
}
