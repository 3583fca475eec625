import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db';
import { agreesStrongly, isOtherPerson, type Identity } from '#domains/person/rules';
import { candidatesFor, linksOf, strongIdentifiers } from './known.ts';
import type { Candidate, PatientLink } from './known.ts';
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
  readonly commune: string;
  readonly newborn: boolean;
  /** Person whose it is already by another way: the dossier's earlier revision, or its check-in. */
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

/**
 * The person of each, in the order given, and everything about it written: known Patients keep their person, others join on strong
 * agreement alone or become a new person. Locks the strong identifiers until the transaction ends, so that two facilities that
 * send the same new citizen at once make one person.
 */
export async function resolvePeople(tx: Tx, asked: readonly PatientToJoin[]): Promise<Joined[]> {
  if (asked.length === 0) return [];
  await lockIdentifiers(tx, asked);
  const links = new Map((await linksOf(tx, asked.flatMap((one) => [one.patient, one.otherPatient]))).map((link) => [link.patient, link]));
  const unknown = asked.filter((one) => !one.newborn && !links.has(one.patient));
  const candidates = [...await candidatesFor(tx, unknown.map((one) => one.identity))];
  const decisions = asked.map((one) => decide(one, links, candidates));
  await writePeople(tx, decisions);
  return decisions;
}

export interface Decision extends Joined {
  readonly asked: PatientToJoin;
  readonly isNewPerson: boolean;
}

/** Later ones of the same group see what earlier ones became. */
function decide(asked: PatientToJoin, links: Map<string, PatientLink>, candidates: Candidate[]): Decision {
  const usual = links.get(asked.patient);
  const patient = usual !== undefined && isOtherPerson(usual.identity, asked.identity) ? asked.otherPatient : asked.patient;
  const known = links.get(patient);
  const match = known === undefined && !asked.newborn ? candidates.find((candidate) => agreesStrongly(candidate, asked.identity)) : undefined;
  const person = known?.person ?? asked.sameAs ?? match?.id ?? randomUUID();
  const isLatest = known === undefined || asked.at >= known.describedAt;
  if (isLatest) links.set(patient, { patient, person, identity: asked.identity, describedAt: asked.at });
  if (!asked.newborn && match?.id !== person) candidates.push({ id: person, ...asked.identity });
  return { asked, patient, person, isNewPerson: known === undefined && asked.sameAs === undefined && match === undefined, isNewLink: known === undefined, isLatest };
}

async function lockIdentifiers(tx: Tx, asked: readonly PatientToJoin[]): Promise<void> {
  const keys = new Set(asked.flatMap((one) => strongIdentifiers(one.identity).map(({ system, value }) => `${system} ${value}`)));
  if (keys.size === 0) return;
  // In one order, so that two groups that meet never wait for each other.
  await tx.run('select pg_advisory_xact_lock(h) from (select distinct hashtextextended(k, 7) as h from unnest($1::text[]) as k order by h) as locks', [[...keys]]);
}
