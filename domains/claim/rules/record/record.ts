import type { Row, Table } from '../model/index.ts';
import { Frame } from './carry/frame.ts';
import { proveRow, putRow } from './carry/row.ts';
import { conditions } from './conditions.ts';
import { coverages } from './coverage.ts';
import { appointmentOf, derive, gatherResults, type Part } from './derive.ts';
import { moment } from './element.ts';
import { text } from './key.ts';
import { patient } from './patient.ts';
import { provenance } from './provenance.ts';
import { Scene } from './scene.ts';
import { mapForRow } from './tables/index.ts';
import type { RecordEntry, RecordInput, RecordTools } from './types.ts';
import { beginClaim, beginEncounter, closeClaim, endClaim, endEncounter } from './visit.ts';

/**
 * A dossier as one R4 transaction: every reference leads to an entry of it, and `dossierOf` gives the dossier back, field by field.
 * A check-in opens the visit (Patient, Coverage, Encounter in-progress), a claim closes it, an assessment (XML12) is a paper without a visit.
 */
export function recordOf(input: RecordInput, tools: RecordTools): RecordEntry[] {
  const scene = new Scene(input, tools);
  const { kind, tables } = input.dossier;
  patient(scene);
  if (kind !== 'assessment') visit(scene);
  const reports: Part[] = [];
  const results: Part[] = [];
  for (const table of tables.values()) table.rows.forEach((row, index) => {
    if (isVisit(kind, table, index)) return;
    for (const part of rowOf(scene, table, row, index + 1)) {
      if (part.node['resourceType'] === 'DiagnosticReport') reports.push(part);
      else {
        scene.add(part.node, part.labels);
        if (table.name === 'XML4') results.push(part);
      }
    }
  });
  const labels = gatherResults(reports, results);
  reports.forEach((report, index) => scene.add(report.node, labels[index]));
  if (kind === 'claim') appointmentOf(scene);
  if (scene.claim !== undefined) closeClaim(scene.claim);
  provenance(scene);
  return scene.entries;
}

const isVisit = (kind: string, table: Table, index: number): boolean => index === 0 && table.name === (kind === 'claim' ? 'XML1' : kind === 'checkin' ? 'XML0' : '');

/** Coverage, Conditions, Encounter and Claim, with the row that they are made of. */
function visit(scene: Scene): void {
  const { kind, tables } = scene.input.dossier;
  coverages(scene);
  const diagnoses = kind === 'claim' ? conditions(scene) : [];
  const table = tables.get(kind === 'claim' ? 'XML1' : 'XML0');
  const row = table?.rows[0];
  const encounter = beginEncounter(scene, diagnoses);
  const claim = kind === 'claim' ? beginClaim(scene, diagnoses) : undefined;
  if (table === undefined || row === undefined) {
    endEncounter(scene, encounter);
    if (claim) endClaim(scene, claim);
    return;
  }
  const map = mapForRow(kind, table.layout, row, 1);
  const frame = new Frame(map, 1, {}, scene, scene);
  frame.hold('encounter', encounter);
  frame.hold('claim', claim);
  putRow(frame, row);
  endEncounter(scene, encounter);
  if (claim) endClaim(scene, claim);
  for (const part of partsOf(scene, frame, [])) {
    part.node['effectiveDateTime'] = moment(text(row, 'NGAY_VAO')) ?? scene.recorded;
    scene.add(part.node);
  }
  proveRow(frame, row);
}

function rowOf(scene: Scene, table: Table, row: Row, at: number): Part[] {
  const { kind } = scene.input.dossier;
  const map = mapForRow(kind, table.layout, row, at);
  // MA_LK of the visit stands for those of its rows, also when XML1 itself is missing.
  const main = scene.input.dossier.tables.get(kind === 'claim' ? 'XML1' : 'XML0')?.rows[0] ?? { MA_LK: scene.input.maLk };
  const frame = new Frame(map, at, main, scene, scene);
  frame.hold('claim', scene.claim);
  for (const [name, role] of Object.entries(map.roles)) if (role.always) frame.make(name);
  putRow(frame, row);
  derive(scene, frame, row);
  proveRow(frame, row);
  return partsOf(scene, frame, scene.sensitive.row(table.name, row)).map((part) => ({ ...part, row }));
}

function partsOf(scene: Scene, frame: Frame, labels: readonly string[]): Part[] {
  return Object.entries(frame.map.roles).flatMap(([name, role]) => {
    const node = role.isResource && role.create !== undefined ? frame.node(name) : undefined;
    return node === undefined ? [] : [{ row: {}, node, labels }];
  });
}
