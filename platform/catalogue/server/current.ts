import { memoryCatalogues } from '#platform/catalogue/rules';
import type { Catalogues } from '#platform/catalogue/rules';
import type { Context } from '#platform/room';
import { fileSources } from './reference.ts';

let fromFiles: Catalogues | undefined;
const held = new WeakMap<object, Catalogues>();

/**
 * The catalogues of this province as they stand now: lists, parameters, law, approved catalogues of the facilities.
 * A value: a caller that works for long asks again for each piece of work. Until the room is prepared: the reference files alone.
 */
export function catalogues(context: Pick<Context, 'db'>): Catalogues {
  return held.get(context.db) ?? (fromFiles ??= memoryCatalogues(fileSources()));
}

export function holdCatalogues(context: Pick<Context, 'db'>, value: Catalogues): void {
  held.set(context.db, value);
}
