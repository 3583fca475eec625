import { FIELD_NAMES } from './field-names.ts';

const LONGEST = 70;

/**
 * The name of a field out of its description, which goes on to say how it is written: up to the first colon, semicolon, bracket, full stop
 * or equation, or the comma when that is still long.
 */
export function fieldName(field: string, meaning: string): string {
  const known = FIELD_NAMES[field];
  if (known !== undefined) return known;
  const first = (/^[^:;(.]+/.exec(meaning)?.[0] ?? meaning).split(' = ')[0]?.trim() ?? meaning;
  const name = first.length > LONGEST ? first.split(',')[0] ?? first : first;
  return name.length > LONGEST ? `${name.slice(0, name.lastIndexOf(' ', LONGEST))}…` : name;
}
