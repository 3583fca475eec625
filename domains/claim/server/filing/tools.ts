import { createHash } from 'node:crypto';
import { decimal } from '#platform/store';
import type { RecordTools } from '#domains/claim/rules';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Hashing and exact decimals for the pure mapping. Ids are UUIDs of version 8 (RFC 9562) out of a SHA-256 over the parts. */
export const RECORD_TOOLS: RecordTools = { id: stableId, decimal };

export function stableId(...parts: readonly string[]): string {
  // JSON keeps ('ab', 'c') and ('a', 'bc') apart.
  const hex = sha256(JSON.stringify(parts));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
