import { z } from 'zod';
import { scopeOf } from '#platform/access';
import type { Tx } from '#platform/db';
import { asKnownOn, historyOf } from '#platform/store';
import type { Stored } from '#platform/store';
import { encounter, provenance } from '../fhir.ts';
import { encounterOf, isMistake, OF_VISIT } from '../load.ts';
import type { VisitParts } from '../visit.ts';
import type { PastSource } from './patients.ts';

/** What the record said of these Patients at a moment, as far as the caller may see both that version and the present one. */
export async function recordThen(tx: Tx, patients: readonly string[], at: Date): Promise<Stored[]> {
  return (await asKnownOn(tx, patients, at, [...OF_VISIT, 'Patient'])).filter((one) => !isMistake(one));
}

export interface PastVisit {
  readonly encounter: string;
  readonly source: PastSource;
  /** ISO 8601, '' when the record does not say. */
  readonly arrived: string;
}

/** Visits that were known, newest first. */
export function visitsThen(record: readonly Stored[], sources: readonly PastSource[]): PastVisit[] {
  const of = new Map(sources.map((source) => [source.patient, source]));
  return record.flatMap((one): PastVisit[] => {
    const source = of.get(one.patient ?? '');
    return one.type !== 'Encounter' || source === undefined ? [] : [{ encounter: one.id, source, arrived: encounter.parse(one.resource).period?.start ?? '' }];
  }).sort((a, b) => b.arrived.localeCompare(a.arrived) || a.encounter.localeCompare(b.encounter));
}

const movedRow = z.object({ encounter: z.string() });

/** Without visits that turned out to be somebody else's since: a facility is shown those that it made itself only. */
export async function withoutMoved(tx: Tx, person: string, visits: readonly PastVisit[]): Promise<PastVisit[]> {
  const scope = scopeOf(tx.policy, { column: 'v.facility', from: 3 });
  const moved = await tx.query(`select v.encounter from person_visit v where v.encounter = any($1) and v.person <> $2 and not ${scope.sql}`, [visits.map((one) => one.encounter), person, ...scope.params], movedRow);
  const gone = new Set(moved.map((one) => one.encounter));
  return visits.filter((one) => !gone.has(one.encounter));
}

/** The parts of these visits as they stood. */
export async function partsThen(tx: Tx, visits: readonly PastVisit[], record: readonly Stored[], at: Date, facilityName: (code: string) => string): Promise<VisitParts[]> {
  const byEncounter = Map.groupBy(record, encounterOf);
  const parts: VisitParts[] = [];
  for (const { encounter: id, source } of visits) {
    const papers = await versionAt(tx, 'Provenance', id, at);
    parts.push({
      row: { encounter: id, patient: source.patient, facility: source.facility },
      provenance: papers?.resource, facilityName: facilityName(source.facility),
      resources: [...(byEncounter.get(id) ?? []), ...await appointmentsThen(tx, papers?.resource, at)],
    });
  }
  return parts;
}

async function appointmentsThen(tx: Tx, papers: Record<string, unknown> | undefined, at: Date): Promise<Stored[]> {
  if (papers === undefined) return [];
  const found: Stored[] = [];
  for (const target of provenance.parse(papers).target) {
    const [type, id] = (target?.reference ?? '').split('/');
    const one = type === 'Appointment' && id !== undefined ? await versionAt(tx, type, id, at) : undefined;
    if (one !== undefined && !isMistake(one)) found.push(one);
  }
  return found;
}

/** The version of a resource that held at a moment; for those that are not filed under a Patient. */
async function versionAt(tx: Tx, type: string, id: string, at: Date): Promise<Stored | undefined> {
  const all = await historyOf(tx, type, id);
  const then = all.findLast((one) => one.updated.getTime() <= at.getTime());
  return then === undefined || then.deleted ? undefined : then;
}
