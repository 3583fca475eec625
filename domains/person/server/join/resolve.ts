import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db';
import { bornContradicts, contradict, isOtherPerson, judge, sharesStrong, type Identity, type Prepared } from '#domains/person/rules';
import { knowledge } from '../match/knowledge.ts';
import { preparedOf, ready, type Ready } from '../match/ready.ts';
import { openCases, type Likeness } from '../cases/open.ts';
import { candidatesFor, linksOf, linksOfPersons, strongIdentifiers, type Around, type PatientLink } from './known.ts';
import { holdJoining } from './lock.ts';
import { partedAmong } from './parted.ts';
import { writePeople } from './write.ts';

/** A source's Patient who asks to be somebody. */
export interface PatientToJoin {
  /** Id of the Patient that the facility's number means. */
  readonly patient: string;
  /** Id to use instead when that number now describes somebody else. */
  readonly otherPatient: string;
  readonly facility: string;
  readonly patientNumber: string;
  readonly identity: Identity;
  readonly around: Around;
  /** Patient whose person it is already by another way: the dossier's earlier revision, or its check-in. */
  readonly sameAs?: string;
  /** yyyyMMddHHmm of the visit. */
  readonly at: string;
  /** For the journal: `dossier/<uuid>`. */
  readonly why: string;
}

export interface Joined {
  readonly patient: string;
  readonly person: string;
  /** The Patient was not known before. */
  readonly isNewLink: boolean;
  /** No later visit described the Patient already: what this one says may stand in the record. */
  readonly isLatest: boolean;
}

export interface Decision extends Joined {
  readonly asked: PatientToJoin;
  /** Home of a new Patient: who it is without any join. */
  readonly home: string;
  /** What it is joined by; undefined: nothing. */
  readonly join: { readonly id: string; readonly to: string; readonly kind: 'visit' | 'strong' } | undefined;
}

/**
 * The person of each, in the order given, and everything about it written: known Patients keep their person, others join by papers of one visit
 * or by a strong identifier, with nothing against it, or become a new person. Until the transaction ends nobody is joined or parted, and the strong
 * identifiers are locked, so that two facilities that send the same new citizen at once make one person.
 */
export async function resolvePeople(tx: Tx, asked: readonly PatientToJoin[]): Promise<Joined[]> {
  if (asked.length === 0) return [];
  await holdJoining(tx);
  await lockIdentifiers(tx, asked);
  const links = new Map((await linksOf(tx, asked.flatMap((one) => [one.patient, one.otherPatient, ...(one.sameAs === undefined ? [] : [one.sameAs])]))).map((link) => [link.patient, link]));
  const unknown = asked.filter((one) => !links.has(one.patient) || isOther(one, links));
  const candidates = await candidatesFor(tx, unknown.filter((one) => !one.around.newborn).map((one) => one.identity));
  const kin = await linksOfPersons(tx, unknown.flatMap((one) => links.get(one.sameAs ?? '')?.person ?? []));
  const scene: Scene = { links, candidates: [], likenesses: [], areParted: await partedAmong(tx, candidates.map((link) => link.person)) };
  for (const link of new Map([...candidates, ...kin].map((one) => [one.patient, one])).values()) offer(scene, link);
  const decisions = asked.map((one) => decide(one, scene));
  await writePeople(tx, decisions);
  await openCases(tx, scene.likenesses);
  return decisions;
}

interface Scene {
  readonly links: Map<string, PatientLink>;
  /** Patients that somebody new may be, prepared for comparing; later ones of the group see earlier ones. */
  readonly candidates: Ready[];
  readonly likenesses: Likeness[];
  /** Whom of the candidates' persons a clerk has parted. */
  readonly areParted: (one: string, other: string) => boolean;
}

function offer(scene: Scene, link: PatientLink): void {
  scene.candidates.push(ready(link));
}

/** Whether the facility's number means somebody else now. A child under its mother's name, number and card differs from her in birth alone. */
function isOther(asked: PatientToJoin, links: ReadonlyMap<string, PatientLink>): boolean {
  const usual = links.get(asked.patient);
  if (usual === undefined) return false;
  return isOtherPerson(usual.identity, asked.identity) || (usual.around.newborn !== asked.around.newborn && bornContradicts(usual.identity.born, asked.identity.born));
}

function decide(asked: PatientToJoin, scene: Scene): Decision {
  const patient = isOther(asked, scene.links) ? asked.otherPatient : asked.patient;
  const known = scene.links.get(patient);
  const isLatest = known === undefined || asked.at >= known.describedAt;
  const home = randomUUID();
  const join = known === undefined ? joinOf(asked, patient, scene) : undefined;
  const person = known?.person ?? (join === undefined ? home : scene.links.get(join.to)?.person ?? scene.candidates.find((one) => one.link.patient === join.to)?.link.person ?? home);
  if (isLatest) {
    const link = { patient, person, identity: asked.identity, around: asked.around, describedAt: asked.at };
    scene.links.set(patient, link);
    if (known === undefined && !asked.around.newborn) offer(scene, link);
  }
  return { asked, patient, person, isNewLink: known === undefined, isLatest, home, join };
}

/** Papers of one visit first, then the candidate that is surest; whoever is likely but not sure enough becomes a question. */
function joinOf(asked: PatientToJoin, patient: string, scene: Scene): Decision['join'] {
  const me = preparedOf(asked);
  const clashes = (person: string): boolean => scene.candidates.some((one) => one.link.person === person && contradict(me, one.prepared, knowledge()));
  const visit = scene.candidates.find((one) => one.link.patient === asked.sameAs);
  if (visit !== undefined && (areOneChild(me, visit.prepared) || !clashes(visit.link.person))) return { id: randomUUID(), to: visit.link.patient, kind: 'visit' };
  const judged = scene.candidates.filter((one) => one === visit || (!asked.around.newborn && sharesStrong(one.link.identity, asked.identity)))
    .map((one) => ({ ...one, verdict: judge(me, one.prepared, knowledge()) })).filter((one) => one.verdict.decision !== 'different').sort((x, y) => y.verdict.weight - x.verdict.weight);
  for (const { link, verdict } of judged) {
    // A number that stands with two whom a clerk has parted does not say whose this is.
    if (verdict.decision === 'join' && !clashes(link.person) && !judged.some((other) => scene.areParted(other.link.person, link.person))) return { id: randomUUID(), to: link.patient, kind: 'strong' };
  }
  for (const one of judged) scene.likenesses.push({ a: patient, b: one.link.patient, weight: one.verdict.weight });
  return undefined;
}

/** A child without a name of its own is named one way on arrival and another afterwards. */
function areOneChild(a: Prepared, b: Prepared): boolean {
  return a.newborn && b.newborn && a.born === b.born && a.sex === b.sex;
}

async function lockIdentifiers(tx: Tx, asked: readonly PatientToJoin[]): Promise<void> {
  const keys = new Set(asked.flatMap((one) => strongIdentifiers(one.identity).map(({ system, value }) => `${system} ${value}`)));
  if (keys.size === 0) return;
  // In one order, so that two groups that meet never wait for each other.
  await tx.run('select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 7) as h from unnest($1::text[]) as k order by h) as locks', [[...keys]]);
}
