import { readFileSync } from 'node:fs';
import { Definitions } from './schema.ts';

const FILE = new URL('../../../reference/fhir/definitions.json', import.meta.url);
let kept: Definitions | undefined;

/** R4's definitions as committed; read once in the life of the program. The one place of this room that touches a file. */
export function loadDefinitions(): Definitions {
  kept ??= Definitions.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  return kept;
}
