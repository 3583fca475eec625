import { extensionUrl, SID } from '#domains/person/rules';
import { named } from './element.ts';
import type { Scene } from './scene.ts';

/** Where the visit comes from: its id is the Encounter's, its versions follow the revisions of the dossier. */
export function provenance(scene: Scene): void {
  const { input } = scene;
  const { source } = input;
  scene.add({
    resourceType: 'Provenance', id: scene.id('visit'),
    target: scene.entries.map(({ resource }) => ({ reference: `${resource.resourceType}/${resource.id}` })),
    recorded: source.receivedAt,
    activity: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-DataOperation', code: input.revision === 1 ? 'CREATE' : 'UPDATE' }] },
    agent: [{ who: named('Organization', SID.facility, input.facility.code, input.facility.name) ?? { display: input.facility.name } }],
    entity: [
      { role: 'source', what: { identifier: { system: SID.intake, value: source.intake }, display: source.fileName } },
      { role: 'source', what: { identifier: { system: SID.file, value: source.file } } },
    ],
    extension: [{ url: extensionUrl('dossier-revision'), valuePositiveInt: input.revision }],
  });
}
