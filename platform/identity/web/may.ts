/** Whether the grants of an account allow an action: `dossier.read` by `dossier.*` or `*`. The server decides; this only hides doors that would not open. */
export function may(me: { readonly actions?: readonly string[] | undefined } | undefined, action: string): boolean {
  return (me?.actions ?? []).some((pattern) => pattern === '*' || pattern === action || (pattern.endsWith('.*') && action.startsWith(pattern.slice(0, -1))));
}
