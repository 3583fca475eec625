import { readFileSync } from 'node:fs';
import { parseBases, parseClasses, readPolicy } from '#platform/access';
import type { Basis, PolicySet, ProtectedClass } from '#platform/access';
import { PolicyTextError } from './problems.ts';
import type { PolicyProblem } from './problems.ts';
import { policySetTextToParts, policyToJson, validate } from '@cedar-policy/cedar-wasm/nodejs';
import type { DetailedError } from '@cedar-policy/cedar-wasm/nodejs';

/** Cedar itself: only where policies are written. Decisions come from our compiled form. */
const SCHEMA = readFileSync(new URL('../policies/schema.cedarschema', import.meta.url), 'utf8');

/** What the engine says of a text, by the line where it stands: its own numbering of policies says nothing to whoever wrote them. */
function problemOf(text: string, error: DetailedError): PolicyProblem {
  const at = error.sourceLocations?.[0];
  const message = error.message.replace(/^for policy `policy\d+`, /u, '');
  return {
    // Places are counted in bytes.
    line: at === undefined ? null : Buffer.from(text).subarray(0, at.start).toString().split('\n').length,
    message: [message, ...(at?.label ? [at.label] : []), ...(error.help ? [error.help] : [])].join('; '),
  };
}

/**
 * Reads and validates policies. Strict validation is what makes our SQL mean the same as the engine: an attribute that may be missing is asked
 * for with `has` first.
 * @param text Cedar @param bases TSV of reference/access/basis.tsv @param classes TSV of reference/access/class.tsv
 * @throws PolicyTextError with what the engine says, or what our compiler does not know
 */
export function compilePolicies(text: string, bases: string, classes: string): PolicySet {
  return compileText(text, parseBases(bases), parseClasses(classes));
}

/** As `compilePolicies`, with lists that are read already. */
export function compileText(text: string, known: readonly Basis[], classes: readonly ProtectedClass[]): PolicySet {
  const checked = validate({ policies: { staticPolicies: text }, schema: SCHEMA, validationSettings: { mode: 'strict' } });
  if (checked.type === 'failure') throw new PolicyTextError(checked.errors.map((one) => problemOf(text, one)));
  if (checked.validationErrors.length > 0) throw new PolicyTextError(checked.validationErrors.map((one) => problemOf(text, one.error)));
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw new PolicyTextError(parts.errors.map((one) => one.message));
  if (parts.policy_templates.length > 0) throw new PolicyTextError(['templates are not known here']);
  const policies = parts.policies.map((one) => {
    const json = policyToJson(one);
    if (json.type === 'failure') throw new PolicyTextError(json.errors.map((each) => each.message));
    try {
      return readPolicy(json.json);
    } catch (error) {
      throw new PolicyTextError([error instanceof Error ? error.message : String(error)]);
    }
  });
  const unknown = policies.filter((one) => one.basis !== null && !known.some((row) => row.basis === one.basis)).map((one) => `${one.id}: basis ${one.basis ?? ''} is not in the list`);
  const twice = policies.filter((one, at) => policies.findIndex((other) => other.id === one.id) !== at).map((one) => `${one.id}: stands twice`);
  if (unknown.length + twice.length > 0) throw new PolicyTextError([...unknown, ...twice]);
  return { text, policies, bases: known, classes };
}
