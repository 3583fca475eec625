import type { Model } from '../definitions/model.ts';
import { isJson, listOf, textOf, type Json } from '../json.ts';
import { report, type Check, type Scope } from './issue.ts';

const LITERAL = /^(.*\/)?([A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;
const STRUCTURE = 'http://hl7.org/fhir/StructureDefinition/';

/** Checks that a Reference points to one of the types that its element allows, as far as the reference or the contained resource says it. */
export function targetCheck(targets: readonly string[], model: Model): Check {
  const allowed = new Set(targets);
  const wrong = (type: string): boolean => type !== '' && !allowed.has(type);
  return (value, scope) => {
    if (!isJson(value)) return;
    for (const type of [pointedAt(value, scope, model), textOf(value, 'type').replace(STRUCTURE, '')]) {
      if (!wrong(type)) continue;
      report(scope, 'structure', `Tham chiếu đến ${type}, nhưng ở đây chỉ được tham chiếu đến ${targets.join(', ')}`);
      return;
    }
  };
}

/** Type of what a reference points to; '' when it cannot be known without fetching. */
function pointedAt(reference: Json, scope: Scope, model: Model): string {
  const literal = textOf(reference, 'reference');
  if (literal.startsWith('#')) {
    const found = listOf(scope.root, 'contained').find((one) => isJson(one) && textOf(one, 'id') === literal.slice(1));
    return isJson(found) ? textOf(found, 'resourceType') : '';
  }
  const [, server, type = ''] = LITERAL.exec(literal) ?? [];
  // A path on another server need not be of this form; a relative one has no other.
  return model.types.get(type)?.kind === 'resource' || (server === undefined && type !== '') ? type : '';
}
