/** R4 writes `,`, `|` and `$` inside a value as `\,`, `\|` and `\$`, and the backslash as `\\`. */

/** Cuts at each mark that is not written with a backslash; escapes stay. */
export function split(text: string, mark: ',' | '|' | '$'): string[] {
  const parts = [''];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === mark) parts.push('');
    else parts[parts.length - 1] += sign === '\\' ? sign + text.charAt(at += 1) : sign;
  }
  return parts;
}

/** The value itself, without escapes. */
export const plain = (text: string): string => text.replaceAll(/\\([,|$\\])/g, '$1');

/** `system|code`: system undefined when no bar stands there. A further bar belongs to the code. */
export function splitToken(text: string): { system: string | undefined; code: string } {
  const [first = '', ...rest] = split(text, '|');
  return rest.length === 0 ? { system: undefined, code: plain(first) } : { system: plain(first), code: plain(rest.join('|')) };
}
