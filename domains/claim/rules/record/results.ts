import { codeSystem } from '#domains/person/rules';
import type { Row } from '../model/index.ts';
import { concept, filled, moment, number, optional, practitioners } from './element.ts';
import { text } from './key.ts';
import { DIAGNOSTIC } from './procedures.ts';
import type { Scene } from './scene.ts';

interface Report {
  readonly id: string;
  readonly row: Row;
  readonly service: string;
  readonly name: string;
  readonly at: string;
  readonly results: { reference: string }[];
  readonly conclusions: Set<string>;
  readonly labels: Set<string>;
}

/** XML4 → Observations, gathered under a DiagnosticReport for each test or image of XML3 (by service, then by time of result). */
export function results(scene: Scene): void {
  const reports = scene.rows('XML3').flatMap((row, index): Report[] => (DIAGNOSTIC.has(text(row, 'MA_NHOM')) && text(row, 'MA_DICH_VU') !== '' ? [reportOf(scene, row, 'XML3', scene.id('report', index + 1))] : []));
  scene.rows('XML4').forEach((row, index) => {
    const report = reportFor(scene, reports, row);
    const id = scene.id('XML4', index + 1);
    const labels = scene.sensitive.row('XML4', row);
    scene.add(observation(scene, row, id), labels);
    report.results.push({ reference: `Observation/${id}` });
    for (const label of labels) report.labels.add(label);
    const conclusion = text(row, 'KET_LUAN');
    if (conclusion !== '') report.conclusions.add(conclusion);
  });
  for (const report of reports) {
    const at = moment(report.at);
    scene.add({
      resourceType: 'DiagnosticReport', id: report.id, status: report.results.length > 0 ? 'final' : 'unknown',
      code: concept('service', report.service, optional(report.name)) ?? { text: 'Kết quả cận lâm sàng' },
      subject: scene.subject, encounter: scene.encounter, effectiveDateTime: at,
      result: filled(report.results), conclusion: optional([...report.conclusions].join('\n')),
      resultsInterpreter: filled(practitioners(report.row, 'MA_BS_DOC_KQ')),
    }, [...report.labels].sort());
  }
  measures(scene);
}

function reportOf(scene: Scene, row: Row, table: 'XML3' | 'XML4', id: string): Report {
  return {
    id, row, service: text(row, 'MA_DICH_VU'), name: text(row, table === 'XML3' ? 'TEN_DICH_VU' : 'TEN_CHI_SO'), at: text(row, 'NGAY_KQ') || text(row, 'NGAY_YL'),
    results: [], conclusions: new Set(), labels: new Set(scene.sensitive.row(table, row)),
  };
}

/** The test it belongs to: same service and time, else same service, else one of its own. */
function reportFor(scene: Scene, reports: Report[], row: Row): Report {
  const service = text(row, 'MA_DICH_VU');
  const same = reports.filter((report) => report.service === service);
  const found = same.find((report) => report.at === text(row, 'NGAY_KQ')) ?? same[0];
  if (found) return found;
  const made = reportOf(scene, row, 'XML4', scene.id('report', service));
  reports.push(made);
  return made;
}

function observation(scene: Scene, row: Row, id: string) {
  const code = text(row, 'MA_CHI_SO');
  const value = number(scene.tools, row, 'GIA_TRI');
  const written = text(row, 'GIA_TRI');
  const unit = text(row, 'DON_VI_DO');
  const loinc = code === '' ? undefined : scene.input.catalogues.find('lab-test', code, scene.day)?.attributes['loinc'];
  const notes = [text(row, 'MO_TA'), text(row, 'KET_LUAN')].filter((note) => note !== '');
  return {
    resourceType: 'Observation', id, status: 'final',
    code: {
      coding: filled([...(loinc === undefined ? [] : [{ system: 'http://loinc.org', code: loinc }]), ...(code === '' ? [] : [{ system: codeSystem('lab-test'), code }])]),
      text: optional(text(row, 'TEN_CHI_SO')) ?? optional(code) ?? optional(text(row, 'MA_DICH_VU')) ?? 'Kết quả cận lâm sàng',
    },
    subject: scene.subject, encounter: scene.encounter, effectiveDateTime: moment(text(row, 'NGAY_KQ')),
    ...(value === undefined ? { valueString: optional(unit === '' || written === '' ? written : `${written} ${unit}`) } : { valueQuantity: { value, unit: optional(unit) } }),
    note: filled(notes.map((note) => ({ text: note }))),
    performer: filled(practitioners(row, 'MA_BS_DOC_KQ')),
  };
}

/** CAN_NANG of XML1. */
function measures(scene: Scene): void {
  const weight = number(scene.tools, scene.main, 'CAN_NANG');
  if (weight === undefined) return;
  scene.add({
    resourceType: 'Observation', id: scene.id('weight'), status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }], text: 'Cân nặng' },
    subject: scene.subject, encounter: scene.encounter, effectiveDateTime: moment(text(scene.main, 'NGAY_VAO')),
    valueQuantity: { value: weight, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
  });
}
