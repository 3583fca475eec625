import fc from 'fast-check';
import { RELATIONS, ROLES } from '#platform/access';
import type { Policy, RecordAction, RecordAttributes, Standing } from '#platform/access';

/** Small worlds, so that things meet: three facilities, four persons, three protected classes (none that is sealed: those are found by nothing but whose they are). */
export const FACILITIES = ['62990', '62981', '51001'] as const;
export const PERSONS = ['0', '1', '2', '3'].map((one) => `00000000-0000-4000-8000-00000000000${one}`);
export const LABELS = ['GDIS', 'PSY', 'SUD'] as const;
/** What a Patient carries that is known by such visits alone. */
const SOURCES = ['only:GDIS', 'only:GDIS+PSY', 'only:SUD'];
export const TYPES = ['Patient', 'Encounter', 'Observation', 'Claim', 'Coverage', 'Organization', 'Practitioner', 'Basic'] as const;
export const ACTIONS: readonly RecordAction[] = ['read', 'search', 'history', 'include', 'changes', 'export', 'write'];

const facility = fc.constantFrom(...FACILITIES);
const person = fc.constantFrom(...PERSONS);
const some = <T>(of: readonly T[]) => fc.subarray([...of]);

export const anyRecord: fc.Arbitrary<RecordAttributes> = fc.record({
  type: fc.constantFrom(...TYPES), facility: fc.option(facility), patient: fc.option(fc.constantFrom('p0', 'p1', 'p2')), person: fc.option(person), labels: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, some(LABELS), fc.subarray(SOURCES, { maxLength: 2 })),
  relations: fc.record(Object.fromEntries(RELATIONS.map((one) => [one, one === 'refused' ? fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some([...FACILITIES, '*'])) : some(FACILITIES)]))),
});

export const anyCaller: fc.Arbitrary<{ policy: Policy; standing: Standing }> = fc.record({
  policy: fc.record({
    role: fc.constantFrom(...ROLES), facility: fc.option(facility), person: fc.option(person, { nil: undefined }), rights: fc.option(some(LABELS), { nil: undefined }), strength: fc.constantFrom(1 as const, 2 as const, 3 as const),
    purpose: fc.constantFrom('treatment', 'payment', 'management', 'own', 'emergency', 'work', 'test'),
  }).map(({ person: who, rights, ...rest }): Policy => ({
    actor: { id: 'somebody', kind: 'account' }, requestId: null, ...rest, ...(who === undefined ? {} : { person: who }), ...(rights === undefined ? {} : { rights }),
  })),
  standing: fc.record({ opened: some(PERSONS), wards: some(PERSONS), launch: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, person) }),
});

/** Conditions as an administrator could write them; attributes that may be missing are asked for first, as strict validation wants. */
const text = fc.oneof(
  facility.map((one) => ({ guard: '', word: `"${one}"` })),
  fc.constantFrom({ guard: 'principal has facility', word: 'principal.facility' }, { guard: 'principal has person', word: 'principal.person' }),
);
const recordText = fc.constantFrom({ guard: 'resource has facility', word: 'resource.facility' }, { guard: 'resource has person', word: 'resource.person' }, { guard: '', word: 'resource.type' });
const guarded = (guards: readonly string[], body: string): string => [...guards.filter((one) => one !== ''), body].join(' && ');
const set = fc.oneof(fc.constantFrom('principal.rights', 'principal.wards', 'principal.opened'), fc.subarray([...LABELS, ...FACILITIES], { minLength: 1 }).map((all) => `[${all.map((one) => `"${one}"`).join(', ')}]`));
const leaf = fc.oneof(
  fc.tuple(recordText, text, fc.constantFrom('==', '!=')).map(([a, b, op]) => guarded([a.guard, b.guard], `${a.word} ${op} ${b.word}`)),
  fc.tuple(recordText, set).map(([a, all]) => guarded([a.guard], `${all}.contains(${a.word})`)),
  fc.tuple(fc.constantFrom(...RELATIONS), text).map(([relation, b]) => guarded([b.guard], `resource.${relation}.contains(${b.word})`)),
  fc.tuple(fc.constantFrom(...RELATIONS), set).map(([relation, all]) => `resource.${relation}.containsAny(${all})`),
  fc.tuple(fc.constantFrom('containsAll', 'containsAny'), set).map(([op, all]) => `resource.labels.${op}(${all})`),
  set.map((all) => `${all}.containsAll(resource.labels)`),
  fc.constantFrom(...LABELS).map((one) => `resource.labels.contains("${one}")`),
  fc.constantFrom('resource.labels.isEmpty()', 'resource has person', 'resource has facility', 'resource has patient', 'principal.strength > 1', 'principal.role == "doctor"', 'resource.type like "P*"', 'resource.type like "*a*n"'),
);
const condition: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof({ maxDepth: 4, depthSize: 'small' }, leaf,
    fc.tuple(tie('any'), tie('any'), fc.constantFrom('&&', '||')).map(([a, b, op]) => `((${a}) ${op} (${b}))`),
    tie('any').map((a) => `!(${a})`),
    fc.tuple(tie('any'), tie('any'), tie('any')).map(([a, b, c]) => `(if (${a}) then (${b}) else (${c}))`)),
})).any;

/** Policies of which no reader thought, in Cedar. */
export const anyPolicies: fc.Arbitrary<string> = fc.array(fc.record({
  effect: fc.constantFrom('permit', 'permit', 'forbid'), condition, kind: fc.constantFrom('when', 'unless'), actions: fc.oneof(fc.constant(''), fc.subarray([...ACTIONS], { minLength: 1 }).map((all) => ` in [${all.map((one) => `Action::"${one}"`).join(', ')}]`)),
}), { minLength: 1, maxLength: 4 }).map((all) => all.map((one, at) =>
  `@id("p${at}") ${one.effect === 'permit' ? '@basis("any") ' : ''}${one.effect} (principal, action${one.actions}, resource is Record) ${one.kind} { ${one.condition} };`).join('\n'));

/** A basis that holds for everything, for such policies. */
export const ANY_BASIS = 'basis\tdisplay\tpurposes\tlaw\tvalid_from\tvalid_to\tconfidence\nany\tBất kỳ\t*\tLUAT91.2025\t20200101\t\thigh\n';

export const NO_CLASS = 'class\tdisplay\tsealed\tlaw\tvalid_from\tvalid_to\tconfidence\n';
