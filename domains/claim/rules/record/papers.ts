import { codeSystem, SID } from '#domains/person/rules';
import type { Row, TableName } from '../model/index.ts';
import { layout, tableShape } from '../standard/index.ts';
import { concept, codes, filled, identifier, moment, named, practitioners } from './element.ts';
import { text } from './key.ts';
import type { Scene } from './scene.ts';

/** XML6 and XML15 are programme cards, filed like papers; 7–11 are the papers that a patient takes home. */
const PAPERS = ['XML6', 'XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML15'] as const;
/** Fields that join or number and say nothing to a reader. */
const SILENT = new Set(['MA_LK', 'STT', 'DU_PHONG']);

/** A paper is a Composition: its fields under their Vietnamese meaning, readable wherever R4 is read. */
export function papers(scene: Scene): void {
  for (const table of PAPERS) scene.rows(table).forEach((row, index) => paper(scene, table, row, index + 1));
}

function paper(scene: Scene, table: TableName, row: Row, at: number): void {
  const { title } = tableShape(table);
  const { input } = scene;
  const issued = moment(text(row, 'NGAY_CT'));
  scene.add({
    resourceType: 'Composition', id: scene.id(table, at), status: 'final',
    type: { coding: [{ system: codeSystem('claim-table'), code: table }], text: title },
    subject: scene.subject, encounter: scene.encounter, title,
    date: issued ?? moment(text(scene.main, 'NGAY_RA')) ?? input.source.receivedAt,
    author: [named('Organization', SID.facility, input.facility.code, input.facility.name) ?? { display: input.facility.name }],
    section: [{ title, text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${lines(table, row)}</div>` } }],
  });
}

function lines(table: TableName, row: Row): string {
  const said = layout(table).fields.flatMap((field) => {
    const value = text(row, field.name);
    return value === '' || SILENT.has(field.name) ? [] : [`<p><b>${escape(field.meaningVi)}</b>: ${escape(value)}</p>`];
  });
  return said.length === 0 ? '<p>Không có nội dung</p>' : said.join('');
}

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (value: string): string => value.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);

/** XML13 → ServiceRequest to the facility that receives. */
export function referral(scene: Scene): void {
  scene.rows('XML13').forEach((row, index) => {
    const reason = text(row, 'MA_LYDO_CT');
    const performer = named('Organization', SID.facility, text(row, 'MA_CSKCB_DEN') || text(row, 'MA_NOI_DEN'));
    const notes = [['Dấu hiệu lâm sàng', 'DAU_HIEU_LS'], ['Quá trình bệnh lý', 'QT_BENHLY'], ['Kết quả cận lâm sàng', 'TOMTAT_KQ'], ['Tình trạng lúc chuyển', 'TINH_TRANG_CT'], ['Hướng điều trị', 'HUONG_DIEU_TRI']] as const;
    scene.add({
      resourceType: 'ServiceRequest', id: scene.id('XML13', index + 1), status: 'active', intent: 'order',
      identifier: identifier(SID.referral(scene.input.facility.code), text(row, 'GIAY_CHUYEN_TUYEN')),
      code: { coding: [{ system: codeSystem('claim-table'), code: 'XML13' }], text: tableShape('XML13').title },
      subject: scene.subject, encounter: scene.encounter, authoredOn: moment(text(row, 'NGAY_RA')) ?? moment(text(scene.main, 'NGAY_RA')),
      requester: practitioners(row, 'MA_BAC_SI')[0], performer: performer === undefined ? undefined : [performer],
      reasonCode: filled([concept('MA_LYDO_CT', reason, scene.display('MA_LYDO_CT', reason))].filter((one) => one !== undefined)),
      note: filled(notes.flatMap(([title, field]) => (text(row, field) === '' ? [] : [{ text: `${title}: ${text(row, field)}` }]))),
    });
  });
}

/** XML14, else NGAY_TAI_KHAM → Appointment. Only the day is known, so it is a proposal with a requested day, not a booked hour. */
export function appointments(scene: Scene): void {
  const rows = scene.rows('XML14');
  const days = rows.length > 0 ? rows.map((row) => text(row, 'NGAY_HEN_KL')) : codes(scene.main, 'NGAY_TAI_KHAM');
  days.forEach((written, index) => {
    const day = moment(written.slice(0, 8));
    scene.add({
      resourceType: 'Appointment', id: scene.id('XML14', index + 1), status: 'proposed',
      description: tableShape('XML14').title,
      requestedPeriod: day === undefined ? undefined : [{ start: day, end: day }],
      participant: [{ actor: scene.subject, status: 'needs-action' }],
      supportingInformation: [scene.encounter],
    });
  });
}
