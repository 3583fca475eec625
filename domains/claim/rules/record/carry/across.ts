import { codeSystem, extensionUrl, SID } from '#domains/person/rules';
import { at, each, ext, itemsOf, ROW, unless, type Carrier } from './carrier.ts';
import { code, identifier, integer, reference, string, titled, type Codec } from './codec.ts';
import type { Frame } from './frame.ts';
import { isNode, listAt, nodesOf, path, seek, textOf, type Node } from './node.ts';

/** Carriers that reach over more than one place of the bundle. */

export const practitioner = reference('Practitioner', SID.practitioner);
export const organization = reference('Organization', SID.facility);
/** A signer, in an extension: no resource is referred to, so the number alone. */
export const signer = identifier(SID.practitioner);

const CARE_ROLE = codeSystem('claim-care-role');

/** Who ordered or performed a line: a member of the Claim's care team, named by number. */
export function care(role: 'orderer' | 'performer'): Carrier {
  const mine = (one: Node): boolean => isNode(one['role']) && nodesOf(one['role']['coding'])[0]?.['code'] === role;
  return {
    by: 'element', role: 'item', path: `careTeamSequence → Claim.careTeam[role=${role}].provider`, why: null,
    put: (frame, value) => {
      const team = listAt(frame.make('claim'), 'careTeam');
      for (const item of itemsOf(value)) {
        const known = nodesOf(team);
        let at = known.findIndex((one) => mine(one) && practitioner.read(one['provider']) === item) + 1;
        if (at === 0) at = team.push({ sequence: known.length + 1, provider: practitioner.write(item, frame.tools), role: { coding: [{ system: CARE_ROLE, code: role }] } });
        listAt(frame.make('item'), 'careTeamSequence').push(at);
      }
    },
    get: (frame) => {
      const team = nodesOf(frame.node('claim')?.['careTeam']);
      return join(sequences(frame, 'careTeamSequence').map((at) => team[at - 1]).filter((one) => one !== undefined && mine(one)).map((one) => practitioner.read(one?.['provider'])));
    },
  };
}

const CONDITION_CODE = path('code.coding[0].code');
const OWN_CODE = path('diagnosisCodeableConcept.coding[0].code');

/** Why a line was ordered: a diagnosis of the Claim, which is one of the visit's Conditions or, when it is none of them, a code. */
export const reasons: Carrier = {
  by: 'element', role: 'item', path: 'diagnosisSequence → Claim.diagnosis', why: null,
  put: (frame, value) => {
    const list = listAt(frame.make('claim'), 'diagnosis');
    for (const item of itemsOf(value)) {
      if (code.write(item, frame.tools) === undefined) continue;
      let at = nodesOf(list).findIndex((one) => codeOfDiagnosis(frame, one) === item) + 1;
      if (at === 0) at = list.push({ sequence: list.length + 1, diagnosisCodeableConcept: { coding: [{ system: codeSystem('icd10'), code: item }] } });
      listAt(frame.make('item'), 'diagnosisSequence').push(at);
    }
  },
  get: (frame) => {
    const list = nodesOf(frame.node('claim')?.['diagnosis']);
    return join(sequences(frame, 'diagnosisSequence').map((at) => { const one = list[at - 1]; return one && codeOfDiagnosis(frame, one); }));
  },
};

function codeOfDiagnosis(frame: Frame, one: Node): string | undefined {
  const to = one['diagnosisReference'];
  const at = isNode(to) ? textOf(to['reference']) : undefined;
  return textOf(at === undefined ? seek(one, OWN_CODE) : seek(frame.world.resolve(at), CONDITION_CODE));
}

function sequences(frame: Frame, name: string): number[] {
  const list = frame.node('item')?.[name];
  return Array.isArray(list) ? list.filter((one) => typeof one === 'number') : [];
}

/** One item for each card, in the Coverage of that card. */
export function perCard(where: string, codec: Codec = string, by: 'element' | 'extension' = 'element'): Carrier {
  const to = path(where);
  return {
    by, role: 'coverage', path: where, why: by === 'element' ? null : 'insurance',
    // The Coverages are made with the visit.
    put: () => {},
    get: (frame) => {
      const items = frame.world.coverages.map((one) => codec.read(seek(one, to)));
      return items.every((item) => item === undefined) ? undefined : items.map((item) => item ?? '').join(';');
    },
  };
}

/** The visit's Conditions of one kind, in the order of Encounter.diagnosis. */
export function diagnoses(kind: 'main' | 'other' | 'traditional'): Carrier {
  return {
    by: 'element', role: 'encounter', path: `diagnosis[use=${kind === 'main' ? 'DD' : 'CM'}] → Condition.code.coding[system=${kind === 'traditional' ? kind : 'icd10'}]`, why: null,
    put: () => {},
    get: (frame) => join(conditionsOf(frame, kind).map((one) => textOf(seek(one, CONDITION_CODE)))),
  };
}

const NOTE = path('note[0].text');
export const mainDiagnosisText: Carrier = {
  by: 'element', role: 'encounter', path: 'diagnosis[use=DD] → Condition.note[0].text', why: null, put: () => {},
  get: (frame) => textOf(seek(conditionsOf(frame, 'main')[0], NOTE)),
};

function conditionsOf(frame: Frame, kind: 'main' | 'other' | 'traditional'): Node[] {
  const encounter = frame.node('encounter');
  return nodesOf(encounter?.['diagnosis']).flatMap((one) => {
    const main = isNode(one['use']) && nodesOf(one['use']['coding'])[0]?.['code'] === 'DD';
    const to = isNode(one['condition']) ? textOf(one['condition']['reference']) : undefined;
    const node = to === undefined ? undefined : frame.world.resolve(to);
    if (node === undefined) return [];
    const coded = isNode(node['code']) ? nodesOf(node['code']['coding'])[0]?.['system'] : undefined;
    const is = main ? 'main' : coded === codeSystem('traditional') ? 'traditional' : 'other';
    return is === kind ? [node] : [];
  });
}

/** STT. Programs number rows as they stand; only another number is written out. */
export const rowNumber = (role: string) => unless(ROW, ext(role, 'order', integer));

/** A note of its own; its title says to readers what it is. */
export const note = (role: string, field: string, title?: string): Carrier => at(role, `note[id=${field}].text`, title === undefined ? string : titled(title));

/** The first in the element that has room for one, the rest beside it in an extension. */
export function firstAndRest(role: string, where: string, list: string): Carrier {
  const first = at(role, where, practitioner);
  const rest = each(role, 'extension', { ...practitioner, write: (text, tools) => ({ url: extensionUrl(list), valueReference: practitioner.write(text, tools) }), read: (value) => (isNode(value) && value['url'] === extensionUrl(list) ? practitioner.read(value['valueReference']) : undefined) });
  return {
    ...first,
    put: (frame, value) => {
      const [one = '', ...more] = itemsOf(value);
      first.put(frame, one);
      if (more.length > 0) rest.put(frame, more.join(';'));
    },
    get: (frame) => join([first.get(frame), rest.get(frame)]),
  };
}

function join(items: readonly (string | undefined)[]): string | undefined {
  const there = items.filter((item) => item !== undefined);
  return there.length === 0 ? undefined : there.join(';');
}
