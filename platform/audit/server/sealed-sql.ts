import { SEALED, SEAL_VERSION } from '#platform/audit/rules';
import type { SealedField } from '#platform/audit/rules';

/** How PostgreSQL writes a sealed field as text; those not named are text already. */
const WRITTEN: Partial<Record<SealedField, string>> = {
  id: 'e.id::text', at: '(extract(epoch from e.at) * 1000000)::bigint::text', xact: 'e.xact::text', strength: 'e.strength::text', person: 'e.person::text', found: 'e.found::text',
};

/** A field of an event `e` as sealed text. */
export const sealedField = (name: SealedField): string => WRITTEN[name] ?? `e.${name}`;

/** The bytes of an event `e` as text, alike to `sealedBytes` (a test compares them): so that many are sealed in one statement. */
export const SEALED_TEXT = `'${SEAL_VERSION}' || E'\\n' || ${SEALED.map((name) => {
  const text = sealedField(name);
  return `'${name}:' || coalesce(octet_length(${text}) || ':' || ${text}, '-') || E'\\n'`;
}).join(' || ')}`;

/** SHA-256 of a leaf. */
export const LEAF = `sha256('\\x00'::bytea || convert_to(${SEALED_TEXT}, 'UTF8'))`;

/** The sealed fields of an event `e`, each as text under its own name. */
export const SEALED_COLUMNS = SEALED.map((name) => `${sealedField(name)} as ${name}`).join(', ');
