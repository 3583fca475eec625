import { filesOf, R4_PACKAGE } from './package.ts';

/** An official instance as its file has it. */
export interface Example {
  /** `Patient-example` */
  readonly name: string;
  readonly text: string;
}

/** Definitions stand in the same package; the instances are the rest. */
const DEFINITIONS = /^package\/(StructureDefinition|SearchParameter|ValueSet|CodeSystem|ConceptMap|OperationDefinition|CompartmentDefinition)-/;

/** Beyond this a file is a collection of all definitions of a kind, which are there singly too. */
const LARGEST = 200_000;

/** The official example instances, by name. @returns undefined when the package cannot be had */
export function examples(): Example[] | undefined {
  return filesOf(R4_PACKAGE)
    ?.filter((file) => /^package\/[A-Z]\w+-.*\.json$/.test(file.name) && !DEFINITIONS.test(file.name) && file.bytes.length < LARGEST)
    .map((file) => ({ name: file.name.slice('package/'.length, -'.json'.length), text: file.bytes.toString('utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
