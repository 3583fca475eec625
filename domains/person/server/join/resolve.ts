import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db';
import { contradict, isOtherPerson, judge, prepare, sharesStrong, type Identity, type Prepared } from '#domains/person/rules';
import { knowledge } from '../match/knowledge.ts';
import { openCases, type Likeness } from '../cases/open.ts';
import { candidatesFor, describe, linksOf, strongIdentifiers, type Around, type PatientLink } from './known.ts';
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
 * or by a strong identifier with nothing against it, or become a new person. Locks the strong identifiers until the transaction ends, so that
 * two facilities that send the same new citizen at once make one person.
 */
export async function resolvePeople(tx: Tx, asked: readonly PatientToJoin[]): Promise<Joined[]> {
  if (asked.length === 0) return [];
  await lockIdentifiers(tx, asked);
  const known = await linksOf(tx, asked.flatMap((one) => [one.patient, one.otherPatient, ...(one.sameAs === undefined ? [] : [one.sameAs])]));
  const scene: Scene = { links: new Map(known.map((link) => [link.patient, link])), candidates: [], likenesses: [] };
  const unknown = asked.filter((one) => !one.around.newborn && !scene.links.has(one.patient));
  for (const link of await candidatesFor(tx, unknown.map((one) => one.identity))) offer(scene, link);
  const decisions = asked.map((one) => decide(one, scene));
  await writePeople(tx, decisions);
  await openCases(tx, scene.likenesses);
  return decisions;
}

interface Scene {
  readonly links: Map<string, PatientLink>;
  /** Patients that somebody new may be, prepared for comparing; later ones of the group see earlier ones. */
  readonly candidates: { readonly link: PatientLink; readonly prepared: Prepared }[];
  readonly likenesses: Likeness[];
}

function offer(scene: Scene, link: PatientLink): void {
  scene.candidates.push({ link, prepared: prepare(describe(link.identity, link.around), knowledge()) });
}

function decide(asked: PatientToJoin, scene: Scene): Decision {
  const usual = scene.links.get(asked.patient);
  const patient = usual !== undefined && isOtherPerson(usual.identity, asked.identity) ? asked.otherPatient : asked.patient;
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
  if (asked.sameAs !== undefined && scene.links.has(asked.sameAs)) return { id: randomUUID(), to: asked.sameAs, kind: 'visit' };
  if (asked.around.newborn) return undefined;
  const me = prepare(describe(asked.identity, asked.around), knowledge());
  const judged = scene.candidates.filter((one) => sharesStrong(one.link.identity, asked.identity)).map((one) => ({ ...one, verdict: judge(me, one.prepared, knowledge()) }))
    .filter((one) => one.verdict.decision !== 'different').sort((x, y) => y.verdict.weight - x.verdict.weight);
  for (const one of judged) {
    const family = scene.candidates.filter((other) => other.link.person === one.link.person);
    if (one.verdict.decision === 'join' && !family.some((other) => contradict(me, other.prepared, knowledge()))) return { id: randomUUID(), to: one.link.patient, kind: 'strong' };
  }
  for (const one of judged) scene.likenesses.push({ a: patient, b: one.link.patient, weight: one.verdict.weight });
  return undefined;
}

async function lockIdentifiers(tx: Tx, asked: readonly PatientToJoin[]): Promise<void> {
  const keys = new Set(asked.flatMap((one) => strongIdentifiers(one.identity).map(({ system, value }) => `${system} ${value}`)));
  if (keys.size === 0) return;
  // In one order, so that two groups that meet never wait for each other.
  await tx.run('select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 7) as h from unnest($1::text[]) as k order by h) as locks', [[...keys]]);
}
