/** What was typed for a program's keys: JSON with `keys`, or the address where it lies. @returns undefined when it is neither */
export function readKeys(typed: string): { readonly jwks: unknown; readonly uri: string | null } | undefined {
  const text = typed.trim();
  if (text === '') return { jwks: null, uri: null };
  if (/^https?:\/\/\S+$/.test(text)) return { jwks: null, uri: text };
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'keys') ? { jwks: value, uri: null } : undefined;
  } catch {
    return undefined;
  }
}
