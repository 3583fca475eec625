import { randomBytes } from 'node:crypto';

/** A UUIDv7 (RFC 9562): begins with the time, so that new rows lie beside each other in the index. */
export function newId(now = Date.now()): string {
  const hex = now.toString(16).padStart(12, '0');
  const random = randomBytes(10);
  random[0] = ((random[0] ?? 0) & 0x0f) | 0x70;
  random[2] = ((random[2] ?? 0) & 0x3f) | 0x80;
  const rest = random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}
