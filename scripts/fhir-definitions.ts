/**
 * Makes reference/fhir/definitions.json out of the official R4 package and the list of currencies, both pinned by hash. The same bytes every time.
 * Run after a change of what the product needs of the definitions: `node scripts/fhir-definitions.ts`
 */
import { writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { filesOf, R4_PACKAGE, type Pinned } from '#platform/fhir/testing';
import { CodeSystem, CompartmentDefinition, SearchParameter, StructureDefinition, ValueSet } from './fhir-definitions/read.ts';
import { compactSearch } from './fhir-definitions/search.ts';
import { compactTypes } from './fhir-definitions/types.ts';
import { expandValueSets } from './fhir-definitions/value-sets.ts';

const TARGET = new URL('../reference/fhir/definitions.json', import.meta.url);
/** Carries the list of the maintenance agency as published. MIT. */
const CURRENCY_PACKAGE: Pinned = {
  name: 'currency-codes', version: '2.2.0',
  integrity: 'sha512-vpbQc5sEYHGdTVAYUhHnKv0DWiYLRvzl/KKyqeHzBh7HD/j3UlWoScpZ9tN/jG6w2feddWoObsBbaNVu5yDapg==',
};
/** In force since that list was published: Zimbabwe gold (2024), Caribbean guilder (2025). */
const LATER_CURRENCIES = ['XCG', 'ZWG'];

/** The text of definitions.json. @returns undefined when a package cannot be had */
export function compileDefinitions(): string | undefined {
  const files = filesOf(R4_PACKAGE);
  const currencies = currencyList();
  if (files === undefined || currencies === undefined) return undefined;
  const read = <T>(type: string, shape: z.ZodType<T>): T[] => files
    .filter((file) => file.name.startsWith(`package/${type}-`) && file.name.endsWith('.json'))
    .map((file) => shape.parse(JSON.parse(file.bytes.toString('utf8'))));
  const structures = read('StructureDefinition', StructureDefinition);
  const types = compactTypes(structures);
  const bindings = new Set([...JSON.stringify(types).matchAll(/"binding":"([^"]+)"/g)].map((found) => found[1] ?? ''));
  const patient = read('CompartmentDefinition', CompartmentDefinition).filter((one) => one.code === 'Patient');
  return linesOf({
    source: { package: `${R4_PACKAGE.name}@${R4_PACKAGE.version}`, integrity: R4_PACKAGE.integrity, licence: 'CC0-1.0', currencies: `ISO 4217 list one of ${currencies.published}, ${LATER_CURRENCIES.join(', ')}` },
    types,
    valueSets: expandValueSets(bindings, read('ValueSet', ValueSet), read('CodeSystem', CodeSystem), currencies.codes),
    search: compactSearch(read('SearchParameter', SearchParameter)),
    compartments: patient.map(({ code, resource }) => ({ code, resources: Object.fromEntries(resource.flatMap((one) => (one.param ? [[one.code, one.param]] : []))) })),
  });
}

function currencyList(): { published: string; codes: string[] } | undefined {
  const list = filesOf(CURRENCY_PACKAGE)?.find((file) => file.name === 'package/iso-4217-list-one.xml')?.bytes.toString('utf8');
  if (list === undefined) return undefined;
  const codes = [...list.matchAll(/<Ccy>([A-Z]{3})<\/Ccy>/g)].map((found) => found[1] ?? '');
  return { published: /Pblshd="([\d-]+)"/.exec(list)?.[1] ?? '', codes: [...new Set([...codes, ...LATER_CURRENCIES])].sort() };
}

/** JSON with one definition a line, so that a change shows as the lines it touches. */
function linesOf(parts: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(parts).map(([name, value]) => {
    const text = Array.isArray(value) ? `[\n${value.map((one) => JSON.stringify(one)).join(',\n')}\n]` : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{\n${texts.join(',\n')}\n}\n`;
}

if (import.meta.main) {
  const text = compileDefinitions();
  if (text === undefined) throw new Error('the packages cannot be had from the registry');
  writeFileSync(TARGET, text);
  console.log(`reference/fhir/definitions.json: ${text.length} characters`);
}
