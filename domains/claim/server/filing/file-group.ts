import { systemPolicy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import { oweMessages, usedDestinations, type Owed } from '#platform/exchange/server';
import type { Context } from '#platform/room';
import { noteVisits } from '#domains/person/server';
import { decide, type Decision, type Filing } from './decide.ts';
import { joinPeople } from './join.ts';
import { knownDossiers } from './known.ts';
import { readableMoment, type Prepared } from './prepare.ts';
import { advance, lockTurn, type Progress } from './progress.ts';
import { recordedOf, visitNotes, writeRecord, type Recorded } from './record.ts';
import { writeDesk } from './write-desk.ts';

export interface IntakeFile {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly receivedAt: Date;
  /** Facility whose turn it is; lists show the intake to it. */
  readonly facility: string | null;
}

/** Another process went on with this intake meanwhile: nothing was written. */
export class OvertakenError extends Error {}

const POLICY = systemPolicy('claim-intake', 'filing');

/**
 * Files a group of dossiers of one intake: findings, prices, persons, record, messages owed, audit and the intake's progress, all in one
 * transaction. So an intake that is cut off anywhere goes on behind the last group, without loss and without doubling.
 * @param progress where the intake stands before the group and after it
 * @throws OvertakenError, Fault database.away | database.full
 */
export async function fileGroup(context: Context, file: IntakeFile, group: readonly Prepared[], progress: Progress): Promise<void> {
  await context.db.withAccess(POLICY, { action: 'dossier.file', target: `intake/${file.id}` }, async (tx) => {
    const turn = await lockTurn(tx, file.id, progress);
    if (turn === undefined) throw new OvertakenError(`intake ${file.id}`);
    await lockFacilities(tx, group);
    const decisions = decide(group, await knownDossiers(tx, group.filter((one) => one.obstacle === null)), turn.corrects);
    const filings = decisions.flatMap((decision) => ('filing' in decision ? [decision.filing] : []));
    const joined = await joinPeople(tx, context, filings, file.receivedAt);
    const recorded = recordedOf(context, file, joined);
    await writeRecord(tx, recorded, await noteVisits(tx, visitNotes(recorded)));
    await writeDesk(tx, file, decisions, recorded);
    const others = (await usedDestinations(tx)).filter((one) => one !== INSURER);
    await oweMessages(tx, catalogues(context), filings.flatMap((filing) => owedFor(filing, file, others, turn.corrects !== null)));
    await audit(tx, recorded);
    await advance(tx, file.id, progress, counts(decisions));
  });
}

/** Two files with dossiers of one facility take turns, whoever sent them. */
async function lockFacilities(tx: Tx, group: readonly Prepared[]): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(h) from (select distinct hashtextextended(f, 11) as h from unnest($1::text[]) as f order by h) as locks', [group.map((one) => one.facility)]);
}

const INSURER = 'bhxh';

/** To the insurer always, to other receivers as far as they are in use; what of it is owed is said by the rules. */
function owedFor(filing: Filing, file: IntakeFile, others: readonly string[], madeHere: boolean): Owed[] {
  const { dossier, prepared } = filing;
  const closed = dossier.kind === 'claim';
  if (dossier.kind === 'assessment') return owedAssessment(filing, file);
  const one = {
    kind: closed ? 'dossier' : 'check-in', facility: prepared.facility, maLk: prepared.maLk, dossier: filing.id, revision: filing.revision,
    file: file.sha256, position: prepared.position, event: closed ? 'visit.closed' : 'visit.opened', insured: prepared.identity.cards.length > 0, labels: prepared.labels, madeHere,
    dueFrom: readableMoment((closed ? prepared.line.discharge : prepared.line.arrival) ?? ''),
  };
  return [{ ...one, destination: INSURER }, ...others.map((destination): Owed => ({ ...one, destination, ifUsed: true }))];
}

/** An assessment says nowhere whose it is: of one that no facility handed in nobody knows whose account sends it. */
function owedAssessment({ id, prepared, revision }: Filing, file: IntakeFile): Owed[] {
  if (prepared.facility === '') return [];
  return [{
    kind: 'assessment', destination: 'bhxh', facility: prepared.facility, maLk: prepared.maLk, dossier: id, revision, file: file.sha256, position: prepared.position, event: 'assessment.closed',
    insured: prepared.identity.cards.length > 0, labels: prepared.labels, dueFrom: readableMoment(prepared.line.arrival ?? ''),
  }];
}

async function audit(tx: Tx, recorded: readonly Recorded[]): Promise<void> {
  for (const { filing } of recorded) await tx.audit({ action: filing.revision === 1 ? 'dossier.create' : 'dossier.revise', target: `dossier/${filing.id}` });
}

function counts(decisions: readonly Decision[]) {
  const severity = (wanted: string): number => decisions.reduce((sum, { prepared }) => sum + prepared.findings.filter((finding) => finding.severity === wanted).length, 0);
  const outcome = (wanted: string): number => decisions.filter((decision) => decision.outcome === wanted).length;
  return { done: decisions.length, broken: outcome('broken'), refused: outcome('refused'), errors: severity('error'), warnings: severity('warning'), infos: severity('info') };
}
