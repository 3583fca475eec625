import { createHash } from 'node:crypto';
import { z } from 'zod';
import { memoryCatalogues, type Catalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { decimal, parseExact } from '#platform/json';
import { recordOf, visitKeyOf, type Dossier, type RecordEntry, type RecordInput, type RecordResource, type RecordTools } from '#domains/claim/rules';

/** The mapping to the record without a server around it: for tests and demonstrations. */

const TOOLS: RecordTools = { id: (...parts) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32), decimal };
let lists: Catalogues | undefined;

/** What a file of facility 62990 would give. */
export function inputFor(dossier: Dossier, more: Partial<RecordInput> = {}): RecordInput {
  lists ??= memoryCatalogues(fileSources());
  return {
    dossier, facility: { code: '62990', name: 'Bệnh viện' }, maLk: visitKeyOf(dossier), patient: 'patient-1', dossierId: 'd1', revision: 1,
    source: { intake: 'i1', fileName: 'a.xml', file: 'f', receivedAt: '2026-09-30T01:00:00.000Z' }, catalogues: lists, ...more,
  };
}

export const entriesOf = (dossier: Dossier, more: Partial<RecordInput> = {}): RecordEntry[] => recordOf(inputFor(dossier, more), TOOLS);

const resource = z.looseObject({ resourceType: z.string(), id: z.string() });

/** As they come back from the store: out of their JSON, numbers as written. @param change what happened to the JSON on the way */
export function storedOf(entries: readonly RecordEntry[], change: (json: string) => string = (json) => json): RecordResource[] {
  return entries.map((entry) => resource.parse(parseExact(change(JSON.stringify(entry.resource)))));
}
