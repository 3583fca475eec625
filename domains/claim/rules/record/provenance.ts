import { extensionUrl, SID } from '#domains/person/rules';
import { TABLES } from '../model/index.ts';
import { parts } from './carry/carrier.ts';
import { date } from './carry/codec.ts';
import type { Node } from './carry/node.ts';
import { organizationOf } from './element.ts';
import type { Scene } from './scene.ts';

/** What the file says of the dossier around its rows. */
export const ENVELOPE = 'claim-file';
const DATA_OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';

/** Where the visit comes from: its id is the Encounter's, its versions follow the revisions of the dossier. One for each bundle. */
export function provenance(scene: Scene): void {
  const { input, tools } = scene;
  const { source, dossier } = input;
  const made = date.write(dossier.createdOn, tools);
  const node: Node = {
    resourceType: 'Provenance', id: scene.id('visit'), meta: { source: scene.source() },
    target: scene.entries.map(({ resource }) => ({ reference: `${resource.resourceType}/${resource.id}` })),
    ...(made !== undefined && { occurredDateTime: made }), recorded: source.receivedAt,
    activity: { coding: [{ system: DATA_OPERATION, code: input.revision === 1 ? 'CREATE' : 'UPDATE' }] },
    agent: [{ who: organizationOf(scene.facility, input.facility.name) }],
    entity: [
      { role: 'source', what: { identifier: { system: SID.intake, value: source.intake }, display: source.fileName } },
      { role: 'source', what: { identifier: { system: SID.file, value: source.file } } },
    ],
    extension: [{ url: extensionUrl('dossier-revision'), valuePositiveInt: input.revision }],
  };
  const say = (url: string, value: object): void => { parts(node, ENVELOPE).push({ url, ...value }); };
  say('kind', { valueCode: dossier.kind });
  if (dossier.facility !== scene.facility) say('facility', { valueString: `"${dossier.facility}"` });
  if ((made === undefined ? '' : date.read(made)) !== dossier.createdOn) say('made', { valueString: `"${dossier.createdOn}"` });
  // A table without rows leaves no resource behind.
  for (const table of dossier.tables.values()) if (table.rows.length === 0) say(`empty-${table.emptiness ?? 'none'}`, { valueCode: table.layout });
  const names = [...dossier.tables.keys()];
  if (names.some((name, index) => index > 0 && TABLES.indexOf(name) < TABLES.indexOf(names[index - 1] ?? name))) for (const name of names) say('order', { valueCode: name });
  scene.add(node);
}

