import { SID } from '#domains/person/rules';
import type { Diagnosis } from './conditions.ts';
import type { Node } from './carry/node.ts';
import { listAt, nodesOf } from './carry/node.ts';
import { moment, organizationOf } from './element.ts';
import { text } from './key.ts';
import { soundPeriod } from './period.ts';
import type { Scene } from './scene.ts';

const ROLE = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';
const CLASS = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const LONGEST_KEY = 100;

/** Opened by the check-in, closed by the claim; what its row says is put in afterwards. A stay that began (NGAY_VAO_NOI_TRU) is IMP, all else AMB. */
export function beginEncounter(scene: Scene, diagnoses: readonly Diagnosis[]): Node {
  const { input, main } = scene;
  const key = input.maLk.trim();
  const admitted = moment(text(main, 'NGAY_VAO_NOI_TRU')) !== undefined;
  const kind = { system: CLASS, code: admitted ? 'IMP' : 'AMB' };
  const node: Node = {
    resourceType: 'Encounter', id: scene.id('visit'), meta: { source: scene.mainSource },
    identifier: [...(key === '' || key.length > LONGEST_KEY ? [] : [{ system: SID.visit(scene.facility), value: key }]), { system: SID.dossier, value: input.dossierId }],
    status: input.dossier.kind === 'claim' ? 'finished' : 'in-progress', class: kind, subject: scene.subject,
    ...(diagnoses.length > 0 && { diagnosis: diagnoses.map(({ reference, main: first }, index) => ({ condition: reference, use: { coding: [{ system: ROLE, code: first ? 'DD' : 'CM' }] }, rank: index + 1 })) }),
  };
  if (admitted) node['classHistory'] = [{ class: kind, period: {} }];
  scene.encounter = node;
  // Whoever lists a visit must know of everything in it.
  scene.add(node, scene.sensitive.all);
  return node;
}

const NAMED = ['MA_LOAI_KCB', 'MA_DOITUONG_KCB'] as const;

/** What follows from what its row said. */
export function endEncounter(scene: Scene, node: Node): void {
  const { input, main } = scene;
  node['serviceProvider'] ??= organizationOf(scene.facility, input.facility.name);
  soundPeriod(node, 'period');
  for (const one of nodesOf(node['type'])) for (const list of NAMED) if (one['id'] === list) {
    const display = scene.display(list, text(main, list));
    if (display !== undefined) for (const coding of nodesOf(one['coding'])) coding['display'] = display;
  }
  const length = node['length'];
  if (typeof length === 'object' && length !== null) Object.assign(length, { unit: 'ngày', system: 'http://unitsofmeasure.org', code: 'd' });
}

/** What is asked of the fund and of the patient; every amount as written, never computed here. */
export function beginClaim(scene: Scene, diagnoses: readonly Diagnosis[]): Node {
  const { input } = scene;
  const key = input.maLk.trim();
  const node: Node = {
    resourceType: 'Claim', id: scene.id('claim'), meta: { source: scene.mainSource },
    ...(key !== '' && key.length <= LONGEST_KEY && { identifier: [{ system: SID.visit(scene.facility), value: key }] }),
    status: 'active', use: 'claim', type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'institutional' }] },
    patient: scene.subject, provider: organizationOf(scene.facility, input.facility.name),
    priority: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/processpriority', code: 'normal' }] },
    ...(diagnoses.length > 0 && { diagnosis: diagnoses.map(({ reference }, index) => ({ sequence: index + 1, diagnosisReference: reference })) }),
    insurance: scene.coverages.map((coverage, index) => ({ sequence: index + 1, focal: index === 0, coverage: { reference: `Coverage/${String(coverage['id'])}` } })),
  };
  scene.claim = node;
  scene.add(node, scene.sensitive.all);
  return node;
}

/** Before the row is proved: a Claim must say when it was made. */
export function endClaim(scene: Scene, node: Node): void {
  node['created'] ??= moment(scene.input.dossier.createdOn) ?? scene.input.source.receivedAt;
  nodesOf(node['procedure']).forEach((one, index) => { one['sequence'] = index + 1; });
}

/** Lists that stayed empty go, once all rows stand. */
export function closeClaim(node: Node): void {
  for (const name of ['careTeam', 'diagnosis', 'item']) if (listAt(node, name).length === 0) delete node[name];
}
