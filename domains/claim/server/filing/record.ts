import { catalogues } from '#platform/catalogue/server';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { readResource, writeBundle } from '#platform/store';
import type { Entry } from '#platform/store';
import type { VisitNote } from '#domains/person/server';
import { recordOf, withdrawn, type RecordEntry } from '#domains/claim/rules';
import { z } from 'zod';
import type { IntakeFile } from './file-group.ts';
import type { JoinedFiling } from './join.ts';
import { readableMoment } from './prepare.ts';
import { RECORD_TOOLS } from './tools.ts';

export interface Recorded extends JoinedFiling {
  readonly entries: readonly RecordEntry[];
  /** `Type/id` */
  readonly resources: readonly string[];
}

const nameOf = (entry: RecordEntry): string => `${entry.resource.resourceType}/${entry.resource.id}`;

/** The group's dossiers as resources. */
export const recordedOf = (context: Context, file: IntakeFile, joined: readonly JoinedFiling[]): Recorded[] => joined.map((one) => mapped(context, file, one));

/**
 * Writes them in one bundle; what a revision leaves out is marked as entered in error.
 * @param sources what the Patients stand under that are known by protected visits alone, or were until now; such a Patient is labelled and not sealed:
 * whoever may see none of the visits finds nothing, and matching goes on
 */
export async function writeRecord(tx: Tx, recorded: readonly Recorded[], sources: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const bundle = new Map<string, Entry>();
  for (const { entries, person, filing } of recorded) {
    // A patient seen twice in a group stands in the bundle once, as described last.
    for (const entry of entries) bundle.set(nameOf(entry), { resource: entry.resource, labels: labelsOf(entry, sources), facility: filing.prepared.facility, ...(person !== null && { person }) });
  }
  for (const one of recorded) for (const name of gone(one)) if (!bundle.has(name)) {
    const mistake = await mistakeOf(tx, name);
    if (mistake !== undefined) bundle.set(name, mistake);
  }
  for (const [patient, labels] of sources) if (!bundle.has(`Patient/${patient}`)) {
    const found = await readResource(tx, 'Patient', patient);
    if (found !== undefined) bundle.set(`Patient/${patient}`, { resource: stored.parse(found.resource), labels });
  }
  await writeBundle(tx, [...bundle.values()]);
}

const labelsOf = ({ resource, labels }: RecordEntry, sources: ReadonlyMap<string, readonly string[]>): readonly string[] => (resource.resourceType === 'Patient' ? sources.get(resource.id) ?? labels : labels);

function mapped(context: Context, file: IntakeFile, joined: JoinedFiling): Recorded {
  const { filing, patient } = joined;
  // A check-in that comes after its claim is kept on the desk and does not reopen the visit.
  if (patient === null || (filing.dossier.kind === 'checkin' && filing.sibling !== undefined)) return { ...joined, entries: [], resources: [] };
  const all = recordOf({
    dossier: filing.dossier, facility: { code: filing.prepared.facility, name: context.facilityName(filing.prepared.facility) }, maLk: filing.prepared.maLk,
    patient, dossierId: filing.id, revision: filing.revision,
    source: { intake: file.id, fileName: file.fileName, file: file.sha256, receivedAt: file.receivedAt.toISOString() }, catalogues: catalogues(context),
  }, RECORD_TOOLS);
  const entries = joined.describes ? all : all.filter((entry) => entry.resource.resourceType !== 'Patient');
  return { ...joined, entries, resources: entries.map(nameOf) };
}

/** Of the revision before, and for a claim of the check-in that opened the visit. */
function gone({ filing, resources, entries }: Recorded): string[] {
  if (entries.length === 0) return [];
  const now = new Set(resources);
  return [...filing.before?.resources ?? [], ...(filing.dossier.kind === 'claim' ? filing.sibling?.resources ?? [] : [])].filter((name) => !now.has(name));
}

const stored = z.looseObject({ resourceType: z.string(), id: z.string() });

async function mistakeOf(tx: Tx, name: string): Promise<Entry | undefined> {
  const [type = '', id = ''] = name.split('/');
  const found = await readResource(tx, type, id);
  const resource = found && withdrawn(stored.parse(found.resource));
  return found && resource && { resource, labels: found.labels, ...(found.person !== null && { person: found.person }) };
}

export function visitNotes(recorded: readonly Recorded[]): VisitNote[] {
  return recorded.flatMap(({ filing, patient, person, entries }) => {
    const encounter = entries.find((entry) => entry.resource.resourceType === 'Encounter');
    if (encounter === undefined || patient === null || person === null) return [];
    const { line, facility } = filing.prepared;
    return [{
      encounter: encounter.resource.id, patient, person, facility, labels: encounter.labels,
      arrived: readableMoment(line.arrival ?? ''), left: filing.dossier.kind === 'claim' ? readableMoment(line.discharge ?? '') : '',
    }];
  });
}
