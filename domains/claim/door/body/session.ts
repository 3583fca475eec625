import { readFields } from './fields.ts';
import type { Shown } from '../session.ts';

/** Bytes at the beginning of a body in which a session is looked for before the rest is read. */
export const HEAD = 64 * 1024;
const NAMES = ['token', 'id_token', 'password'] as const;
/** Signs of a value. */
const MOST = 300;

/** The session that stands in a whole body as fields `token`, `id_token`, `password`. */
export function sessionIn(contentType: string | undefined, body: Buffer): Shown | undefined {
  const fields = readFields(contentType, body);
  return shown((name) => fields?.values.get(name));
}

/**
 * The session in the beginning of a body, where programs write it: so that whoever shows none is sent away before his file is read.
 * Only what stands there whole counts; which of form, JSON and multipart it is follows from how a field is written.
 */
export function sessionInHead(head: Buffer): Shown | undefined {
  const text = head.toString('latin1');
  return shown((name) => {
    const found = [
      new RegExp(`(?:^|&)${name}=([^&]{1,${MOST}})&`, 'iu'), new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,${MOST}})"`, 'iu'), new RegExp(`name="?${name}"?[^\\r\\n]{0,${MOST}}\\r\\n(?:[^\\r\\n]{1,${MOST}}\\r\\n){0,5}\\r\\n([^\\r\\n]{1,${MOST}})\\r\\n`, 'iu'),
    ].map((form) => form.exec(text)?.[1]).find((one) => one !== undefined);
    return found === undefined ? undefined : unescape(found);
  });
}

function shown(value: (name: string) => string | undefined): Shown | undefined {
  const [accessToken, tokenId, passwordHash] = NAMES.map((name) => value(name)?.trim() ?? '');
  return accessToken && tokenId && passwordHash ? { kind: 'gateway', accessToken, tokenId, passwordHash } : undefined;
}

const unescape = (text: string): string => text.replace(/%([0-9A-Fa-f]{2})/gu, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
