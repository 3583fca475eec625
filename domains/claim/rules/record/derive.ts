import { codeSystem } from '#domains/person/rules';
import type { LayoutName, Row } from '../model/index.ts';
import { layout, tableShape } from '../standard/index.ts';
import type { Frame } from './carry/frame.ts';
import { isNode, listAt, nodesOf, place, path, type Node } from './carry/node.ts';
import { isCode, moment, organizationOf } from './element.ts';
import { text } from './key.ts';
import { narrativeOf } from './narrative.ts';
import { soundPeriod } from './period.ts';
import type { Scene } from './scene.ts';

/** What R4 demands, or a reader of the record needs, beyond what the row says. Done before the row is proved, so nothing here can hide a field. */
export function derive(scene: Scene, frame: Frame, row: Row): void {
  const { map } = frame;
  const node = (role: string): Node | undefined => frame.node(role);
  const item = node('item');
  if (item !== undefined) item['productOrService'] ??= productOf(frame, row);
  if (item !== undefined) soundPeriod(item, 'servicedPeriod');
  const derived = DERIVED[map.head === 'item' ? (node('dispense') ? 'dispense' : node('act') ? 'act' : node('report') ? 'report' : 'item') : map.head];
  derived?.(scene, frame, row);
}

type Derive = (scene: Scene, frame: Frame, row: Row) => void;

function productOf(frame: Frame, row: Row): Node {
  const code = frame.map.layout === 'XML2' ? text(row, 'MA_THUOC') : '';
  return isCode(code) ? { coding: [{ system: codeSystem('ingredient'), code }] } : { text: 'không ghi mã' };
}

const DERIVED: Readonly<Record<string, Derive>> = {
  dispense: (_scene, frame, row) => {
    const node = frame.make('dispense');
    const medicine = listed(node, 'medicationCodeableConcept');
    if (medicine['text'] === undefined) medicine['text'] = 'Thuốc không ghi tên';
    const quantity = frame.node('item')?.['quantity'];
    if (isNode(quantity)) listed(node, 'quantity')['value'] = quantity['value'];
    node['whenHandedOver'] ??= moment(text(row, 'NGAY_YL'));
  },
  act: (_scene, frame, row) => {
    const node = frame.make('act');
    coded(node, row);
    const start = moment(text(row, 'NGAY_TH_YL')) ?? moment(text(row, 'NGAY_YL'));
    if (start !== undefined) place(node, START, start);
    soundPeriod(node, 'performedPeriod');
  },
  report: (_scene, frame, row) => {
    const node = frame.make('report');
    coded(node, row);
    node['effectiveDateTime'] ??= moment(text(row, 'NGAY_YL'));
  },
  result: (scene, frame, row) => {
    const node = frame.make('result');
    const index = text(row, 'MA_CHI_SO');
    const loinc = index === '' ? undefined : scene.input.catalogues.find('lab-test', index, scene.day)?.attributes['loinc'];
    const code = listed(node, 'code');
    if (loinc !== undefined) code['coding'] = [{ system: 'http://loinc.org', code: loinc }, ...nodesOf(code['coding'])];
    code['text'] ??= index || text(row, 'MA_DICH_VU') || 'Kết quả cận lâm sàng';
  },
  plan: (scene, frame, row) => {
    const node = frame.make('plan');
    soundPeriod(node, 'period');
    for (const activity of nodesOf(node['activity'])) {
      const detail = listed(activity, 'detail');
      detail['status'] = 'unknown';
      soundPeriod(detail, 'scheduledPeriod');
      if (isNode(detail['quantity'])) Object.assign(detail['quantity'], { unit: 'ngày', system: 'http://unitsofmeasure.org', code: 'd' });
      if (Object.keys(detail).length === 1) delete activity['detail'];
    }
    const kept = nodesOf(node['activity']).filter((one) => one['detail'] !== undefined);
    if (kept.length > 0) node['activity'] = kept;
    else delete node['activity'];
    node['created'] = scene.recorded;
    node['text'] = narrativeOf(frame.map.layout, row, NONE);
  },
  paper: (scene, frame, row) => {
    const node = frame.make('paper');
    node['date'] ??= scene.recorded ?? scene.input.source.receivedAt;
    node['author'] = [organizationOf(scene.facility, scene.input.facility.name)];
    for (const event of nodesOf(node['event'])) soundPeriod(event, 'period');
    node['text'] = narrativeOf(frame.map.layout, row, sectionsOf(frame.map.layout, node));
  },
  request: (scene, frame) => { frame.make('request')['authoredOn'] = scene.recorded; },
  appointment: (scene, frame, row) => {
    const node = frame.make('appointment');
    const doctors = nodesOf(node['participant']).map((one) => ({ ...one, status: 'accepted' }));
    node['participant'] = [{ actor: scene.subject, status: 'needs-action' }, ...doctors];
    const day = moment(text(row, 'NGAY_HEN_KL'));
    if (day !== undefined) node['requestedPeriod'] = [{ start: day, end: day }];
  },
};

const START = path('performedPeriod.start');
const NONE: ReadonlySet<string> = new Set();

/** The service's code before whatever else stands there. */
function coded(node: Node, row: Row): void {
  const code = listed(node, 'code');
  const service = text(row, 'MA_DICH_VU');
  if (isCode(service)) listAt(code, 'coding').unshift({ system: codeSystem('service'), code: service });
  else code['text'] ??= service;
}

function listed(node: Node, name: string): Node {
  const found = node[name];
  if (isNode(found)) return found;
  const made: Node = {};
  node[name] = made;
  return made;
}

function sectionsOf(name: LayoutName, paper: Node): ReadonlySet<string> {
  const known = layout(name).byName;
  return new Set(nodesOf(paper['section']).flatMap((one) => (typeof one['id'] === 'string' && known.has(one['id']) ? [one['id']] : [])));
}

/** NGAY_TAI_KHAM → one Appointment with a requested day each, when no paper (XML14) says it better. Only the day is known: a proposal, no booked hour. */
export function appointmentOf(scene: Scene): void {
  if (scene.rows('XML14').length > 0) return;
  const days = text(scene.main, 'NGAY_TAI_KHAM').split(';').flatMap((day) => moment(day.trim().slice(0, 8)) ?? []);
  days.forEach((day, index) => {
    scene.add({
      resourceType: 'Appointment', id: scene.id('XML14', index + 1), meta: { source: scene.mainSource }, status: 'proposed', description: tableShape('XML14').title,
      requestedPeriod: [{ start: day, end: day }], participant: [{ actor: scene.subject, status: 'needs-action' }], supportingInformation: [scene.encounterReference],
    });
  });
}

/** A resource with the row that it was made of and the classes that it tells. */
export interface Part {
  readonly row: Row;
  readonly node: Node;
  readonly labels: readonly string[];
}

/** Results of XML4 under the tests of XML3 that they belong to: same service and time, else same service. @returns the labels of each report, its results' included */
export function gatherResults(reports: readonly Part[], results: readonly Part[]): readonly (readonly string[])[] {
  const labels = new Map(reports.map((report) => [report, new Set(report.labels)]));
  const byService = Map.groupBy(reports, (report) => text(report.row, 'MA_DICH_VU'));
  for (const { row, node, labels: own } of results) {
    const same = byService.get(text(row, 'MA_DICH_VU')) ?? [];
    const found = same.find((report) => text(report.row, 'NGAY_KQ') === text(row, 'NGAY_KQ')) ?? same[0];
    if (found === undefined) continue;
    listAt(found.node, 'result').push({ reference: `Observation/${String(node['id'])}` });
    found.node['status'] = 'final';
    for (const label of own) labels.get(found)?.add(label);
  }
  return [...labels.values()].map((all) => [...all].sort());
}
