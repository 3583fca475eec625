import type { Frame, Role, Writer } from './frame.ts';
import { isNode, listAt, nodesOf, type Node } from './node.ts';
import { extensionUrl } from '#domains/person/rules';

type Skeleton = (writer: Writer, frame: Frame) => Node;

/**
 * A resource of its own. The first role of a row has the id (table, row), which a revision keeps; further ones add their name.
 * @param more name or id of one that is made only when a field fills it; `same` tells it from others of its type in the same row
 */
export function resource(type: string, skeleton: Skeleton, more: { readonly name?: string; readonly id?: readonly string[]; readonly same?: (node: Node) => boolean } = {}): Role {
  return {
    type, isResource: true, always: more.name === undefined && more.id === undefined,
    create: (frame, writer) => ({
      resourceType: type,
      id: more.id ? writer.id(more.id[0] ?? '', ...more.id.slice(1)) : writer.id(frame.map.layout === 'XML13@3176' ? 'XML13' : frame.map.layout, frame.at, ...(more.name ? [more.name] : [])),
      meta: { source: writer.source(frame.map.layout, frame.at) },
      ...skeleton(writer, frame),
    }),
    find: (_frame, _world, own) => own.find((node) => node['resourceType'] === type && (more.same?.(node) ?? true)),
  };
}

/** A resource inside another, which must name it (dom-3). */
export function contained(parent: string, id: string, type: string, link: (parent: Node) => void, skeleton: Skeleton = () => ({})): Role {
  return {
    type: `${type} (contained)`, isResource: false, always: false,
    create: (frame, writer) => {
      const around = frame.make(parent);
      const node: Node = { resourceType: type, id, ...skeleton(writer, frame) };
      listAt(around, 'contained').push(node);
      link(around);
      return node;
    },
    find: (frame) => nodesOf(frame.node(parent)?.['contained']).find((one) => one['id'] === id),
  };
}

/** The Patient as this visit wrote it: a later visit changes the facility's Patient, never this one. */
export function personOf(parent: string): Role {
  return contained(parent, 'person', 'Patient', (around) => {
    listAt(around, 'extension').push({ url: extensionUrl('patient-as-sent'), valueReference: { reference: '#person' } });
  });
}

/** A line of the Claim. */
export const ITEM: Role = {
  type: 'Claim.item', isResource: false, always: true,
  create: (frame, writer) => {
    const node: Node = { id: `${frame.map.layout}.${frame.at}` };
    writer.addItem(node);
    return node;
  },
  find: (frame, world) => world.item(`${frame.map.layout}.${frame.at}`),
};

export const aboutVisit: Skeleton = (writer) => ({ subject: writer.subject, encounter: writer.encounterReference });

export function hasCode(node: Node, code: string): boolean {
  const concept = node['code'];
  return isNode(concept) && nodesOf(concept['coding']).some((one) => one['code'] === code);
}
