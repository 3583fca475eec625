/**
 * What of an event is sealed, in this order. New fields go to the end of a new version, never into this one: sealed bytes do not change.
 * `at`: microseconds since 1970; `xact`: the transaction that wrote it; all as text, null where there is none.
 */
export const SEALED = [
  'id', 'at', 'xact', 'actor', 'role', 'strength', 'facility', 'program', 'address', 'action', 'target', 'person', 'patient', 'outcome', 'purpose', 'basis', 'request_id', 'found',
] as const;
export type SealedField = (typeof SEALED)[number];
export type SealedEvent = Readonly<Record<SealedField, string | null>>;

export const SEAL_VERSION = 'yteso-audit-1';

const encoder = new TextEncoder();

/** The event's bytes: the version, then a line `name:LENGTH:value` for each field (`name:-` for none), LENGTH in bytes of UTF-8. Nothing can be moved from one field to the next. */
export function sealedBytes(event: SealedEvent): Uint8Array {
  const lines = SEALED.map((name) => {
    const value = event[name];
    return value === null ? `${name}:-\n` : `${name}:${encoder.encode(value).length}:${value}\n`;
  });
  return encoder.encode(`${SEAL_VERSION}\n${lines.join('')}`);
}
