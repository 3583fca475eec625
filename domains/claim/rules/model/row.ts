import type { Row } from './dossier.ts';

/** Content of a field without surrounding spaces; '' when it is absent. */
export function text(row: Row | undefined, field: string): string {
  const value = row?.[field];
  if (value === undefined || value === '') return '';
  // Nearly always there is nothing to cut off; what lies beyond ASCII is left to trim, which knows its spaces.
  const first = value.charCodeAt(0);
  const last = value.charCodeAt(value.length - 1);
  return first > 32 && first < 128 && last > 32 && last < 128 ? value : value.trim();
}
