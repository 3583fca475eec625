import { SEALED, SEAL_VERSION } from '#platform/audit/rules';
import type { SealedField } from '#platform/audit/rules';

/** How PostgreSQL writes a sealed field as text; those not named are text already. */
const WRITTEN: Partial<Record<SealedField, string>> = {
  id: 'e.id::text', at: '(extract(epoch from e.at) * 1000000)::bigint::text', xact: 'e.xact::text', strength: 'e.strength::text', person: 'e.person::text', found: 'e.found::text',
};

/** The sealed fields of an event `e`, each as text under its own name. */
export const SEALED_COLUMNS = SEALED.map((name) => `${WRITTEN[name] ?? `e.${name}`} as ${name}`).join(', ');

/** What a leaf of an event `e` is the SHA-256 of: 0x00, then the bytes that `sealedBytes` makes (a test compares them). */
export const LEAF_INPUT = `('\\x00'::bytea || record_send(row('${SEAL_VERSION}'::text, ${SEALED.map((name) => `e.${name}`).join(', ')})))`;

/** The leaf itself. */
export const LEAF = `sha256(${LEAF_INPUT})`;
