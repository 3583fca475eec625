import * as z from 'zod/mini';

/** A piece of a list: `{ items, more }`, or the bare array of a list that is always whole. */
export function pageOf<S extends z.ZodMiniType>(item: S) {
  return z.union([
    z.object({ items: z.array(item), more: z.boolean() }),
    z.pipe(z.array(item), z.transform((items) => ({ items, more: false }))),
  ]);
}

/** A list of which only the items matter. */
export function itemsOf<S extends z.ZodMiniType>(item: S) {
  return z.pipe(pageOf(item), z.transform((page) => page.items));
}
