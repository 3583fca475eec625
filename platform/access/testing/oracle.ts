import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Policy, PolicySet, RecordAction, RecordAttributes, Standing } from '#platform/access';
import { inForce, openedSources, RELATIONS } from '#platform/access';

type Json = string | number | boolean | string[];

const clean = (of: Readonly<Record<string, Json | null | undefined>>): Record<string, Json> => Object.fromEntries(Object.entries(of).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]])));

let serial = 0;

/** What Cedar's own engine says of the policies that are in force for a purpose on a day. */
export function oracleOf(set: PolicySet, texts: ReadonlyMap<string, string>, purpose: string, on: string): (action: RecordAction, caller: { policy: Policy; standing: Standing }, resource: RecordAttributes) => boolean {
  const name = `set-${serial += 1}`;
  const prepared = preparsePolicySet(name, { staticPolicies: Object.fromEntries(inForce(set, purpose, on).map((one) => [one.id, texts.get(one.id) ?? ''])) });
  if (prepared.type === 'failure') throw new Error(prepared.errors.map((one) => one.message).join());
  return (action, { policy, standing }, resource) => {
    const user = clean({ role: policy.role, facility: policy.facility, person: policy.person, wards: [...standing.wards], rights: [...policy.rights ?? []], sources: openedSources(policy.rights ?? []), opened: [...standing.opened], strength: policy.strength ?? 1, launch: standing.launch });
    const record = clean({ type: resource.type, facility: resource.facility, patient: resource.patient, person: resource.person, labels: [...resource.labels], ...Object.fromEntries(RELATIONS.map((one) => [one, [...resource.relations[one] ?? []]])) });
    const answer = statefulIsAuthorized({
      principal: { type: 'User', id: 'u' }, action: { type: 'Action', id: action }, resource: { type: 'Record', id: 'r' }, context: { purpose: policy.purpose }, preparsedPolicySetId: name,
      entities: [{ uid: { type: 'User', id: 'u' }, attrs: user, parents: [] }, { uid: { type: 'Record', id: 'r' }, attrs: record, parents: [] }],
    });
    if (answer.type === 'failure') throw new Error(answer.errors.map((one) => one.message).join());
    return answer.response.decision === 'allow';
  };
}

/** The shipped policies by id, each as it was written. */
export function shippedTexts(set: PolicySet): Map<string, string> {
  const found = set.text.split(/(?=@id\(")/u).flatMap((part) => {
    const id = /^@id\("([^"]+)"\)/u.exec(part)?.[1];
    return id === undefined ? [] : [[id, part] as const];
  });
  return new Map(found);
}

