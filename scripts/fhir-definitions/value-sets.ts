import type { CodeSystem, Concept, ValueSet } from './read.ts';

/** Value sets of required bindings that nobody can enumerate, and what is checked instead. */
const FORMATS: Readonly<Record<string, string>> = {
  'http://hl7.org/fhir/ValueSet/mimetypes': 'mime',
  'http://hl7.org/fhir/ValueSet/ucum-units': 'ucum',
  // A LOINC answer list that the package does not hold.
  'http://loinc.org/vs/LL379-9': 'any',
};
const CURRENCIES = 'http://hl7.org/fhir/ValueSet/currencies';

/**
 * The codes of every required value set.
 * @param urls the value sets that bindings name
 * @param currencies codes of ISO 4217
 * @throws Error for a value set that can neither be enumerated nor has a format here
 */
export function expandValueSets(urls: Iterable<string>, valueSets: readonly ValueSet[], codeSystems: readonly CodeSystem[], currencies: readonly string[]): object[] {
  const sets = new Map(valueSets.map((one) => [one.url, one]));
  const systems = new Map(codeSystems.map((one) => [one.url, one]));
  return [...urls].sort().map((url) => {
    const format = FORMATS[url];
    if (format !== undefined) return { url, format };
    if (url === CURRENCIES) return { url, systems: [{ system: 'urn:iso:std:iso:4217', codes: currencies }] };
    return { url, systems: includedIn(url, sets, systems) };
  });
}

function includedIn(url: string, sets: ReadonlyMap<string, ValueSet>, systems: ReadonlyMap<string, CodeSystem>): object[] {
  const { compose } = sets.get(url) ?? {};
  if (compose === undefined || compose.exclude !== undefined) throw new Error(`${url} cannot be enumerated`);
  return compose.include.map(({ system, concept, filter, valueSet }) => {
    const defined = systems.get(system ?? '');
    const codes = concept?.map((one) => one.code) ?? (defined?.content === 'complete' ? defined.concept?.flatMap(codesOf) : undefined);
    if (system === undefined || codes === undefined || filter !== undefined || valueSet !== undefined) throw new Error(`${url} cannot be enumerated`);
    return { system, codes };
  });
}

function codesOf(concept: Concept): string[] {
  return [concept.code, ...(concept.concept ?? []).flatMap(codesOf)];
}
