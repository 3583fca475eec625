import type { Interaction, Scope } from './scopes.ts';

/** The scopes under which an interaction with a type is allowed, with their conditions and contexts; none: refused. */
export function scopesFor(scopes: readonly Scope[], interaction: Interaction, type: string): Scope[] {
  return scopes.filter((scope) => (scope.type === '*' || scope.type === type) && scope.interactions.includes(interaction));
}

/**
 * Whether any scope allows the interaction with the type. A scope with conditions allows only resources that meet them:
 * take `scopesFor` to know them.
 */
export function scopeAllows(scopes: readonly Scope[], interaction: Interaction, type: string): boolean {
  return scopesFor(scopes, interaction, type).length > 0;
}

/** Whether everything that `asked` would open is opened by `allowed` too. */
export function covers(allowed: readonly Scope[], asked: Scope): boolean {
  return asked.interactions.every((interaction) => allowed.some((one) =>
    one.context === asked.context && (one.type === '*' || one.type === asked.type) && one.interactions.includes(interaction)
    // A condition narrows: what is allowed with one is not given without it.
    && one.query.every((pair) => asked.query.some((given) => given.name === pair.name && given.value === pair.value))));
}
