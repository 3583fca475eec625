import type { Message } from '#platform/exchange/server';
import type { Stored } from '#platform/store';
import { codeSystem, extensionUrl, SID } from '#domains/person/rules';
import { diagnosesOf, drugsOf, moneyOf, notesOf, papersOf, proceduresOf, resultsOf } from './content.ts';
import { conceptText, encounter, provenance } from './fhir.ts';

export interface VisitRow {
  readonly encounter: string;
  readonly patient: string;
  readonly facility: string;
}

/** What the record says of one visit. */
export interface VisitParts {
  readonly row: VisitRow;
  /** Resources of the visit, those entered in error left out. */
  readonly resources: readonly Stored[];
  readonly provenance: Record<string, unknown> | undefined;
  readonly facilityName: string;
}

/** Ids of the dossiers that a visit came by. */
export function dossierOfVisit(parts: VisitParts): string[] {
  const found = parts.resources.find((one) => one.type === 'Encounter');
  return found === undefined ? [] : encounter.parse(found.resource).identifier.flatMap((one) => (one.system === SID.dossier && one.value !== undefined ? [one.value] : []));
}

/** A visit of the timeline, out of what the caller may see; undefined when that is not even the visit. */
export function visitOf(parts: VisitParts, messages: ReadonlyMap<string, readonly Message[]>) {
  const { row, resources: shown } = parts;
  const found = parts.resources.find((one) => one.type === 'Encounter');
  if (found === undefined) return undefined;
  const visit = encounter.parse(found.resource);
  const base = { facility: { code: row.facility, name: visit.serviceProvider?.display ?? parts.facilityName }, arrival: visit.period?.start ?? null, discharge: visit.period?.end ?? null, state: visit.status === 'finished' ? 'closed' : 'open' };
  const type = visit.type.flatMap((one) => one?.coding ?? []).find((one) => one.system === codeSystem('MA_LOAI_KCB'));
  const source = parts.provenance === undefined ? undefined : provenance.parse(parts.provenance);
  const intake = source?.entity.find((one) => one.what?.identifier?.system === SID.intake)?.what;
  const identifier = (system: string): string | null => visit.identifier.find((one) => one.system === system)?.value ?? null;
  const dossierId = identifier(SID.dossier);
  return {
    ...base,
    dossierId,
    visitType: type?.code === undefined ? null : { code: type.code, name: type.display ?? conceptText(visit.type[0]) ?? type.code },
    revision: source?.extension.find((one) => one.url === extensionUrl('dossier-revision'))?.valuePositiveInt ?? null,
    diagnoses: diagnosesOf(shown, found.resource), drugs: drugsOf(shown), results: resultsOf(shown), procedures: proceduresOf(shown),
    papers: papersOf(shown), notes: notesOf(shown), money: moneyOf(shown),
    source: source === undefined ? null : { intake: intake?.identifier?.value ?? null, fileName: intake?.display ?? null, receivedAt: source.recorded ?? null },
    message: messages.get(dossierId ?? '')?.at(-1) ?? null,
  };
}
