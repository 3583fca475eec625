import { CANONICAL, codeSystem } from '#domains/person/rules';
import type { LayoutName } from '../../model/index.ts';
import { layout, tableShape } from '../../standard/index.ts';
import { xhtml } from '../narrative.ts';
import { at, type Carrier } from './carrier.ts';
import type { Codec } from './codec.ts';
import type { Role } from './frame.ts';
import { place, path, seek, textOf } from './node.ts';
import { resource } from './role.ts';
import { signer } from './across.ts';

/** A paper is a Composition: a section for each text, its author and signer, its number; what is left stands in a typed extension. */

/** @param visit whether it belongs to a visit: an assessment does not */
export function paper(name: LayoutName, visit = true): Role {
  const { table } = layout(name);
  const { title } = tableShape(table);
  return resource('Composition', (writer) => ({
    status: 'final', type: { coding: [{ system: codeSystem('claim-table'), code: table }], text: title }, title,
    subject: writer.subject, ...(visit && { encounter: writer.encounterReference }),
  }));
}

const unescape = (text: string): string => text.replace(/&(lt|gt|quot|#13|amp);/g, (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', '#13': '\r', amp: '&' })[name] ?? '');
const DIV = /^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml">([\s\S]*)<\/div>$/;

const narrative: Codec = {
  type: 'xhtml',
  write: (text) => (text.trim() === '' ? undefined : xhtml(text.trim())),
  read: (value) => { const found = typeof value === 'string' ? DIV.exec(value)?.[1] : undefined; return found === undefined ? undefined : unescape(found); },
};

/** A text as a section; its title is what the field means. */
export function section(name: LayoutName, field: string): Carrier {
  const spec = layout(name).byName.get(field);
  const inner = at('paper', `section[id=${field}].text.div`, narrative);
  const title = path(`section[id=${field}].title`);
  const status = path(`section[id=${field}].text.status`);
  return {
    ...inner,
    put: (frame, value) => {
      if (value.trim() === '') return;
      place(frame.make('paper'), title, (spec?.meaningVi ?? field).split(/ \(|;/)[0]);
      place(frame.make('paper'), status, 'additional');
      inner.put(frame, value);
    },
  };
}

/** Who stands behind the paper: the head of the facility `legal`, the doctor `professional`. */
export const attester = (mode: 'legal' | 'professional'): Carrier => at('paper', `attester[mode=${mode}].party.identifier`, signer);
export const attesterName = (mode: 'legal' | 'professional'): Carrier => at('paper', `attester[mode=${mode}].party.display`);

/** The number of the paper under the facility's own system: Composition has room for one. */
export function paperNumber(kind: string): Carrier {
  const system = (facility: string): string => `${CANONICAL}/sid/${kind}/${facility}`;
  const value = path('identifier.value');
  return {
    by: 'element', role: 'paper', path: `identifier[system=${kind}/…].value`, why: null,
    put: (frame, text) => { if (text.trim() !== '' && text.trim().length <= 100) frame.make('paper')['identifier'] = { system: system(frame.world.facility), value: text.trim() }; },
    get: (frame) => textOf(seek(frame.node('paper'), value)),
  };
}
