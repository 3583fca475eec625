const LONGEST = 70;

/**
 * The name of a field out of its description, which goes on to say how it is written: up to the first colon, semicolon, bracket or full stop,
 * or the comma when that is still long.
 */
export function fieldName(meaning: string): string {
  const first = /^[^:;(.]+/.exec(meaning)?.[0].trim() ?? meaning;
  const name = first.length > LONGEST ? first.split(',')[0] ?? first : first;
  return name.length > LONGEST ? `${name.slice(0, name.lastIndexOf(' ', LONGEST))}…` : name;
}
