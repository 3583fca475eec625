import { joined } from './checkpoint.ts';

/**
 * What of an event is sealed, in this order, and PostgreSQL's number of the field's type. New fields go to the end of a new version, never into this one:
 * sealed bytes do not change.
 */
const FIELDS = {
  id: 20, at: 1184, xact: 5069, actor: 25, role: 25, strength: 21, facility: 25, program: 25, address: 25, action: 25, target: 25, person: 2950, patient: 25, outcome: 25, purpose: 25, basis: 25, request_id: 25, found: 23,
} as const;

export type SealedField = keyof typeof FIELDS;
/** Each field as text, null where there is none. `at`: microseconds since 1970; `xact`: the transaction that wrote it. */
export type SealedEvent = Readonly<Record<SealedField, string | null>>;
export const SEALED = [
  'id', 'at', 'xact', 'actor', 'role', 'strength', 'facility', 'program', 'address', 'action', 'target', 'person', 'patient', 'outcome', 'purpose', 'basis', 'request_id', 'found',
] as const satisfies readonly SealedField[];

export const SEAL_VERSION = 'yteso-audit-1';

/** Microseconds from 1970 to 2000, where PostgreSQL begins to count. */
const SINCE_2000 = 946_684_800_000_000n;
const encoder = new TextEncoder();

function wide(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, value));
  return bytes;
}

function narrow(value: number, width: 2 | 4): Uint8Array {
  const view = new DataView(new ArrayBuffer(4));
  view.setInt32(0, value);
  return new Uint8Array(view.buffer).slice(4 - width);
}

function valueBytes(name: SealedField, text: string): Uint8Array {
  switch (name) {
    case 'id':
    case 'xact': return wide(BigInt(text));
    case 'at': return wide(BigInt(text) - SINCE_2000);
    case 'strength': return narrow(Number(text), 2);
    case 'found': return narrow(Number(text), 4);
    case 'person': return Uint8Array.from(text.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    default: return encoder.encode(text);
  }
}

/**
 * The event's bytes, as PostgreSQL sends a row in binary (`record_send`): how many fields (4 bytes); then for each its type (4), its length (4; −1 for
 * none) and its value. The first field is the version. All numbers are big-endian. Nothing can be moved from one field to the next.
 * @throws SyntaxError when a number is none
 */
export function sealedBytes(event: SealedEvent): Uint8Array {
  const parts = [narrow(SEALED.length + 1, 4), narrow(25, 4), narrow(SEAL_VERSION.length, 4), encoder.encode(SEAL_VERSION)];
  for (const name of SEALED) {
    const text = event[name];
    parts.push(narrow(FIELDS[name], 4));
    if (text === null) parts.push(narrow(-1, 4));
    else {
      const value = valueBytes(name, text);
      parts.push(narrow(value.length, 4), value);
    }
  }
  return joined(...parts);
}
